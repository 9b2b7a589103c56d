import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import { markCopies } from '@/lib/events/origin-commands';
import { loadAnchors } from '@/lib/segments/event-queries';
import { ALGORITHM } from '@/lib/segments/heuristic-commands';
import { linkLineage } from '@/lib/segments/lineage-commands';
import { rewriteReferences } from '@/lib/segments/reference-commands';
import { refreshSegments } from '@/lib/segments/refresh-commands';
import { settleLocked, writeSettled } from '@/lib/segments/settle-commands';
import { lockSettling, type Settling } from '@/lib/segments/settling-queries';
import { usageAfter } from '@/lib/segments/usage-queries';

/**
 * Finds out which events of a session, from one on, are told by another session too, and in which they count: what was cut with copies among its
 * events is cut anew without them. Cheap where nothing is shared; doing it again changes nothing.
 */
export async function findCopies(ctx: Context, sessionId: string, from = 1): Promise<void> {
  for (const { id, firstSeq } of await markCopies(ctx, sessionId, from)) {
    const isRecounted = await ctx.db.orm.transaction(async (tx) => {
      const session = await lockSettling(tx, id);
      if (!session || session.currentCut === null || session.settledSeq < firstSeq) return false;
      await recount(tx, session, session.currentCut);
      return true;
    });
    if (isRecounted) await linkLineage(ctx, id);
  }
}

/** A cut from the events is replaced by one that says what it is made of now; an agent's words stay, with other facts. */
async function recount(tx: Tx, session: Settling, cut: number): Promise<void> {
  await rewriteReferences(tx, session, session.settledSeq);
  if (session.cutOrigin === 'heuristic') {
    await tx.execute(
      sql`update cuts set algorithm = algorithm || ', copies counted' where session_id = ${session.id} and algorithm = ${ALGORITHM}`,
    );
    await settleLocked(tx, { ...session, algorithm: null, usage: null });
    return;
  }
  const rows = await tx.execute<{ id: string }>(sql`select id from segments where session_id = ${session.id} and cut = ${cut}`);
  const known = { anchors: await loadAnchors(tx, session.id), upTo: session.settledSeq };
  await refreshSegments(
    tx,
    session,
    rows.map(({ id }) => id),
    known,
  );
  const usage = await usageAfter(tx, { ...session, usage: null }, []);
  await writeSettled(tx, { ...session, usage }, { cut, origin: 'agent', segmentCount: rows.length }, session.settledSeq);
}
