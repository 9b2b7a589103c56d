import { unique } from '@/lib/segmenter/references';
import type { Reference, Standing, Timeline } from '@/lib/segments/schema';

const MAX_WAITING = 2;
const MAX_REFERENCES = 200;

/** A next step or question that nothing has become of. */
export interface OpenItem {
  field: 'next_step' | 'question';
  text: string;
  party: 'agent' | 'person' | null;
  n: number;
  /** True for a question at which the session stands still. */
  isGate: boolean;
}

/** What a person must read first: the last outcome, what waits for a person (the newest two), and how much else is open. `open` comes newest first. */
export function standingOf(last: { n: number; outcome: string } | null, open: readonly OpenItem[]): Standing {
  const isForPerson = (item: OpenItem) => (item.field === 'next_step' ? item.party === 'person' : item.isGate);
  const waiting = open.filter(isForPerson).slice(0, MAX_WAITING);
  return {
    outcome: last?.outcome ?? null,
    outcome_segment: last?.n ?? null,
    waiting_on: waiting.map(({ text, n }) => ({ text, segment: n })),
    open_questions: open.filter((item) => item.field === 'question').length,
    open_next_steps: open.filter((item) => item.field === 'next_step' && !waiting.includes(item)).length,
  };
}

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
