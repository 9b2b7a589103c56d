import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { anyId } from '@/lib/segments/bulk-commands';
import type { StoredClaim, StoredRecord } from '@/lib/segments/record-draft';

interface Stored {
  current: StoredRecord | null;
  /** Items of every revision. */
  earlier: StoredClaim[];
}

/** The current records of segments, with the items of every revision. */
export async function loadRecords(tx: Tx, segmentIds: readonly string[]): Promise<Map<string, Stored>> {
  if (segmentIds.length === 0) return new Map();
  const records = await tx.execute<Omit<StoredRecord, 'claims'> & { id: string }>(sql`
    select s.id, r.rev, r.origin, r.title, r.status, r.verification, r.ask, r.summary, r.outcome
    from segments s join records r on r.segment_id = s.id and r.rev = s.rev where s.id = ${anyId(segmentIds)}`);
  const claims = await tx.execute<
    { id: string; current: number; evidence: [number | null, string | null][] | null } & Omit<StoredClaim, 'evidence'>
  >(sql`
    select s.id, s.rev as current, c.rev, c.field, c.text, c.key, c.party, c.item_id as "itemId",
      (select jsonb_agg(jsonb_build_array(e.seq, e.ref) order by e.position) from evidence e where e.claim_id = c.id and e.basis = 'cited') as evidence
    from segments s join claims c on c.segment_id = s.id and (c.rev = s.rev or c.item_id is not null)
    where s.id = ${anyId(segmentIds)}
    order by s.id, c.rev, array_position(array['summary', 'outcome', 'decision', 'next_step', 'question'], c.field), c.position`);
  const stored = new Map<string, Stored>(
    records.map(({ id, ...record }) => [id, { current: { ...record, claims: [] }, earlier: [] }]),
  );
  for (const { current, evidence, ...row } of claims) {
    const entry = stored.get(row.id);
    const claim = { ...row, evidence: (evidence ?? []).map(([seq, ref]) => ({ seq, ref })) };
    if (claim.itemId !== null) entry?.earlier.push(claim);
    if (claim.rev === current) entry?.current?.claims.push(claim);
  }
  return stored;
}
