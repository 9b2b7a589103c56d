import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from '@/db/schema/columns';
import { projects } from '@/db/schema/projects';

/** Who uses this installation. The person of local mode has the id that migration 0002 gives, and becomes the first administrator of team mode. */
export const people = pgTable('people', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** Lower-case; null for the person of local mode, who does not sign in. */
  email: text().unique(), // finds whoever signs in
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  /** Administers the installation, and every project of it. */
  isAdmin: boolean('is_admin').notNull().default(false),
  /** From then on this person can do nothing; their name stays on what they did. */
  disabledAt: instant('disabled_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** A browser in which a person is signed in. */
export const signIns = pgTable(
  'sign_ins',
  {
    id: uuid().primaryKey(),
    userId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(), // finds the sign-in of a cookie
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('sign_ins_person').on(t.userId)], // the browsers of a person
);

/** A way in which a person signs in: a password, or an identity at a provider. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey(),
    userId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** `credential` for a password. */
    providerId: text('provider_id').notNull(),
    accountId: text('account_id').notNull(),
    password: text(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('accounts_identity').on(t.providerId, t.accountId), // finds whoever comes back from a provider
    index('accounts_person').on(t.userId), // how a person signs in
  ],
);

/** What waits to be proved, such as a password's reset or a sign-in that is at its provider. */
export const verifications = pgTable(
  'verifications',
  {
    id: uuid().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('verifications_identifier').on(t.identifier)], // finds what a secret proves
);

/** A command line that waits for a person to let it in (RFC 8628). */
export const deviceCodes = pgTable('device_codes', {
  id: uuid().primaryKey(),
  deviceCode: text('device_code').notNull().unique(), // finds the request of a waiting command line
  userCode: text('user_code').notNull().unique(), // finds the request that a person approves
  userId: uuid('person_id').references(() => people.id, { onDelete: 'cascade' }),
  status: text().notNull(), // pending · approved · denied
  expiresAt: instant('expires_at').notNull(),
  lastPolledAt: instant('last_polled_at'),
  pollingInterval: integer('polling_interval'),
  clientId: text('client_id'),
  scope: text(),
});

/** A person's part in a project. */
export const members = pgTable(
  'members',
  {
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text().$type<'admin' | 'reviewer' | 'viewer'>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.personId] }), // the members of a project
    index('members_person').on(t.personId), // the projects of a person
  ],
);

/** A link by which one person joins. */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey(),
    /** SHA-256 of the secret in the link. */
    tokenHash: bytea('token_hash').notNull().unique(), // finds the invitation of a link
    /** The project that it leads to; null for one into the installation alone. */
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    role: text().$type<'admin' | 'reviewer' | 'viewer'>(),
    /** Makes an administrator of the installation. */
    isAdmin: boolean('is_admin').notNull().default(false),
    /** Who it is for, in the words of whoever made it. */
    note: text(),
    madeBy: uuid('made_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by').references(() => people.id, { onDelete: 'set null' }),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('invitations_open').on(t.projectId).where(sql`${t.acceptedAt} is null and ${t.revokedAt} is null`)], // the links of a project that wait
);
