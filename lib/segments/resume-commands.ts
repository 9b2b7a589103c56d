import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { anyId } from '@/lib/segments/bulk-commands';
import { copyCut } from '@/lib/segments/copy-commands';
import { withEdits } from '@/lib/segments/edit-overlay';
import { loadStanding } from '@/lib/segments/edit-queries';
import { linksOf } from '@/lib/segments/link-commands';
import { type DraftedRecord, hasOtherClaims, hasOtherText } from '@/lib/segments/record-draft';
import { loadRecords } from '@/lib/segments/record-queries';
import type { SegmentInput } from '@/lib/segments/schema';
import { instantOf, type KnownSegment } from '@/lib/segments/sent-commands';

/** Goes on with an agent's cut that another has replaced: a new cut with its segments, which get their numbers anew. */
export async function resumeAgentCut(tx: Tx, sessionId: string, from: number): Promise<number> {
  const { cut } = await copyCut(tx, sessionId, { from, newIds: [] });
  await tx.execute(sql`update segments set n = -n where session_id = ${sessionId} and cut = ${cut}`);
  return cut;
}

/** A segment that was sent, as it would be stored. */
export interface Sent {
  input: SegmentInput;
  known: KnownSegment | undefined;
  draft: DraftedRecord;
}

/** True if all that was sent is stored already, word for word. */
export async function isStored(tx: Tx, sent: readonly Sent[]): Promise<boolean> {
  const ids = sent.flatMap(({ known }) => known?.id ?? []);
  if (ids.length < sent.length) return false;
  const [records, standing] = [await loadRecords(tx, ids), await loadStanding(tx, ids)];
  const rows = await tx.execute<{ id: string; times: [number | null, number | null] | null; links: Link[] | null }>(sql`
    select s.id,
      case when s.first_seq is null then jsonb_build_array(extract(epoch from s.started_at) * 1000, extract(epoch from s.ended_at) * 1000) end as times,
      (select jsonb_agg(jsonb_build_array(l.kind, l.target, l.text, l.evidence) order by l.kind, l.target) from links l
        where l.segment_id = s.id and l.origin = 'agent') as links
    from segments s where s.id = ${anyId(ids)}`);
  const stored = new Map(rows.map((row) => [row.id, row]));
  return sent.every(({ input, known, draft: machines }) => {
    const [row, record] = [stored.get(known?.id ?? ''), records.get(known?.id ?? '')?.current];
    const draft = withEdits(machines, standing.get(known?.id ?? '') ?? [], record?.claims);
    if (!known || !row || !record || hasOtherText(record, draft) || hasOtherClaims(record, draft)) return false;
    const times = row.times && [input.started_at, input.ended_at].map((time) => instantOf(time)?.getTime() ?? null);
    return isSame(
      [known.sentFirst, known.sentLast, row.times, row.links ?? []],
      [input.first ?? null, input.last ?? null, times, linkRows(input)],
    );
  });
}

type Link = [string, string, string | null, (string | number)[]];

const linkRows = (input: SegmentInput): Link[] =>
  linksOf(input)
    .map(({ kind, target, text, evidence }): Link => [kind, target, text, evidence])
    .sort(([a, b], [c, d]) => (a < c || (a === c && b < d) ? -1 : 1));

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
