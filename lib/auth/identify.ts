import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { members, tokens } from '@/db/schema';
import type { Role } from '@/lib/auth/abilities';
import { accountsOf } from '@/lib/auth/accounts';
import { LOCAL_PERSON, type ProjectId } from '@/lib/auth/context';
import type { Identity } from '@/lib/auth/identity';
import { NAME_COOKIE, personName } from '@/lib/auth/person';
import { hashOf, TOKEN_PREFIX } from '@/lib/auth/tokens';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/**
 * Who sent a request: the person of local mode, the owner of a token, or who is signed in; null for nobody.
 * Throws `unauthenticated` for a token that is none or no more, `unavailable` where the database does not answer.
 */
export async function identify(db: Database, env: Env, headers: Headers): Promise<Identity | null> {
  return env.DEBRIEF_MODE === 'local' ? localPerson(headers) : whoShows(db, env, headers);
}

const localPerson = (headers: Headers): Identity => ({
  actor: { type: 'person', id: LOCAL_PERSON, name: personName(cookieOf(headers, NAME_COOKIE)), isAdmin: true },
  roles: 'all',
});

function whoShows(db: Database, env: Env, headers: Headers): Promise<Identity | null> {
  const authorization = headers.get('authorization');
  return authorization === null ? signedIn(db, env, headers) : bearer(db, authorization);
}

async function signedIn(db: Database, env: Env, headers: Headers): Promise<Identity | null> {
  if (!headers.has('cookie')) return null;
  const accounts = await accountsOf(db, env);
  const found = await accounts.api.getSession({ headers }).catch(() => {
    throw new AppError('unavailable', 'The database does not answer; try again in a moment');
  });
  if (!found || found.user.disabledAt) return null;
  const { id, name } = found.user;
  const isAdmin = found.user.isAdmin === true;
  const roles = isAdmin ? 'all' : await rolesOf(db, id);
  return { actor: { type: 'person', id, name, isAdmin }, roles, signInId: found.session.id, email: found.user.email };
}

async function rolesOf(db: Database, personId: string): Promise<Map<ProjectId, Role>> {
  const rows = await db.orm
    .select({ projectId: members.projectId, role: members.role })
    .from(members)
    .where(eq(members.personId, personId));
  return new Map(rows.map((row) => [row.projectId as ProjectId, row.role]));
}

const FRESH_MS = 60_000;

type TokenRow = Pick<
  typeof tokens.$inferSelect,
  'id' | 'name' | 'projectId' | 'personId' | 'scopes' | 'expiresAt' | 'revokedAt' | 'lastUsedAt'
> & { isAdmin: boolean | null; disabledAt: Date | null };

async function bearer(db: Database, authorization: string): Promise<Identity> {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (!token.startsWith(TOKEN_PREFIX)) throw refused(`This is no token of Debrief (${TOKEN_PREFIX}…)`);
  // On every request of an agent: as a prepared statement it takes a third of the CPU that the query builder does.
  const [row] = await db.sql<TokenRow[]>`
    select t.id, t.name, t.project_id as "projectId", t.person_id as "personId", t.scopes, t.expires_at as "expiresAt",
      t.revoked_at as "revokedAt", t.last_used_at as "lastUsedAt", p.is_admin as "isAdmin", p.disabled_at as "disabledAt"
    from tokens t left join people p on p.id = t.person_id where t.hash = ${hashOf(token)}`;
  if (!row) throw refused('This token is not known here');
  if (row.revokedAt || row.disabledAt) throw refused('This token was revoked');
  const now = Date.now();
  if (row.expiresAt && row.expiresAt.getTime() <= now) throw refused('This token has expired');
  if (!row.lastUsedAt || now - row.lastUsedAt.getTime() > FRESH_MS) await touch(db, row.id);
  const roles = row.projectId ? new Map([[row.projectId as ProjectId, 'reviewer' as const]]) : await ofPerson(db, row);
  return { actor: { type: 'token', id: row.id, name: row.name, personId: row.personId }, roles, scopes: row.scopes };
}

/** A person's token reaches as far as the person does now. */
const ofPerson = async (db: Database, row: { personId: string | null; isAdmin: boolean | null }): Promise<Identity['roles']> =>
  row.isAdmin ? 'all' : row.personId ? rolesOf(db, row.personId) : new Map();

const touch = (db: Database, id: string) =>
  db.orm
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(tokens.id, id), or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, new Date(Date.now() - FRESH_MS)))));

const refused = (message: string) => new AppError('unauthenticated', `${message}: make another one.`);

function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(/; */).map((pair) => pair.split('='));
  const value = pairs
    .find(([key]) => key === name)
    ?.slice(1)
    .join('=');
  return value === undefined ? undefined : decoded(value);
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
