import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sessions, tombstones, transcripts } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { enqueueGathering } from '@/lib/jobs/queue';
import { findSession } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';

/**
 * Deletes a session with its events, segments and links. Its id stays as a tombstone, so that an agent that goes on sending does not bring it back.
 * Throws `not_found`.
 */
export async function deleteSession(ctx: Context, sid: string): Promise<void> {
  const session = await findSession(ctx, sid);
  if (!session) throw noSession();
  const { id, projectId, externalId } = session;
  await ctx.db.orm.transaction(async (tx) => {
    const deleted = await eraseSession(tx, { id, sid, projectId });
    if (!deleted) throw noSession();
    await tx.insert(tombstones).values({ projectId, externalId }).onConflictDoNothing();
    // Files that brought it are forgotten: were it let back, they must be read from their beginning.
    const isOfIt = sql`${transcripts.parserState}->>'session' = ${externalId}`;
    await tx.delete(transcripts).where(and(eq(transcripts.projectId, projectId), isOfIt));
    await recordAudit(ctx, tx, {
      action: 'session.deleted',
      project: { id: projectId, name: session.project },
      subject: session.title ?? UNTITLED,
      subjectId: sid,
      details: { external_id: externalId, events: deleted.events },
    });
  });
}

/** Deletes a session with all that is its own; null if it is gone already. What others copied from it counts there then. */
export async function eraseSession(
  tx: Tx,
  { id, sid, projectId }: { id: string; sid: string; projectId: string },
): Promise<{ events: number } | null> {
  const heirs = await tx.execute<{ id: string }>(sql`
    select s.id from sessions s where s.project_id = ${projectId} and (s.derived->>'copies')::int > 0 and s.id <> ${id}
      and exists (select 1 from events e where e.session_id = s.id and e.copied_from->>'sid' = ${sid})`);
  const [deleted] = await tx.delete(sessions).where(eq(sessions.id, id)).returning({ events: sessions.lastSeq });
  await enqueueGathering(
    tx,
    heirs.map((heir) => heir.id),
    { name: 'settle', delayMs: 0 },
  );
  return deleted ?? null;
}

const noSession = () => new AppError('not_found', 'The session was not found');
