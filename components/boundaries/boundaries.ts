import type { Segment } from '@/lib/segments/schema';

/** What may be done to the boundaries of a segment; nothing where an agent wrote the cut, or it has no events. */
export interface Boundaries {
  /** Its first and last event. */
  first: number;
  last: number;
  /** The segment after it. */
  next: { id: string; first: number; last: number } | null;
  /** The page of the session, to which segments' pages are added. */
  session: string;
}

/** What can be done to the boundaries of a segment; nothing where an agent wrote it, or it has no events. `next` is the one after it. */
export function boundariesOf(segment: Segment, next: Segment | null, session: string): Boundaries | null {
  const { origin, first_seq: first, last_seq: last } = segment;
  if (origin !== 'heuristic' || first === null || last === null) return null;
  const follows = next?.origin === 'heuristic' && next.first_seq !== null && next.last_seq !== null;
  return {
    ...{ first, last, session },
    next: follows ? { id: next.id, first: next.first_seq ?? 0, last: next.last_seq ?? 0 } : null,
  };
}
