import { type Place, type Scores, withPlaces } from '@/lib/segmenter/boundaries/places';
import { GRANULARITIES, type Granularity, selectBoundaries } from '@/lib/segmenter/boundaries/select';

/** A boundary before an event that a person set ('start') or removed ('join'). */
export interface BoundaryEdit {
  seq: number;
  kind: 'start' | 'join';
}

/** A division that is to become coarser or finer. */
export interface Division {
  granularity: Granularity;
  starts: readonly number[];
}

/** What a division is chosen by, beside the scores. */
export interface Choice {
  granularity?: Granularity;
  edits?: readonly BoundaryEdit[];
  /** The division that stands now; without it one is made from nothing. */
  from?: Division;
}

/**
 * Seqs at which segments start, the first place always among them. Granularities are nested: a finer division keeps the starts that it comes from
 * and adds some, a coarser one only drops some. What a person set is always a start. What a person joined is drawn while choosing and dropped
 * afterwards, so that the parts on both sides are divided as they would have been and no boundary turns up next to it.
 */
export function chooseStarts(
  scores: Scores,
  lastSeq: number,
  { granularity = 'normal', edits = [], from }: Choice = {},
): number[] {
  const { length, places } = withPlaces(
    scores,
    edits.map(({ seq }) => seq),
    lastSeq,
  );
  const fixed = new Set(edits.map(({ seq }) => seq));
  const wanted = GRANULARITIES.indexOf(granularity);
  let level = GRANULARITIES.indexOf(from?.granularity ?? 'normal');
  let starts = new Set(from ? [...from.starts, ...fixed] : divide(places, length, 'normal', { fixed }));
  while (level < wanted) {
    level += 1;
    starts = divide(places, length, GRANULARITIES[level], { fixed, standing: starts });
  }
  while (level > wanted) {
    level -= 1;
    const standing = places.filter(({ seq }, i) => i === 0 || starts.has(seq));
    starts = divide(standing, length, GRANULARITIES[level], { fixed });
  }
  const joined = new Set(edits.flatMap(({ seq, kind }) => (kind === 'join' ? [seq] : [])));
  return places.filter(({ seq }, i) => i === 0 || (starts.has(seq) && !joined.has(seq))).map(({ seq }) => seq);
}

interface Pinned {
  /** What persons set or joined. */
  fixed: ReadonlySet<number>;
  /** Starts of a coarser division, which are kept. */
  standing?: ReadonlySet<number>;
}

/** The best division with the pinned starts. Only boundaries that enough follows are drawn: what comes later can hardly change them. */
function divide(
  places: readonly Place[],
  length: number,
  granularity: Granularity | undefined,
  { fixed, standing = new Set() }: Pinned,
): Set<number> {
  const isPinned = ({ seq }: Place) => fixed.has(seq) || standing.has(seq);
  const select = (isFixed: (place: Place) => boolean) =>
    selectBoundaries(
      places.map((place) => ({ ...place, isFixed: isFixed(place) })),
      length,
      granularity,
    );
  const selection = select(isPinned);
  const { isAgreed } = standing.size > 0 ? select(({ seq }) => fixed.has(seq)) : selection;
  const chosen = [...selection.chosen];
  const live = places.findIndex(({ isLive }) => isLive);
  const isKept = (i: number) => {
    const place = places[i];
    if (!place || isPinned(place)) return true;
    return place.isSettled && (place.hasPrompt || place.isFarBack || live < 0 || isAgreed(i, live));
  };
  while (chosen.length > 1 && !isKept(chosen.at(-1) ?? 0)) chosen.pop();
  return new Set(chosen.flatMap((i) => places[i]?.seq ?? []));
}
