import type { SmallTape } from '@/lib/sessions/schema';

/** Events in a stored bin of 30 s, and the segment they are of. */
export interface TapeBin {
  segment: number;
  bin: number;
  events: number;
}

const BARS = 64;
/** A pause of more than 5 minutes, and of this share of the active time, is worth no more room than any other. */
const LONG_BINS = 10;
const LONG_SHARE = 0.04;
/** Below this many runs there is an empty bar's room between two of them. */
const MOST_SPACED = 16;
const LEAST_PERCENT = 8;

/** The bars of a list's small tape: linear in time without its long pauses, as high as the root of the rate. Null where one bin would be a wall of equal bars. */
export function smallTapeOf(bins: readonly TapeBin[], reviewed: ReadonlySet<number>): SmallTape | null {
  const placed = place(bins);
  const end = placed.at(-1)?.to ?? 0;
  if (new Set(bins.map(({ bin }) => bin)).size < 2) return null;
  const step = end / BARS;
  const rates = new Array<number>(BARS).fill(0);
  const segments = new Array<number>(BARS).fill(0);
  for (const { from, to, events, segment } of placed) {
    for (let at = Math.floor(from / step); at < Math.min(BARS, to / step); at++) {
      const covered = Math.min(to, (at + 1) * step) - Math.max(from, at * step);
      rates[at] = (rates[at] ?? 0) + (events * covered) / step;
      if (covered > 0) segments[at] = segment;
    }
  }
  const usual = percentile95(rates);
  return {
    bars: rates.map((rate) => (rate > 0 ? Math.max(LEAST_PERCENT, Math.min(100, Math.round(100 * Math.sqrt(rate / usual)))) : 0)),
    reviewed: segments.flatMap((segment, at) => (reviewed.has(segment) ? [at] : [])),
  };
}

/** Where each bin begins and ends, in bins. */
function place(bins: readonly TapeBin[]) {
  const sorted = bins.filter(({ events }) => events > 0).toSorted((a, b) => a.bin - b.bin || a.segment - b.segment);
  const active = new Set(sorted.map(({ bin }) => bin)).size;
  const long = Math.max(LONG_BINS, active * LONG_SHARE);
  const runs = sorted.filter((bin, at) => bin.segment !== sorted[at - 1]?.segment).length;
  const space = runs <= MOST_SPACED ? active / BARS : 0;
  let to = 0;
  return sorted.map((bin, at) => {
    const before = sorted[at - 1];
    const pause = before ? Math.max(0, bin.bin - before.bin - 1) : 0;
    const isSame = before?.bin === bin.bin;
    if (before) to += (pause > long ? 2 * space : pause) + (before.segment === bin.segment ? 0 : space);
    const from = isSame && space === 0 ? Math.max(0, to - 1) : to;
    to = from + 1;
    return { ...bin, from, to };
  });
}

function percentile95(values: number[]): number {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 1;
}
