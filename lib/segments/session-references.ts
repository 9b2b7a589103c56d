import { unique } from '@/lib/segmenter/references';
import type { Reference, Timeline } from '@/lib/segments/schema';

const MAX_REFERENCES = 200;

/** The references of a session with the segments that have them, most mentioned first. */
export function sessionReferences(segments: readonly { n: number; references: readonly Reference[] }[]): Timeline['references'] {
  const nameOf = ({ kind, text }: Reference) => (/^#\d/.test(text) ? text : `${kind} ${text}`);
  const found = new Map<string, { all: Reference[]; segments: number[] }>();
  for (const { n, references } of segments) {
    for (const reference of references) {
      const entry = found.get(nameOf(reference)) ?? { all: [], segments: [] };
      entry.all.push(reference);
      if (entry.segments.at(-1) !== n) entry.segments.push(n);
      found.set(nameOf(reference), entry);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.segments.length - a.segments.length || (a.segments[0] ?? 0) - (b.segments[0] ?? 0))
    .slice(0, MAX_REFERENCES)
    .flatMap(({ all, segments: numbers }) => unique(all).map((reference) => ({ ...reference, segments: numbers })));
}
