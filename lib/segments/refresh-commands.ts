import { sql } from 'drizzle-orm';
import { matchEvidence } from '@/lib/segmenter/evidence-match';
import { isVerified } from '@/lib/segmenter/facts';
import { clipped } from '@/lib/segmenter/quoted-title';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { addUsage, NO_USAGE } from '@/lib/segmenter/usage';
import { insertRows } from '@/lib/segments/bulk-commands';
import { type Computed, compute, mentionsOf, type StoredFacts } from '@/lib/segments/computed';
import { loadEvents, loadMatchable } from '@/lib/segments/event-queries';
import type { Settling } from '@/lib/segments/settling-queries';
import type { Tx } from '@/lib/segments/transaction';
import type { Usage } from '@/lib/sessions/schema';

const MAX_ASK = 2000;

/** Where the session's events stand while its segments are computed. */
export interface Known {
  anchors: ReadonlyMap<string, number>;
  upTo: number;
}

type SegmentRow = Record<string, unknown> & {
  id: string;
  origin: string;
  first_seq: number | null;
  last_seq: number | null;
  facts: StoredFacts;
  title: string;
  summary: string | null;
  outcome: string | null;
  items: string[] | null;
};

/** Computes segments anew from their events: facts, times, counts, what the code says of their records, and evidence found by text. Returns what their usage grew by. */
export async function refreshSegments(tx: Tx, session: Settling, segmentIds: readonly string[], known: Known): Promise<Usage> {
  if (segmentIds.length === 0) return NO_USAGE;
  const rows = await tx.execute<SegmentRow>(sql`
    select s.id, s.origin, s.first_seq, s.last_seq, s.facts, r.title, r.summary, r.outcome,
      (select array_agg(c.text) from claims c where c.segment_id = s.id and c.rev = s.rev and c.item_id is not null) as items
    from segments s join records r on r.segment_id = s.id and r.rev = s.rev where s.id in ${[...segmentIds]}`);
  let growth = NO_USAGE;
  for (const row of rows) {
    const range = rangeOf(row, known);
    const events = range ? await loadEvents(tx, session.id, range) : [];
    const computed = compute(events, session.cwd);
    const ask = row.origin === 'heuristic' ? null : askOf(events);
    const mentioned = mentionsOf({ ...row, ask, claims: (row.items ?? []).map((text) => ({ field: 'decision', text })) });
    await writeComputed(tx, row.id, computed, row.origin === 'heuristic' ? row.facts.mentioned : mentioned);
    await writeVerdict(tx, row, { isVerified: isVerified(events), ask });
    if (row.origin !== 'heuristic') await matchClaims(tx, session.id, row.id, range);
    growth = addUsage(growth, addUsage(computed.facts.usage, row.facts.usage, -1), 1);
  }
  return growth;
}

function rangeOf(row: SegmentRow, { anchors, upTo }: Known) {
  const { first_seq: from, last_seq: to } = row;
  if (from === null || to === null) return null;
  const threads = [...anchors].filter(([, seq]) => seq >= from && seq <= to).map(([thread]) => thread);
  return { from, to, threads, upTo };
}

/** The columns that code computes; a segment without events keeps the times that were sent. */
export async function writeComputed(tx: Tx, id: string, computed: Computed, mentioned: StoredFacts['mentioned']): Promise<void> {
  await tx.execute(sql`
    update segments set facts = ${JSON.stringify({ ...computed.facts, mentioned })}::text::jsonb, activity = ${JSON.stringify(computed.activity)}::text::jsonb,
      event_count = ${computed.eventCount}, updated_at = now(),
      started_at = coalesce(${computed.startedAt}::timestamptz, started_at), ended_at = coalesce(${computed.endedAt}::timestamptz, ended_at)
    where id = ${id}`);
}

async function writeVerdict(
  tx: Tx,
  row: SegmentRow,
  { isVerified, ask }: { isVerified: boolean; ask: string | null },
): Promise<void> {
  await tx.execute(sql`
    update records r set verification = ${isVerified ? 'verified' : 'none'}, ask = case when ${row.origin} = 'heuristic' then r.ask else ${ask} end
    from segments s where s.id = ${row.id} and r.segment_id = s.id and r.rev = s.rev`);
}

/** The words of the person that began a segment which somebody else described. */
function askOf(events: readonly SegmenterEvent[]): string | null {
  const prompt = events.find(
    (event) => event.thread === 'main' && event.kind === 'prompt' && event.actor === 'human' && event.text?.trim(),
  );
  return prompt?.text ? clipped(prompt.text.trim(), MAX_ASK) : null;
}

/** Claims that cite nothing get the events that name the same things. */
async function matchClaims(tx: Tx, sessionId: string, segmentId: string, range: ReturnType<typeof rangeOf>): Promise<void> {
  await tx.execute(sql`
    delete from evidence e using claims c, segments s
    where s.id = ${segmentId} and c.segment_id = s.id and c.rev = s.rev and e.claim_id = c.id and e.basis = 'matched'`);
  if (range === null) return;
  const claims = await tx.execute<{ id: string; text: string }>(sql`
    select c.id, c.text from segments s join claims c on c.segment_id = s.id and c.rev = s.rev
    where s.id = ${segmentId} and not exists (select 1 from evidence e where e.claim_id = c.id)`);
  if (claims.length === 0) return;
  const events = await loadMatchable(tx, sessionId, range);
  const rows = claims.flatMap(({ id, text }) =>
    matchEvidence(text, events).map((seq, position) => ({
      claim_id: id,
      position,
      session_id: sessionId,
      seq,
      ref: null,
      basis: 'matched',
    })),
  );
  await insertRows(tx, 'evidence', rows);
}
