/** How far ahead of a letter the next one may stand in the source: what stands between is marks, and where a marked link leads. */
const AHEAD = 400;

/**
 * Where each letter of a text as it is shown stands in its source, which has marks besides: back-ticks, stars, link targets. -1 for a letter that is not
 * found there.
 */
export function align(source: string, shown: string): number[] {
  let from = 0;
  return Array.from({ length: shown.length }, (_, i) => {
    const letter = shown[i] ?? '';
    const to = Math.min(source.length, from + AHEAD);
    for (let at = from; at < to; at++) {
      if (!isSame(source[at] ?? '', letter)) continue;
      from = at + 1;
      return at;
    }
    return -1;
  });
}

const isSame = (a: string, b: string): boolean => a === b || (/\s/.test(a) && /\s/.test(b));

/** The characters of the source from the first letter of `shown` to its last, where `before` stands before it. */
export function placeIn(source: string, before: string, shown: string): { start: number; end: number } | null {
  const found = align(source, before + shown)
    .slice(before.length)
    .filter((at) => at >= 0);
  const [start] = found;
  const last = found.at(-1);
  return start === undefined || last === undefined ? null : { start, end: last + 1 };
}
