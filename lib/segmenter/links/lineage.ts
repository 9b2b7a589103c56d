import type { LinkSignals } from '@/lib/segmenter/links/link-signals';

/** A next step, question or decision of a segment. */
export interface LinkItem {
  id: string;
  field: 'next_step' | 'question' | 'decision';
  text: string;
  party: 'agent' | 'person' | null;
  /** Seqs of the events that prove it. */
  evidence: readonly number[];
}

/** A segment as links see it. */
export interface LinkSegment {
  id: string;
  sessionId: string;
  n: number;
  /** Milliseconds since the epoch. */
  startedAt: number | null;
  endedAt: number | null;
  title: string;
  ask: string | null;
  outcome: string | null;
  files: readonly string[];
  /** Issues, tickets and pull requests that it closed or merged, as they are written. */
  closed: readonly string[];
  /** It made commits or pull requests. */
  hasShipped: boolean;
  signals: LinkSignals;
  items: readonly LinkItem[];
}

/** A later segment's word on an earlier item. */
export interface Link {
  itemId: string;
  segmentId: string;
  kind: 'answers' | 'picks_up' | 'completes' | 'supersedes';
  /** True where it is only likely. */
  isSuggestion: boolean;
  /** What speaks for it: a sentence whose subject is the segment. */
  reason: string;
  /** The answer in the words of the person. */
  text: string | null;
  /** Seqs of the linked segment's session. */
  evidence: number[];
}

/** An item with the segment that has it. */
export interface Placed {
  item: LinkItem;
  segment: LinkSegment;
}

/** Whether a segment comes after another: by number in a session, by time across sessions. */
export function isLater(segment: LinkSegment, than: LinkSegment): boolean {
  if (segment.sessionId === than.sessionId) return segment.n > than.n;
  return segment.startedAt !== null && than.endedAt !== null && segment.startedAt >= than.endedAt;
}

/** Earliest first. */
export const byTime = (a: LinkSegment, b: LinkSegment): number =>
  a.sessionId === b.sessionId ? a.n - b.n : (a.startedAt ?? 0) - (b.startedAt ?? 0);
