import { and, eq, sql } from 'drizzle-orm';
import { sessions, tombstones, transcripts } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
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
    const [deleted] = await tx.delete(sessions).where(eq(sessions.id, id)).returning({ events: sessions.lastSeq });
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

const noSession = () => new AppError('not_found', 'The session was not found');
