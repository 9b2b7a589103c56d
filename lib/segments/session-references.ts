import { byRole, identities, unique } from '@/lib/segmenter/references/reference-identity';
import type { Reference, Timeline } from '@/lib/segments/schema';

const MAX_REFERENCES = 200;

/** The references of a session with the segments that have them: those of most segments first, then by what was done to them. */
export function sessionReferences(segments: readonly { n: number; references: readonly Reference[] }[]): Timeline['references'] {
  const identity = identities(segments.flatMap(({ references }) => references));
  const found = new Map<string, { all: Reference[]; segments: number[] }>();
  for (const { n, references } of segments) {
    for (const reference of references) {
      const key = identity(reference);
      const entry = found.get(key) ?? { all: [], segments: [] };
      entry.all.push(reference);
      if (entry.segments.at(-1) !== n) entry.segments.push(n);
      found.set(key, entry);
    }
  }
  return [...found.values()]
    .flatMap(({ all, segments: numbers }) => unique(all).map((reference) => ({ ...reference, segments: numbers })))
    .sort((a, b) => b.segments.length - a.segments.length || byRole(a, b) || (a.segments[0] ?? 0) - (b.segments[0] ?? 0))
    .slice(0, MAX_REFERENCES);
}
