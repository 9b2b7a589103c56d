import { sql } from 'drizzle-orm';
import type { BoundaryEdit } from '@/lib/segmenter/starts';
import type { Tx } from '@/lib/segments/transaction';

/** Boundaries that persons set or removed after one event and up to another, in order. */
export async function loadEdits(
  tx: Tx,
  sessionId: string,
  { after, upTo }: { after: number; upTo: number },
): Promise<BoundaryEdit[]> {
  return tx.execute<BoundaryEdit & Record<string, unknown>>(sql`
    select seq, kind from boundary_edits where session_id = ${sessionId} and seq > ${after} and seq <= ${upTo} order by seq`);
}
