import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import type { Granularity } from '@/lib/segmenter/boundaries/select';
import { copyRows, startCut } from '@/lib/segments/copy-commands';
import { itemIdsOf, loadSources, type Source } from '@/lib/segments/cut-queries';
import { EVENTS_AT_ONCE, loadAnchors, loadEvents } from '@/lib/segments/event-queries';
import {
  ALGORITHM,
  type Bound,
  type Described,
  moveSegments,
  type Settled,
  writeHeuristicSegments,
} from '@/lib/segments/heuristic-commands';
import { byMembership, grouped, threadsWithin } from '@/lib/segments/membership';
import type { Settling } from '@/lib/segments/settling-queries';

/** A heuristic cut that is to replace the newest one. */
export interface CutPlan {
  bounds: readonly Bound[];
  granularity: Granularity;
  reason: string;
  madeBy: string | null;
}

type Part = Omit<Described, 'events'> & { source: Source | undefined; isDrawn: boolean };

/**
 * Writes a new heuristic cut of a settled session. A segment that has the same events as one of an earlier cut keeps its span and all that was said
 * of it; only what that cannot tell is drawn up from events, and items keep their ids by their words.
 */
export async function writeCut(tx: Tx, session: Settling, { bounds, ...made }: CutPlan): Promise<Settled> {
  const anchors = await loadAnchors(tx, session.id);
  const parts = partsOf(bounds, await loadSources(tx, session.id), { anchors, currentCut: session.currentCut });
  const cut = await startCut(tx, session.id, { origin: 'heuristic', algorithm: ALGORITHM, ...made });
  await copyRows(
    tx,
    cut,
    parts.flatMap(({ existing, source, n }) => (existing && source ? [{ old: source.id, id: existing.id, n }] : [])),
  );
  const kept = parts.flatMap((part) => (part.existing && !part.isDrawn ? [{ ...part, id: part.existing.id }] : []));
  await moveSegments(tx, kept);
  const taken = await itemIdsOf(
    tx,
    kept.map(({ id }) => id),
  );
  for (const drawn of batchesOf(parts.filter(({ isDrawn }) => isDrawn))) {
    const described = [];
    for (const run of runsOf(drawn)) described.push(...(await withEvents(tx, session, run, anchors)));
    await writeHeuristicSegments(tx, session, { cut, described, taken });
  }
  return { cut, origin: 'heuristic', segmentCount: parts.length };
}

/** Segments that follow each other without a gap, with their events. */
async function withEvents(
  tx: Tx,
  session: Settling,
  run: readonly Part[],
  anchors: ReadonlyMap<string, number>,
): Promise<Described[]> {
  const starts = run.map(({ bound }) => bound.firstSeq);
  const last = run.at(-1)?.bound;
  const [from = 1, to] = [starts[0], !last || last.isOpen ? session.lastSeq : last.lastSeq];
  const threads = threadsWithin(anchors, from, to);
  const events = await loadEvents(tx, session.id, { from, to, threads, upTo: session.lastSeq });
  const groups = byMembership(events, starts, anchors);
  return run.map((part, i) => ({ ...part, events: groups[i] ?? [] }));
}

interface Standing {
  anchors: ReadonlyMap<string, number>;
  currentCut: number | null;
}

function partsOf(bounds: readonly Bound[], sources: readonly Source[], standing: Standing): Part[] {
  const spans = new Set<string>();
  const byPlace = new Map<string, Source[]>();
  for (const source of sources) byPlace.set(placeKey(source), [...(byPlace.get(placeKey(source)) ?? []), source]);
  return bounds.map((bound, i) => {
    const overlaps = ({ firstSeq, lastSeq }: Source) => firstSeq <= bound.lastSeq && lastSeq >= bound.firstSeq;
    const same = (byPlace.get(placeKey(bound)) ?? []).filter((source) => !spans.has(source.spanId));
    const source = same.find(({ cutOrigin }) => cutOrigin === 'heuristic');
    const spanId = (source ?? same[0])?.spanId;
    if (spanId) spans.add(spanId);
    return {
      ...{ n: i + 1, bound, spanId, source },
      existing: source && { id: uuidv7() },
      isDrawn: !source || !isUpToDate(source, bound, standing),
      heirOf: source ? [] : sources.filter(overlaps).map(({ id }) => id),
    };
  });
}

const placeKey = ({ firstSeq, lastSeq }: { firstSeq: number; lastSeq: number }) => `${firstSeq}–${lastSeq}`;

/** Nothing but the newest cut is kept up to date: in an older one a subagent's later events are missing. */
function isUpToDate(source: Source, bound: Bound, { anchors, currentCut }: Standing): boolean {
  if (source.algorithm !== ALGORITHM || source.isOpen !== bound.isOpen) return false;
  return source.cut === currentCut || ![...anchors.values()].some((seq) => seq >= bound.firstSeq && seq <= bound.lastSeq);
}

/** Parts in order, as many together as are described at once. */
const batchesOf = (parts: readonly Part[]): Part[][] =>
  grouped(parts, (batch) => batch.reduce((sum, { bound }) => sum + bound.lastSeq - bound.firstSeq, 0) < EVENTS_AT_ONCE);

/** Parts that follow each other without a gap: their events are read at once. */
const runsOf = (parts: readonly Part[]): Part[][] => grouped(parts, (run, part) => run.at(-1)?.n === part.n - 1);
