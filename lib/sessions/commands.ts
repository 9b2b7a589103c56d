import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { projects, sessions, tombstones } from '@/db/schema';
import type { Context, ProjectId } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { LIMITS } from '@/lib/limits';
import { deletedProject, ensureProject } from '@/lib/projects/commands';
import { redactTexts } from '@/lib/redaction/redact';
import { activeAt, effective } from '@/lib/sessions/effective';
import { externalId, type SessionInput } from '@/lib/sessions/schema';
import { newSid } from '@/lib/sessions/slug';
import { storableText } from '@/lib/storable';
import { orUnavailable } from '@/lib/unavailable';

/** How clients name a session. */
export interface SessionKey {
  project: string;
  externalId: string;
}

/** A session that is there. */
export interface SessionHandle {
  id: string;
  sid: string;
  externalId: string;
  projectId: ProjectId;
}

/**
 * Creates or updates a session: absent = unchanged, null = cleared. Makes the project at first use.
 * Concurrent writes of different keys all stay. Throws `invalid_request`, `deleted`.
 */
export async function putSession(ctx: Context, key: SessionKey, input: SessionInput): Promise<{ sid: string; created: boolean }> {
  return orUnavailable(async () => {
    const sent = await storableInput(input);
    const { created, ...session } = await ensureSession(ctx, key);
    await ctx.db.orm.transaction(async (tx) => {
      const [row] = await tx.select().from(sessions).where(eq(sessions.id, session.id)).for('update');
      if (!row) throw new AppError('deleted', 'The session was deleted meanwhile.');
      const merged = { ...row.sent, ...sent };
      const shown = effective(merged, row.derived, row.personTitle);
      const isSame = isDeepStrictEqual(merged, row.sent);
      const active = activeAt(shown.startedAt, row.lastEventAt, row.createdAt);
      await tx
        .update(sessions)
        .set({ sent: merged, ...shown, activeAt: active, ...(isSame ? {} : { updatedAt: new Date() }) })
        .where(eq(sessions.id, session.id));
    });
    return { sid: session.sid, created };
  });
}

/** The session of this name, made with its project if it is new. An id that holds a secret is stored without it. Throws `deleted`. */
export async function ensureSession(ctx: Context, key: SessionKey): Promise<SessionHandle & { created: boolean }> {
  const { known, projectId, id } = await lookUp(ctx, key);
  if (known) return { ...known, created: false };
  return insertSession(ctx, projectId, id);
}

/** The session of this name, or null; its project is made. Throws `deleted`. */
export async function knownSession(ctx: Context, key: SessionKey): Promise<SessionHandle | null> {
  const { known, projectId, id } = await lookUp(ctx, key);
  if (!known) await assertNotDeleted(ctx.db.orm, { externalId: id, projectId });
  return known;
}

async function lookUp(ctx: Context, key: SessionKey) {
  const checked = externalId.safeParse(key.externalId);
  if (!checked.success) throw invalidId();
  const [redacted] = await redactTexts([checked.data]);
  const id = storableText(redacted?.text ?? '');
  const project = await ensureProject(ctx, key.project);
  return { known: await findSession(ctx, project.id, id), projectId: project.id, id };
}

async function findSession(ctx: Context, projectId: ProjectId, external: string): Promise<SessionHandle | null> {
  const [row] = await ctx.db.orm
    .select({ id: sessions.id, sid: sessions.sid })
    .from(sessions)
    .where(and(eq(sessions.projectId, projectId), eq(sessions.externalId, external)));
  return row ? { ...row, externalId: external, projectId } : null;
}

/** `on conflict do nothing` covers both another writer of the same session and a sid that is taken: then it is found, or a new sid is tried. */
async function insertSession(
  ctx: Context,
  projectId: ProjectId,
  external: string,
): Promise<SessionHandle & { created: boolean }> {
  for (;;) {
    const made = { id: uuidv7(), sid: newSid(), externalId: external, projectId };
    const isMade = await ctx.db.orm.transaction(async (tx) => {
      const rows = await tx.insert(sessions).values(made).onConflictDoNothing().returning({ id: sessions.id });
      if (rows.length > 0) await assertNotDeleted(tx, made);
      return rows.length > 0;
    });
    if (isMade) return { ...made, created: true };
    const known = await findSession(ctx, projectId, external);
    if (known) return { ...known, created: false };
  }
}

/** Asked after the row was written, which waits for whoever deletes the project or the session at this moment. */
async function assertNotDeleted(
  tx: Pick<Context['db']['orm'], 'select'>,
  made: Pick<SessionHandle, 'externalId' | 'projectId'>,
): Promise<void> {
  const [found] = await tx
    .select({ projectDeletedAt: projects.deletedAt, deletedAt: tombstones.deletedAt })
    .from(projects)
    .leftJoin(tombstones, and(eq(tombstones.projectId, projects.id), eq(tombstones.externalId, made.externalId)))
    .where(eq(projects.id, made.projectId));
  if (found?.projectDeletedAt) throw deletedProject();
  if (found?.deletedAt)
    throw new AppError(
      'deleted',
      'This session was deleted. An administrator of the project can let it be sent again, in its settings.',
    );
}

const TEXTS = ['title', 'agent', 'branch', 'cwd', 'model', 'parent', 'predecessor'] as const;

/** The input without secrets and without what Postgres cannot hold. */
async function storableInput(input: SessionInput): Promise<Record<string, unknown>> {
  const present = TEXTS.filter((key) => typeof input[key] === 'string');
  const redacted = await redactTexts(present.map((key) => input[key] ?? ''));
  const texts = present.map((key, i) => [key, storableText(redacted[i]?.text ?? '')]);
  const all = { ...input, ...Object.fromEntries(texts) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const invalidId = () => {
  const message = `The id of a session has 1 to ${LIMITS.id_chars} characters.`;
  return new AppError('invalid_request', message, { issues: [{ path: 'external_id', code: 'invalid_value', message }] });
};
