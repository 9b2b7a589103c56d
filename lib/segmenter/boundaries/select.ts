/** From the fewest boundaries to the most. */
export const GRANULARITIES = ['coarse', 'normal', 'fine'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** What the slider adds to every boundary's score. */
const SLIDER: Record<Granularity, number> = { coarse: -0.8, normal: 0, fine: 0.8 };
/** Candidates that a segment may hold before it must be cut. */
const WINDOW = 150;

const MIN_LENGTH = 4;

/** The length that segments tend to, in weighted things, and what straying from it costs. Fitted like the weights of features, and measured by the same test. */
const PRIOR = {
  weight: 0.7,
  typical: 36,
  /** How far lengths spread below and above the typical one, on a logarithmic scale. */
  short: 1,
  long: 1.5,
  /** Below this length being shorter costs no more, … */
  shortest: 8,
  /** … but a segment of less than `MIN_LENGTH` costs this on top. */
  tiny: 0.5,
  /** Above this length each thing costs `perThing` on top. */
  beyond: 85,
  perThing: 0.024,
};

/** A candidate as the selection sees it: where it stands on the weighted length of the session, and how it scores. */
export interface Scored {
  position: number;
  score: number;
  /** It starts a segment whatever it scores. */
  isFixed?: boolean;
}

/** A division: indexes of the candidates that start a segment, and how far back each of them is agreed upon. */
export interface Selection {
  chosen: number[];
  /** True if the best divisions of all shorter parts, from a candidate on, have a boundary at this candidate too. */
  isAgreed(boundary: number, from: number): boolean;
}

/** The cheapest division by scores and lengths; the first candidate always starts a segment. */
export function selectBoundaries(candidates: readonly Scored[], total: number, granularity: Granularity = 'normal'): Selection {
  const ends = [...candidates, { position: total, score: 0 }];
  const best = [0];
  const from = [0];
  for (let j = 1; j < ends.length; j += 1) {
    const end = ends[j]?.position ?? total;
    let [least, which] = [Number.POSITIVE_INFINITY, j - 1];
    for (let k = j - 1; k >= Math.max(0, j - WINDOW); k -= 1) {
      const start = ends[k];
      if (!start) continue;
      const gain = k === 0 ? 0 : start.score + SLIDER[granularity];
      const cost = (best[k] ?? 0) + lengthCost(end - start.position) - gain;
      if (cost < least) [least, which] = [cost, k];
      if (start.isFixed) break;
    }
    best.push(least);
    from.push(which);
  }
  return { chosen: pathTo(from, candidates.length), isAgreed: (boundary, start) => isOnAllPaths(from, boundary, start) };
}

function pathTo(from: readonly number[], end: number): number[] {
  const path: number[] = [];
  for (let j = end; j > 0; j = from[j] ?? 0) path.push(from[j] ?? 0);
  return path.reverse();
}

function isOnAllPaths(from: readonly number[], boundary: number, start: number): boolean {
  for (let end = Math.max(start, boundary + 1); end < from.length; end += 1) {
    let j = end;
    while (j > boundary) j = from[j] ?? 0;
    if (j !== boundary) return false;
  }
  return true;
}

function lengthCost(length: number): number {
  const { weight, typical, short, long, tiny, shortest, beyond, perThing } = PRIOR;
  const strayed = Math.log(Math.max(length, shortest) / typical) / (length < typical ? short : long);
  return (weight * strayed ** 2) / 2 + (length < MIN_LENGTH ? tiny : 0) + perThing * Math.max(0, length - beyond);
}
