import type { Event } from '@/lib/events/schema';
import { type Entry, entriesOf, runsOf, type SeqRun } from './entries';
import { FILTERS, type Filter, passes, type Row, rowsOf, seqsOf } from './rows';

/** Rows in the first answer: the rest is fetched. */
export const FIRST_ROWS = 60;
/** Above this many events the list is windowed. */
export const WHOLE_LIST_EVENTS = 500;
/** Characters of texts in the first answer; of each event at most a part. */
const FIRST_CHARS = 60_000;
const SELECTED_CHARS = 4000;
const OTHER_CHARS = 1200;
const LINE_CHARS = 300;

/** What the page brings of the evidence, so that it reads without a further request and without scripts. */
export interface FirstPage {
  filter: Filter;
  selected: number | null;
  events: Event[];
  /** Cited events that stand outside of `events`: only where the list is windowed. */
  cited: Event[];
  members: readonly SeqRun[];
  /** How many events the segment has. */
  total: number;
  /** Rows that pass each filter; null where nobody counted. */
  counts: Record<Filter, number | null>;
  /** True when every event of the segment is in `events`. */
  isWhole: boolean;
}

interface Ask {
  cited: ReadonlyMap<number, unknown>;
  selected: number | null;
  filter: Filter | null;
}

/** The filter that a page opens with: what was asked for, else what is cited, and whatever shows the selected event. */
export function openingFilter({ cited, selected, filter }: Ask, rows: readonly Row[]): Filter {
  const wanted = filter ?? (cited.size > 0 ? 'cited' : 'all');
  if (selected === null || filter !== null) return wanted;
  const row = rows.find((each) => seqsOf(each).includes(selected));
  return row && !passes(row, wanted, cited) ? 'all' : wanted;
}

/** The first page of a segment whose events are all at hand, with those of other segments that it cites. */
export function firstPageOfAll(events: readonly Event[], segment: number, ask: Ask): FirstPage {
  const rows = rowsOf(events);
  const filter = openingFilter(ask, rows);
  const own = events.filter((event) => event.segment === segment);
  const members = runsOf(own.map((event) => event.seq));
  const entries = entriesOf({ rows, ...ask, filter, members, isWhole: true });
  const shown = windowAround(entries.flatMap(rowOf), ask.selected);
  const isWhole = rows.length <= FIRST_ROWS;
  const sent = isWhole ? rows : shown;
  return {
    filter,
    selected: ask.selected,
    events: trimmed(sent, ask.selected),
    cited: [],
    members,
    total: own.length,
    counts: countsOf(rows, ask.cited, own.length),
    isWhole,
  };
}

/** The first page of a long segment, of which only a stretch and what is cited is at hand. */
export function firstPageOfPart(
  part: { around: readonly Event[]; cited: readonly Event[] },
  ask: Ask,
  segment: { first: number; last: number; total: number; toolCalls: number; errors: number },
): FirstPage {
  const rows = rowsOf(part.around);
  const filter = openingFilter(ask, rows);
  const cited = rowsOf(part.cited).filter((row) => passes(row, 'cited', ask.cited));
  const shown = filter === 'cited' ? [] : windowAround(rows, ask.selected);
  return {
    filter,
    selected: ask.selected,
    events: trimmed(shown, ask.selected),
    cited: trimmed(cited.slice(0, FIRST_ROWS), ask.selected),
    members: [[segment.first, segment.last]],
    total: segment.total,
    counts: { all: segment.total, cited: cited.length, messages: null, tools: segment.toolCalls, errors: segment.errors },
    isWhole: false,
  };
}

const rowOf = (entry: Entry): Row[] => (entry.type === 'row' ? [entry.row] : []);

/** How many rows pass each filter; "all" counts events, as the head of the page does. */
export const countsOf = (rows: readonly Row[], cited: ReadonlyMap<number, unknown>, total: number): Record<Filter, number> => {
  const counts = { all: total, cited: 0, messages: 0, tools: 0, errors: 0 };
  for (const row of rows) for (const filter of FILTERS) if (filter !== 'all' && passes(row, filter, cited)) counts[filter] += 1;
  return counts;
};

function windowAround(rows: readonly Row[], selected: number | null): Row[] {
  const at = selected === null ? 0 : rows.findIndex((row) => seqsOf(row).includes(selected));
  const start = Math.max(0, Math.min(at - FIRST_ROWS / 2, rows.length - FIRST_ROWS));
  return rows.slice(start, start + FIRST_ROWS);
}

/** The events of the rows with their texts cut, so that a page stays small however long they are. */
function trimmed(rows: readonly Row[], selected: number | null): Event[] {
  let room = FIRST_CHARS;
  const trim = (event: Event, wanted: number): Event => {
    const cut = cutEvent(event, room > 0 ? wanted : LINE_CHARS);
    room -= JSON.stringify([cut.text, cut.tool, cut.data]).length;
    return cut;
  };
  return rows
    .flatMap((row) => {
      const chars = selected !== null && seqsOf(row).includes(selected) ? SELECTED_CHARS : OTHER_CHARS;
      return [trim(row.event, chars), ...(row.result ? [trim(row.result, chars)] : [])];
    })
    .sort((a, b) => a.seq - b.seq);
}

/** An event with at most so many characters in each text; says so in `is_cut`. */
export function cutEvent(event: Event, chars: number): Event {
  let isCut = event.is_cut;
  const cut = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (value.length <= chars) return value;
      isCut = true;
      return value.slice(0, chars).replace(/[\uD800-\uDBFF]$/, '');
    }
    if (typeof value !== 'object' || value === null) return value;
    if (JSON.stringify(value).length <= chars) return value;
    if (Array.isArray(value)) {
      isCut = true;
      return [];
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner)]));
  };
  const text = cut(event.text) as string | null;
  const tool = event.tool && { ...event.tool, input: cut(event.tool.input), output: cut(event.tool.output) as string | null };
  const data = event.data && (cut(event.data) as Record<string, unknown>);
  return { ...event, text, tool, data, usage: null, references: [], is_cut: isCut };
}
