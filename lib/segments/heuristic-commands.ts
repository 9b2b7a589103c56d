import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { MAIN_THREAD } from '@/lib/events/schema';
import { type Place, readScores, type Scores, type StoredScores, storedScores } from '@/lib/segmenter/boundaries/places';
import type { KnownReferences } from '@/lib/segmenter/references/event-references';
import type { CutSegment, Segmenter, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { STRUCTURE } from '@/lib/segmenter/structure';
import { insertRows, valuesOf } from '@/lib/segments/bulk-commands';
import { holdClaims } from '@/lib/segments/claim-commands';
import { compute, mentionsOf } from '@/lib/segments/computed';
import { loadEdits, segmentsAt } from '@/lib/segments/cut-queries';
import { findStirred, loadAnchors, loadEvents } from '@/lib/segments/event-queries';
import { byMembership, threadsWithin } from '@/lib/segments/membership';
import { type Revision, reviseRecords } from '@/lib/segments/record-commands';
import { heuristicRecord } from '@/lib/segments/record-draft';
import { refreshSegments, type Stated, writeComputed } from '@/lib/segments/refresh-commands';
import type { Settling } from '@/lib/segments/settling-queries';

/** What divides and describes a session when nobody else does. */
export const SEGMENTER: Segmenter = STRUCTURE;
/** How cuts name it. */
export const ALGORITHM = `${SEGMENTER.name}@${SEGMENTER.version}`;

/** A stored segment whose end may still move. */
export interface LastSegment {
  id: string;
  n: number;
  firstSeq: number;
  scores: StoredScores | null;
}

/** Bounds of a segment; without scores where something else than the segmenter cut. */
export type Bound = Omit<CutSegment, 'scores'> & { scores: Scores | null };

/** What settling did to a cut. */
export interface Settled {
  cut: number;
  origin: 'heuristic' | 'agent';
  segmentCount: number;
}

/** The events that came to a cut since it was settled last, and what they refer to. */
export interface Growth {
  cut: number;
  upTo: number;
  fresh: readonly SegmenterEvent[];
  references: KnownReferences;
}

/** Goes on with a heuristic cut: only the last segment's events and the new ones are read; closed segments keep everything but facts. */
export async function settleHeuristicCut(tx: Tx, session: Settling, { cut, upTo, fresh, references }: Growth): Promise<Settled> {
  const [last] = await tx.execute<LastSegment & Record<string, unknown>>(sql`
    select id, n, first_seq as "firstSeq", scores from segments where session_id = ${session.id} and cut = ${cut} order by n desc limit 1`);
  const from = last?.firstSeq ?? 1;
  const anchors = await loadAnchors(tx, session.id);
  const threads = threadsWithin(anchors, from);
  const known = await loadEvents(tx, session.id, { from, to: session.settledSeq, threads, upTo: session.settledSeq });
  const isOwn = new Set([MAIN_THREAD, ...threads]);
  const events = [...known, ...fresh.filter(({ thread }) => isOwn.has(thread))];
  const bounds = SEGMENTER.cut(last ? events.filter((event) => event.seq >= from) : events, {
    granularity: session.granularity ?? 'normal',
    edits: await loadEdits(tx, session.id, { after: from, upTo }),
  });
  keepFirstScore(bounds[0], last?.scores ?? null);
  const groups = byMembership(
    events,
    bounds.map((bound) => bound.firstSeq),
    anchors,
  );
  const described = bounds.map((bound, i) => ({
    n: (last?.n ?? 1) + i,
    bound,
    events: groups[i] ?? [],
    existing: i === 0 ? last : undefined,
  }));
  await writeHeuristicSegments(tx, session, { cut, described, references });
  if (last && anchors.size > 0) {
    const stirred = (await findStirred(tx, session.id, { after: session.settledSeq, upTo })).filter((seq) => seq < from);
    await refreshSegments(tx, session, await segmentsAt(tx, session.id, { cut, seqs: stirred }), { anchors, upTo });
  }
  return { cut, origin: 'heuristic', segmentCount: (last?.n ?? 1) + described.length - 1 };
}

/** What came before a segment is not among its own events: its start scores as it did when they were. */
function keepFirstScore(bound: CutSegment | undefined, stored: StoredScores | null): void {
  const [first] = stored ? readScores(stored).places : [];
  if (bound && first && first.seq === bound.firstSeq) bound.scores.places[0] = { ...first, ...waitsOf(bound.scores.places[0]) };
}

const waitsOf = (place: Place | undefined) =>
  place && { isSettled: place.isSettled, isFarBack: place.isFarBack, isLive: place.isLive };

/** A part of the session with its events. */
export interface Described {
  n: number;
  bound: Bound;
  events: readonly SegmenterEvent[];
  /** Its row, where it has one. */
  existing?: { id: string } | undefined;
  /** The span of the segment in an earlier cut that has the same events. */
  spanId?: string | undefined;
  /** Segments of earlier cuts that cover some of its events: items with the same words keep their ids. */
  heirOf?: readonly string[] | undefined;
}

interface Written {
  cut: number;
  described: readonly Described[];
  /** Ids of items that stand elsewhere in the cut. */
  taken?: Set<string>;
  references?: KnownReferences;
}

/** Writes segments that the segmenter describes. */
export async function writeHeuristicSegments(
  tx: Tx,
  session: Settling,
  { cut, described, taken, references }: Written,
): Promise<void> {
  const now = new Date().toISOString();
  const rows: Record<string, unknown>[] = [];
  const moved: Placed[] = [];
  const stated: Stated[] = [];
  const revisions: Revision[] = [];
  for (const { n, bound, events, existing, spanId, heirOf } of described) {
    const id = existing?.id ?? uuidv7();
    const draft = heuristicRecord(SEGMENTER.record(events, { isLast: bound.isOpen }));
    const computed = compute(events, session.cwd, references);
    const mentioned = mentionsOf(draft);
    revisions.push({ segmentId: id, isKnown: existing !== undefined, draft, heirOf });
    if (existing) {
      moved.push({ id, n, bound });
      stated.push({ id, computed, mentioned });
    } else
      rows.push({
        ...{ id, session_id: session.id, cut, n, span_id: spanId ?? id, key: null, origin: 'heuristic', rev: 1 },
        ...{ ...boundColumns(bound), started_at: computed.startedAt, ended_at: computed.endedAt },
        ...{ event_count: computed.eventCount, facts: { ...computed.facts, mentioned }, activity: computed.activity },
        ...{ created_at: now, updated_at: now },
      });
  }
  await moveSegments(tx, moved);
  await writeComputed(tx, stated);
  await insertRows(tx, 'segments', rows);
  await reviseRecords(tx, session.id, revisions, taken);
  await holdClaims(
    tx,
    session.id,
    described.map(({ events }, i) => ({ segmentId: revisions[i]?.segmentId ?? '', events, range: null })),
  );
}

const boundColumns = ({ firstSeq, lastSeq, isOpen, scores }: Bound) => ({
  ...{ first_seq: firstSeq, last_seq: lastSeq, is_open: isOpen, scores: scores && storedScores(scores) },
});

/** A stored segment, and where it is to stand. */
export interface Placed {
  id: string;
  n: number;
  bound: Bound;
}

/** Writes numbers, bounds and scores of stored segments. */
export async function moveSegments(tx: Tx, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  const rows = placed.map(({ id, n, bound }) => ({ id, n, ...boundColumns(bound) }));
  await tx.execute(sql`
    update segments s set n = v.n, first_seq = v.first_seq, last_seq = v.last_seq, is_open = v.is_open, scores = v.scores
    from ${valuesOf(rows, sql`id uuid, n int, first_seq int, last_seq int, is_open boolean, scores jsonb`)} where s.id = v.id`);
}
