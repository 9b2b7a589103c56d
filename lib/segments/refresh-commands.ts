import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { isVerified } from '@/lib/segmenter/facts/facts';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { STRUCTURE } from '@/lib/segmenter/structure';
import { clipped } from '@/lib/segmenter/text/words';
import { anyId, valuesOf } from '@/lib/segments/bulk-commands';
import { holdClaims } from '@/lib/segments/claim-commands';
import { type Computed, compute, mentionsOf, type StoredFacts } from '@/lib/segments/computed';
import { type EventRange, loadEvents } from '@/lib/segments/event-queries';
import { byMembership, grouped, threadsWithin } from '@/lib/segments/membership';
import { noteRecords } from '@/lib/segments/record-commands';
import type { Settling } from '@/lib/segments/settling-queries';

const MAX_ASK = 2000;

/** Where the session's events stand while its segments are computed. */
export interface Known {
  anchors: ReadonlyMap<string, number>;
  upTo: number;
}

type SegmentRow = Record<string, unknown> & {
  id: string;
  rev: number;
  origin: string;
  first_seq: number | null;
  last_seq: number | null;
  facts: StoredFacts;
  title: string;
  ask: string | null;
  summary: string | null;
  outcome: string | null;
  items: string[] | null;
};

/** Computes segments anew from their events: facts, times, counts, what code says of their records and claims. */
export async function refreshSegments(tx: Tx, session: Settling, segmentIds: readonly string[], known: Known): Promise<void> {
  if (segmentIds.length === 0) return;
  const rows = await tx.execute<SegmentRow>(sql`
    select s.id, s.rev, s.origin, s.first_seq, s.last_seq, s.facts, r.title, r.ask, r.summary, r.outcome,
      (select array_agg(c.text) from claims c where c.segment_id = s.id and c.rev = s.rev and c.item_id is not null) as items
    from segments s join records r on r.segment_id = s.id and r.rev = s.rev where s.id = ${anyId(segmentIds)} order by s.first_seq`);
  const runs = runsOf(rows);
  const refreshed = rows.filter((row) => row.first_seq === null).map((row) => refresh(row, [], session.cwd));
  for (const run of runs) {
    const events = await loadEvents(tx, session.id, rangeOf(run, known));
    const groups = byMembership(events, startsOf(run), known.anchors);
    refreshed.push(...run.map((row, i) => refresh(row, groups[i] ?? [], session.cwd)));
    const rangeOfOne = (row: SegmentRow) => (row.origin === 'heuristic' ? null : rangeOf([row], known));
    await holdClaims(
      tx,
      session.id,
      run.map((row, i) => ({ segmentId: row.id, events: groups[i] ?? [], range: rangeOfOne(row) })),
    );
  }
  await writeComputed(tx, refreshed);
  await noteRecords(
    tx,
    refreshed.map(({ row, ask, verification }) => ({
      segmentId: row.id,
      rev: row.rev,
      verification,
      ask: row.origin === 'heuristic' ? row.ask : ask, // the segmenter knows the ask of its own ones
    })),
  );
}

/** Segments that follow each other without a gap: their events are read at once. */
const runsOf = (rows: readonly SegmentRow[]): SegmentRow[][] =>
  grouped(
    rows.filter((row) => row.first_seq !== null),
    (run, row) => row.first_seq === (run.at(-1)?.last_seq ?? 0) + 1,
  );

const startsOf = (run: readonly SegmentRow[]) => run.map((row) => row.first_seq ?? 0);

function rangeOf(run: readonly SegmentRow[], { anchors, upTo }: Known): EventRange {
  const from = run[0]?.first_seq ?? 1;
  const to = run.at(-1)?.last_seq ?? upTo;
  return { from, to, threads: threadsWithin(anchors, from, to), upTo };
}

interface Refreshed extends Stated {
  row: SegmentRow;
  ask: string | null;
  verification: string;
}

function refresh(row: SegmentRow, events: readonly SegmenterEvent[], cwd: string | null): Refreshed {
  const isOurs = row.origin === 'heuristic';
  const ask = askOf(events);
  const claims = (row.items ?? []).map((text) => ({ field: 'decision', text }));
  const mentioned = isOurs ? row.facts.mentioned : mentionsOf({ ...row, ask, claims });
  const verification = isOurs
    ? STRUCTURE.record(events, { isLast: false }).verification
    : isVerified(events)
      ? 'verified'
      : 'none';
  return { id: row.id, row, computed: compute(events, cwd), mentioned, ask, verification };
}

/** The words of the person that began a segment which somebody else described. */
function askOf(events: readonly SegmenterEvent[]): string | null {
  const prompt = events.find(
    (event) => event.thread === 'main' && event.kind === 'prompt' && event.actor === 'human' && event.text?.trim(),
  );
  return prompt?.text ? clipped(prompt.text.trim(), MAX_ASK) : null;
}

/** A segment with what code computed. */
export interface Stated {
  id: string;
  computed: Computed;
  mentioned: StoredFacts['mentioned'];
}

/** Writes the columns that code computes; a segment without events keeps the times that were sent. */
export async function writeComputed(tx: Tx, stated: readonly Stated[]): Promise<void> {
  if (stated.length === 0) return;
  const rows = stated.map(({ id, computed: { facts, ...rest }, mentioned }) => ({ id, ...rest, facts: { ...facts, mentioned } }));
  const columns = sql`id uuid, facts jsonb, activity jsonb, "eventCount" int, "startedAt" timestamptz, "endedAt" timestamptz`;
  await tx.execute(sql`
    update segments s set facts = v.facts, activity = v.activity, event_count = v."eventCount", updated_at = now(),
      started_at = coalesce(v."startedAt", s.started_at), ended_at = coalesce(v."endedAt", s.ended_at)
    from ${valuesOf(rows, columns)} where s.id = v.id`);
}
