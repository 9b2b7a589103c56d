/** How well boundaries match annotated ones; a boundary is the position before which it stands, of `length` positions. */
export interface Match {
  f1: number;
  windowDiff: number;
  purity: number;
  coverage: number;
}

/** Positions by which a boundary may be off. */
const TOLERANCE = 3;

/** Measures of found boundaries against annotated ones. */
export function match(annotated: readonly number[], found: readonly number[], length: number): Match {
  return {
    f1: f1(annotated, found),
    windowDiff: windowDiff(annotated, found, length),
    purity: overlap(found, annotated, length),
    coverage: overlap(annotated, found, length),
  };
}

/** Harmonic mean of precision and recall, each boundary matched once, the nearest pairs first. */
function f1(annotated: readonly number[], found: readonly number[]): number {
  const pairs = annotated.flatMap((a) => found.filter((b) => Math.abs(a - b) <= TOLERANCE).map((b) => [a, b] as const));
  pairs.sort(([a, b], [c, d]) => Math.abs(a - b) - Math.abs(c - d));
  const [usedA, usedB] = [new Set<number>(), new Set<number>()];
  for (const [a, b] of pairs) {
    if (usedA.has(a) || usedB.has(b)) continue;
    usedA.add(a);
    usedB.add(b);
  }
  const total = annotated.length + found.length;
  return total === 0 ? 1 : (2 * usedA.size) / total;
}

/** Share of windows in which the two divisions have a different number of boundaries. */
function windowDiff(annotated: readonly number[], found: readonly number[], length: number): number {
  const window = Math.max(2, Math.round(length / (annotated.length + 1) / 2));
  const [a, b] = [segmentNumbers(annotated, length), segmentNumbers(found, length)];
  const crossed = (numbers: number[], i: number) => (numbers[i + window] ?? 0) - (numbers[i] ?? 0);
  let different = 0;
  for (let i = 0; i + window < length; i += 1) if (crossed(a, i) !== crossed(b, i)) different += 1;
  return different / Math.max(1, length - window);
}

/** Share of positions that lie in the part of their segment that one segment of the other division covers most of. */
function overlap(division: readonly number[], other: readonly number[], length: number): number {
  const [a, b] = [segmentNumbers(division, length), segmentNumbers(other, length)];
  const shared = new Map<string, number>();
  for (let i = 0; i < length; i += 1) shared.set(`${a[i]} ${b[i]}`, (shared.get(`${a[i]} ${b[i]}`) ?? 0) + 1);
  const most = new Map<string, number>();
  for (const [key, count] of shared) {
    const [segment = ''] = key.split(' ');
    most.set(segment, Math.max(most.get(segment) ?? 0, count));
  }
  return [...most.values()].reduce((sum, count) => sum + count, 0) / length;
}

function segmentNumbers(boundaries: readonly number[], length: number): number[] {
  const starts = new Set(boundaries);
  let number = 0;
  return Array.from({ length }, (_, i) => {
    if (i > 0 && starts.has(i)) number += 1;
    return number;
  });
}
