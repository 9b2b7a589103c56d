import type { Tx } from '@/db/client';
import { divideScores, joinScores, readScores, type Scores, withPlaces } from '@/lib/segmenter/boundaries/places';
import type { Granularity } from '@/lib/segmenter/boundaries/select';
import type { BoundaryEdit } from '@/lib/segmenter/boundaries/starts';
import { type CutRow, lastBefore } from '@/lib/segments/cut-queries';
import { EVENTS_AT_ONCE, lastMainSeq, loadEvents } from '@/lib/segments/event-queries';
import { type Bound, SEGMENTER } from '@/lib/segments/heuristic-commands';
import { placeOf } from '@/lib/segments/membership';
import type { Settling } from '@/lib/segments/settling-queries';

/** How every place of a cut scores. Events are read only of segments that have no scores. */
export async function scoresOfCut(tx: Tx, session: Settling, rows: readonly CutRow[]): Promise<Scores> {
  const parts: Scores[] = [];
  for (const { firstSeq, lastSeq, scores } of rows) {
    if (scores) parts.push(readScores(scores));
    else {
      const events = await loadEvents(tx, session.id, { from: firstSeq, to: lastSeq, threads: [], upTo: session.lastSeq });
      const found = joinScores(SEGMENTER.cut(events).map((segment) => segment.scores));
      const [first] = found.places;
      parts.push({ ...found, places: first ? [{ ...first, seq: firstSeq }, ...found.places.slice(1)] : [emptyPlace(firstSeq)] });
    }
  }
  return joinScores(parts);
}

const emptyPlace = (seq: number) => ({
  ...{ seq, position: 0, score: 0 },
  ...{ hasPrompt: false, isSettled: true, isFarBack: true, isLive: false },
});

/** Bounds of segments that begin at `starts`, up to the session's last event; `rows` are the segments of the cut that they come from. */
export async function boundsFrom(
  tx: Tx,
  session: Settling,
  { rows, scores, starts }: { rows: readonly CutRow[]; scores: Scores; starts: readonly number[] },
): Promise<Bound[]> {
  const parts = divideScores(withPlaces(scores, starts, session.lastSeq), starts);
  const ends = new Map(rows.map(({ firstSeq }, i) => [firstSeq, rows[i - 1]?.lastSeq ?? 0]));
  const known = [...ends.keys()];
  const inside = starts.filter((seq) => !ends.has(seq)).map((seq) => ({ seq, from: known[placeOf(known, seq)] ?? 1 }));
  for (const [seq, last] of await lastBefore(tx, session.id, inside)) ends.set(seq, last);
  const last = rows.at(-1)?.lastSeq ?? session.lastSeq;
  return starts.map((firstSeq, i) => {
    const next = starts[i + 1];
    const lastSeq = next === undefined ? last : (ends.get(next) ?? next - 1);
    return { firstSeq, lastSeq, isOpen: next === undefined, scores: parts[i] ?? null };
  });
}

/** Bounds of a cut made from the events, as settling makes them; none where all that there is was copied. */
export async function boundsFromEvents(
  tx: Tx,
  session: Settling,
  { granularity, edits }: { granularity: Granularity; edits: readonly BoundaryEdit[] },
): Promise<Bound[]> {
  const closed: Bound[] = [];
  let isEmpty = true;
  let open: Bound = { firstSeq: 1, lastSeq: await lastMainSeq(tx, session.id, session.lastSeq), isOpen: true, scores: null };
  for (let to = Math.min(EVENTS_AT_ONCE, session.lastSeq); ; to = Math.min(to + EVENTS_AT_ONCE, session.lastSeq)) {
    const { firstSeq, scores } = open;
    const events = await loadEvents(tx, session.id, { from: firstSeq, to, threads: [], upTo: to });
    const [first, ...later] = SEGMENTER.cut(events, { granularity, edits: edits.filter(({ seq }) => seq > firstSeq) });
    if (first) {
      isEmpty = false;
      const [place] = scores?.places ?? [];
      if (place) first.scores.places[0] = place;
      const bounds = [{ ...first, firstSeq }, ...later];
      open = bounds.pop() ?? open;
      closed.push(...bounds);
    }
    if (to === session.lastSeq) return isEmpty ? [] : [...closed, open];
  }
}
