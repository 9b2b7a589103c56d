import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { enqueueGathering } from '@/lib/jobs/queue';

/** A session that grows changes its words again at once; whoever searches meanwhile does not wait for the job. */
const GATHERING_MS = 5000;

/** Has the words read anew that a session's segments are found by, once the transaction is over. Those of older cuts are found no more. */
export async function wordsChanged(tx: Tx, session: { id: string; currentCut: number }, isNewCut: boolean): Promise<void> {
  if (isNewCut)
    await tx.execute(sql`
      delete from segment_texts t using segments g where t.session_id = ${session.id} and g.id = t.segment_id and g.cut <> ${session.currentCut}`);
  await enqueueGathering(tx, [session.id], { name: 'index', delayMs: GATHERING_MS });
}

/** The same after people said something of a segment. */
export async function saidOf(tx: Tx, { sessionId, spanId }: { sessionId: string; spanId: string }): Promise<void> {
  await tx.execute(sql`
    update segment_texts t set rev = 0 from segments g where g.span_id = ${spanId} and g.session_id = ${sessionId} and t.segment_id = g.id`);
  await enqueueGathering(tx, [sessionId], { name: 'index', delayMs: 0 });
}
