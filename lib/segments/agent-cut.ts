/** A segment that a client sent, in the order of its cut. Bounds are what the client named and what has arrived. */
export interface SentSegment {
  id: string;
  first: number | null;
  last: number | null;
}

export interface PlacedSegment {
  id: string;
  n: number;
  firstSeq: number | null;
  lastSeq: number | null;
  /** It named no last event, and nothing follows it: later events join it. */
  isOpen: boolean;
}

export interface AgentCut {
  segments: PlacedSegment[];
  /** Events after the last segment that nobody wrote of yet. */
  trailing: { n: number; firstSeq: number; lastSeq: number } | null;
}

/**
 * Numbers the segments by their first event, those without one where they arrived, and divides the events among them: what none covers joins the
 * segment before, the leading events the first one. `firstSeq` and `lastSeq` bound the session's main thread; null for a session without events.
 */
export function placeAgentCut(sent: readonly SentSegment[], main: { firstSeq: number; lastSeq: number } | null): AgentCut {
  const ordered: SentSegment[] = [];
  for (const segment of sent.map((each) => withFirst(each, sent))) insert(ordered, segment);
  const bounded = ordered.filter((segment) => main !== null && segment.first !== null);
  let end = (main?.firstSeq ?? 1) - 1;
  const bounds = new Map<string, { firstSeq: number; lastSeq: number; isOpen: boolean }>();
  for (const [i, segment] of bounded.entries()) {
    const next = bounded[i + 1]?.first ?? null;
    const firstSeq = end + 1;
    const isOpen = next === null && segment.last === null;
    const lastSeq = next !== null ? next - 1 : isOpen ? Math.max(firstSeq, main?.lastSeq ?? 0) : (segment.last ?? firstSeq);
    if (lastSeq < firstSeq) continue;
    end = lastSeq;
    bounds.set(segment.id, { firstSeq, lastSeq, isOpen });
  }
  const segments = ordered.map(({ id }, i) => ({
    id,
    n: i + 1,
    firstSeq: null,
    lastSeq: null,
    isOpen: false,
    ...bounds.get(id),
  }));
  const isCovered = main === null || main.lastSeq <= end;
  return { segments, trailing: isCovered ? null : { n: segments.length + 1, firstSeq: end + 1, lastSeq: main.lastSeq } };
}

/** Before the first one that begins later; without a first event, at the end. */
function insert(ordered: SentSegment[], segment: SentSegment): void {
  const { first } = segment;
  const at = first === null ? -1 : ordered.findIndex((other) => other.first !== null && other.first > first);
  ordered.splice(at < 0 ? ordered.length : at, 0, segment);
}

/** A segment that names only its last event begins after the one that ends before. */
function withFirst(segment: SentSegment, all: readonly SentSegment[]): SentSegment {
  const { last } = segment;
  if (segment.first !== null || last === null) return segment;
  const ends = all.flatMap((other) => (other.id !== segment.id && other.last !== null && other.last < last ? [other.last] : []));
  return { ...segment, first: ends.reduce((a, b) => Math.max(a, b), 0) + 1 };
}

/** True if two segments claim the same events. One that names a single event claims that one. */
export function overlaps(a: SentSegment, b: SentSegment): boolean {
  const [aFirst, aLast] = [a.first ?? a.last, a.last ?? a.first];
  const [bFirst, bLast] = [b.first ?? b.last, b.last ?? b.first];
  return aFirst !== null && aLast !== null && bFirst !== null && bLast !== null && aFirst <= bLast && bFirst <= aLast;
}
