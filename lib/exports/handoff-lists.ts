import { clipLine } from '@/lib/exports/excerpt';
import type { SegmentPointer } from '@/lib/segments/schema';
import type { OpenItem, SessionRecord, StandingDecision } from '@/lib/segments/session-record-schema';
import type { SessionStatus } from '@/lib/sessions/schema';

export const TITLE_CHARS = 150;
const ITEM_CHARS = 500;

export const SESSION_STATUS: Record<SessionStatus, string> = {
  live: 'still running',
  waiting: 'waiting on a person',
  done: 'done',
  failed: 'failed',
  abandoned: 'no end recorded',
};

/** How much of everything there is room for, of as much as is wanted. */
export interface Room {
  chars: (most: number) => number;
  items: (most: number) => number;
}

interface ListOptions<T> {
  room: Room;
  /** Items that are wanted where there is room. */
  most: number;
  /** How many there are. */
  of: number;
  mark: (item: T) => string;
  /** Somebody looked for it: an empty list is worth a word. */
  isTold?: boolean;
}

/** Items under a heading, each in its own words behind its mark; the same words once. */
export function listOf<T extends { text: string }>(heading: string, items: readonly T[], options: ListOptions<T>): string | null {
  const { room, most, of, mark, isTold = false } = options;
  if (items.length === 0) return isTold ? `## ${heading}\n\n**None found.**` : null;
  const words = items.map((item) => item.text.trim().toLowerCase());
  const once = items.filter((_, i) => words.indexOf(words[i] ?? '') === i);
  const shown = once.slice(0, room.items(most));
  const lines = shown.map((item) => `- **${mark(item)}:** ${clipLine(item.text, room.chars(ITEM_CHARS))}`);
  const left = of - (items.length - once.length) - shown.length;
  return [`## ${heading}\n`, ...lines, ...(left > 0 ? [`- **and ${left} more**`] : [])].join('\n');
}

/** Where an open item stands, of what kind it is where the heading does not say, and what may have become of it. */
export const openMark = (record: SessionRecord) => (item: OpenItem) =>
  markOf(record, item, [
    record.waits_on_person.includes(item) && (item.kind === 'question' ? 'question' : 'next step'),
    item.suggested_in && `may be ${item.kind === 'question' ? 'answered' : 'picked up'} in ${placeOf(record, item.suggested_in)}`,
  ]);

/** Where a decision stands, who decided, and what took its place. */
export const decisionMark = (record: SessionRecord) => (item: StandingDecision) =>
  markOf(record, item, [
    item.by === 'person' && 'a person decided',
    item.superseded_by && `superseded in ${placeOf(record, item.superseded_by)}`,
  ]);

function markOf(record: SessionRecord, item: OpenItem | StandingDecision, notes: (string | false | null)[]): string {
  const author = record.origins.length > 1 && item.origin !== 'heuristic' && `written by the ${item.origin}`;
  return [placeOf(record, item.segment), author, ...notes].filter(Boolean).join(', ');
}

/** A number here, a session's id before it elsewhere. */
const placeOf = ({ sid }: SessionRecord, at: SegmentPointer) => (at.sid === sid ? `${at.n}` : `${at.sid} ${at.n}`);
