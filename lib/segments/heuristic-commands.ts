import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { CutSegment, Segmenter, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { STRUCTURE } from '@/lib/segmenter/structure';
import { addUsage, NO_USAGE } from '@/lib/segmenter/usage';
import { insertRows } from '@/lib/segments/bulk-commands';
import { compute, mentionsOf, type StoredFacts } from '@/lib/segments/computed';
import { findStirred, loadAnchors, loadEvents } from '@/lib/segments/event-queries';
import { byMembership } from '@/lib/segments/membership';
import { reviseRecords } from '@/lib/segments/record-commands';
import { heuristicRecord } from '@/lib/segments/record-draft';
import { refreshSegments, writeComputed } from '@/lib/segments/refresh-commands';
import type { Settling } from '@/lib/segments/settling-queries';
import type { Tx } from '@/lib/segments/transaction';
import type { Usage } from '@/lib/sessions/schema';

/** What divides and describes a session when nobody else does. */
export const SEGMENTER: Segmenter = STRUCTURE;

/** A stored segment whose end may still move. */
export interface LastSegment {
  id: string;
  n: number;
  firstSeq: number;
  facts: StoredFacts;
}

/** What settling did to a cut: its number of segments, and what the session's usage grew by. */
export interface Settled {
  cut: number;
  origin: 'heuristic' | 'agent';
  segmentCount: number;
  growth: Usage;
}

/** Goes on with a heuristic cut: only the last segment's events and the new ones are read; closed segments keep everything but facts. */
export async function settleHeuristicCut(
  tx: Tx,
  session: Settling,
  { cut, upTo }: { cut: number; upTo: number },
): Promise<Settled> {
  const [last] = await tx.execute<LastSegment & Record<string, unknown>>(sql`
    select id, n, first_seq as "firstSeq", facts from segments where session_id = ${session.id} and cut = ${cut} order by n desc limit 1`);
  const from = last?.firstSeq ?? 1;
  const anchors = await loadAnchors(tx, session.id);
  const threads = [...anchors].filter(([, seq]) => seq >= from || !last).map(([thread]) => thread);
  const events = await loadEvents(tx, session.id, { from, to: upTo, threads, upTo });
  const bounds = SEGMENTER.cut(last ? events.filter((event) => event.seq >= from) : events);
  const groups = byMembership(
    events,
    bounds.map((bound) => bound.firstSeq),
    anchors,
  );
  const described = bounds.map((bound, i) => ({ n: (last?.n ?? 1) + i, bound, events: groups[i] ?? [] }));
  let growth = await writeHeuristicSegments(tx, session, { cut, existing: last ?? null, described });
  if (last && anchors.size > 0) {
    const stirred = (await findStirred(tx, session.id, { after: session.settledSeq, upTo })).filter((seq) => seq < from);
    growth = addUsage(
      growth,
      await refreshSegments(tx, session, await segmentsAt(tx, session.id, { cut, seqs: stirred }), { anchors, upTo }),
      1,
    );
  }
  return { cut, origin: 'heuristic', segmentCount: (last?.n ?? 1) + described.length - 1, growth };
}

/** A part of the session with its events. */
export interface Described {
  n: number;
  bound: CutSegment;
  events: readonly SegmenterEvent[];
}

/** Writes segments that the segmenter describes; the first of them is `existing`, if that is given. Returns what their usage grew by. */
export async function writeHeuristicSegments(
  tx: Tx,
  session: Settling,
  {
    cut,
    existing,
    described,
  }: { cut: number; existing: Pick<LastSegment, 'id' | 'facts'> | null; described: readonly Described[] },
): Promise<Usage> {
  let growth = NO_USAGE;
  const now = new Date().toISOString();
  const rows: Record<string, unknown>[] = [];
  const revisions: Parameters<typeof reviseRecords>[2][number][] = [];
  for (const [i, { n, bound, events }] of described.entries()) {
    const known = i === 0 ? existing : null;
    const id = known?.id ?? uuidv7();
    const draft = heuristicRecord(SEGMENTER.record(events, { isLast: bound.isOpen }));
    const computed = compute(events, session.cwd);
    const mentioned = mentionsOf(draft);
    revisions.push({ segmentId: id, isKnown: known !== null, draft });
    growth = addUsage(growth, known ? addUsage(computed.facts.usage, known.facts.usage, -1) : computed.facts.usage, 1);
    if (known) {
      await tx.execute(
        sql`update segments set n = ${n}, first_seq = ${bound.firstSeq}, last_seq = ${bound.lastSeq}, is_open = ${bound.isOpen} where id = ${id}`,
      );
      await writeComputed(tx, [{ id, computed, mentioned }]);
    } else {
      rows.push({
        ...{ id, session_id: session.id, cut, n, span_id: id, key: null, origin: 'heuristic', is_open: bound.isOpen, rev: 1 },
        ...{ first_seq: bound.firstSeq, last_seq: bound.lastSeq, started_at: computed.startedAt, ended_at: computed.endedAt },
        ...{
          event_count: computed.eventCount,
          facts: { ...computed.facts, mentioned },
          activity: computed.activity,
          created_at: now,
          updated_at: now,
        },
      });
    }
  }
  await insertRows(tx, 'segments', rows);
  await reviseRecords(tx, session.id, revisions);
  return growth;
}

/** The segments of a cut to which main-thread events belong. */
export async function segmentsAt(
  tx: Tx,
  sessionId: string,
  { cut, seqs }: { cut: number; seqs: readonly number[] },
): Promise<string[]> {
  if (seqs.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct g.id from unnest(${`{${seqs.join(',')}}`}::text::int[]) as at(seq),
      lateral (select id from segments where session_id = ${sessionId} and cut = ${cut} and first_seq <= at.seq order by first_seq desc limit 1) g`);
  return rows.map((row) => row.id);
}
