import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from '@/db/schema/columns';
import { people } from '@/db/schema/people';
import { projects } from '@/db/schema/projects';
import { segments } from '@/db/schema/segments';
import { sessions } from '@/db/schema/sessions';

/** What a program shows instead of a person: for one project, or for all that its person may do. */
export const tokens = pgTable(
  'tokens',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** SHA-256 of the token; the token itself is shown once and not kept. */
    hash: bytea().notNull().unique(), // finds the token of a request
    /** The first characters, by which a person tells tokens apart. */
    prefix: text().notNull(),
    /** Null for a token of a person, which reaches as far as that person. */
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    /** Whose token it is; null for one of a project, which stays when its maker leaves. */
    personId: uuid('person_id').references(() => people.id, { onDelete: 'cascade' }),
    scopes: text().array().$type<('ingest' | 'read' | 'review')[]>().notNull(),
    madeBy: uuid('made_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at'),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('tokens_project').on(t.projectId), // the tokens of a project
    index('tokens_person').on(t.personId), // the tokens of a person
  ],
);

/** A link that shows one session or one segment to whoever has it. */
export const shares = pgTable(
  'shares',
  {
    id: uuid().primaryKey(),
    /** SHA-256 of the secret in the link. */
    tokenHash: bytea('token_hash').notNull().unique(), // finds what a link shows
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** Null where the whole session is shared. */
    segmentId: uuid('segment_id').references(() => segments.id, { onDelete: 'cascade' }),
    madeBy: uuid('made_by').references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at'),
    lastOpenedAt: instant('last_opened_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('shares_session').on(t.sessionId), // the links of a session
    index('shares_segment').on(t.segmentId), // what goes with a segment that is deleted
  ],
);

/** Who did what. Written with the change it tells of, and never changed; it outlives what it names. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid().primaryKey(),
    at: instant('at').notNull().defaultNow(),
    actor: text().$type<'person' | 'token' | 'share' | 'job' | 'nobody'>().notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text().notNull(), // such as token.created
    projectId: uuid('project_id'),
    project: text(),
    /** What it was done to, as a person would name it. */
    subject: text(),
    subjectId: text('subject_id'),
    details: jsonb().$type<Record<string, unknown>>(),
    ip: text(),
  },
  (t) => [
    index('audit_log_at').on(t.at, t.id), // the log of the installation, newest first
    index('audit_log_project').on(t.projectId, t.at, t.id), // the log of a project, newest first
    index('audit_log_actor').on(t.actorId, t.at, t.id), // what somebody did, newest first, and when they signed in last
  ],
);

/** What was asked for lately, so that a limit holds on every instance. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().primaryKey(), // counts one more request
    points: integer().notNull(),
    /** Milliseconds since the epoch. */
    expire: bigint({ mode: 'number' }),
  },
  (t) => [index('rate_limits_expire').on(t.expire)], // what can be forgotten
);

/** A session that a person deleted: an agent that goes on sending does not bring it back. */
export const tombstones = pgTable(
  'tombstones',
  {
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    externalId: text('external_id').notNull(),
    deletedAt: instant('deleted_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.externalId] })], // whether a session was deleted
);
