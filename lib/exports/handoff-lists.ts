import { clipLine } from '@/lib/exports/excerpt';
import { period } from '@/lib/exports/markdown';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { AnsweredItem, OpenItem, SessionRecord, StandingDecision } from '@/lib/segments/session-record-schema';
import type { SessionStatus } from '@/lib/sessions/schema';

export const TITLE_CHARS = 150;
const ITEM_CHARS = 500;
const ANSWER_CHARS = 1000;
const NAME_CHARS = 100;

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
  /** What stands under an item. */
  under?: (item: T) => string[];
}

/** Items under a heading, each in its own words behind its mark; the same words once. */
export function listOf<T extends { text: string }>(heading: string, items: readonly T[], options: ListOptions<T>): string | null {
  const { room, most, of, mark, isTold = false, under = () => [] } = options;
  if (items.length === 0) return isTold ? `## ${heading}\n\n**None found.**` : null;
  const words = items.map((item) => item.text.trim().toLowerCase());
  const once = items.filter((_, i) => words.indexOf(words[i] ?? '') === i);
  const shown = once.slice(0, room.items(most));
  const lines = shown.flatMap((item) => [
    `- **${mark(item)}:** ${clipLine(item.text, room.chars(ITEM_CHARS))}`,
    ...under(item).map((line) => `  - ${line}`),
  ]);
  const left = of - (items.length - once.length) - shown.length;
  return [`## ${heading}\n`, ...lines, ...(left > 0 ? [`- **and ${left} more**`] : [])].join('\n');
}

/** Where an open item stands, of what kind it is where the heading does not say, and what may have become of it. */
export const openMark = (record: SessionRecord) => (item: OpenItem) =>
  markOf(record, item, [
    record.waits_on_person.includes(item) && (item.kind === 'question' ? 'question' : 'next step'),
    item.suggested_in && `may be ${item.kind === 'question' ? 'answered' : 'picked up'} in ${placeOf(record, item.suggested_in)}`,
  ]);

/** Each answer of a question: whose it is, in their words or by the segment that gave it. */
export const answersOf = (record: SessionRecord, room: Room) => (item: AnsweredItem) =>
  item.answers
    .filter(({ how }) => how !== 'dropped')
    .map(({ by, text, in: at }) => {
      const where = at ? `, in ${at.sid ? placeOf(record, at) : 'a session elsewhere'}` : '';
      const said = text === null ? '' : ` ${clipLine(text, room.chars(ANSWER_CHARS))}`;
      return `**Answered by ${clipLine(by.name, NAME_CHARS)}, ${period(by.at, null)}${where}${said ? ':' : '.'}**${said}`;
    });

/** Where an answered question stands. */
export const answeredMark = (record: SessionRecord) => (item: AnsweredItem) => markOf(record, item, []);

/** Where a decision stands, who decided, and what took its place. */
export const decisionMark = (record: SessionRecord) => (item: StandingDecision) =>
  markOf(record, item, [
    item.by === 'person' && 'a person decided',
    item.superseded_by && `superseded in ${placeOf(record, item.superseded_by)}`,
  ]);

function markOf(record: SessionRecord, item: Omit<OpenItem, 'kind' | 'suggested_in'>, notes: (string | false | null)[]): string {
  const author = record.origins.length > 1 && item.origin !== 'heuristic' && `written by the ${item.origin}`;
  return [placeOf(record, item.segment), author, ...notes].filter(Boolean).join(', ');
}

/** A number here, a session's id before it elsewhere. */
const placeOf = ({ sid }: SessionRecord, at: SegmentPointer) => (at.sid === sid ? `${at.n}` : `${at.sid} ${at.n}`);
