import { type Citation, citationsOf } from '@/components/evidence/citations';
import { FIRST_ROWS, type FirstPage, firstPageOfAll, firstPageOfPart, WHOLE_LIST_EVENTS } from '@/components/evidence/first-page';
import { filterNamed } from '@/components/evidence/rows';
import type { Event, EventFilters } from '@/lib/events/schema';
import type { Segment } from '@/lib/segments/schema';
import type { Ask } from './ask';

/** Cited events that the page brings of a long segment; each costs a query. */
const MOST_CITED = 60;
/** Seqs before and after a cited event in which the other half of a call and its result is looked for. */
const NEAR = 8;

/** How the events of a session are read, by whoever may. */
export interface EventReader {
  list: (filters: EventFilters) => Promise<{ items: Event[] } | null>;
  get: (seq: number, cut: number) => Promise<Event | null>;
}

interface Wanted {
  cited: ReadonlyMap<number, Citation>;
  selected: number | null;
  filter: ReturnType<typeof filterNamed>;
}

/** The evidence that a segment's page brings with it; null for a segment without events. Costs what the segment costs, not its session. */
export async function loadEvidence(
  segment: Segment,
  ask: Pick<Ask, 'event' | 'show'>,
  read: EventReader,
): Promise<{ first: FirstPage; citations: [number, Citation][] } | null> {
  const cited = citationsOf(segment);
  if (segment.event_count === 0 || segment.first_seq === null || segment.last_seq === null) return null;
  const wanted: Wanted = { cited, selected: ask.event, filter: filterNamed(ask.show) };
  const isLong = segment.event_count > WHOLE_LIST_EVENTS;
  const first = isLong ? await loadPart(segment, wanted, read) : await loadAll(segment, wanted, read);
  return { first, citations: [...cited] };
}

async function loadAll(segment: Segment, wanted: Wanted, read: EventReader): Promise<FirstPage> {
  const events = await list(read, segment, { limit: WHOLE_LIST_EVENTS });
  const known = new Set(events.map((event) => event.seq));
  const elsewhere = await loadEach(
    read,
    [...wanted.cited.keys()].filter((seq) => !known.has(seq)),
    segment,
  );
  return firstPageOfAll(
    [...events, ...elsewhere].sort((a, b) => a.seq - b.seq),
    segment.n,
    wanted,
  );
}

async function loadPart(segment: Segment, wanted: Wanted, read: EventReader): Promise<FirstPage> {
  const { selected, cited } = wanted;
  const [first, last] = [segment.first_seq ?? 1, segment.last_seq ?? 1];
  const from = selected === null ? {} : { from: selected - FIRST_ROWS / 2 };
  const [around, near] = await Promise.all([
    list(read, segment, { ...from, limit: FIRST_ROWS + FIRST_ROWS / 2 }),
    Promise.all(
      [...cited.keys()]
        .slice(0, MOST_CITED)
        .map((seq) => list(read, segment, { from: seq - NEAR, to: seq + NEAR, limit: 2 * NEAR + 1 })),
    ),
  ]);
  const events = new Map(near.flat().map((event) => [event.seq, event]));
  const elsewhere = await loadEach(
    read,
    [...cited.keys()].filter((seq) => !events.has(seq)),
    segment,
  );
  const all = [...events.values(), ...elsewhere].sort((a, b) => a.seq - b.seq);
  const { event_count, facts } = segment;
  return firstPageOfPart({ around, cited: all }, wanted, {
    first,
    last,
    total: event_count,
    toolCalls: facts.tool_calls,
    errors: facts.errors,
  });
}

async function list(read: EventReader, { n, cut }: Segment, filters: EventFilters): Promise<Event[]> {
  const page = await read.list({ segment: n, cut, fields: 'preview', ...filters });
  return page?.items ?? [];
}

/** Cited events of other segments. */
async function loadEach(read: EventReader, seqs: number[], { cut }: Segment): Promise<Event[]> {
  const events = await Promise.all(seqs.slice(0, MOST_CITED).map((seq) => read.get(seq, cut)));
  return events.filter((event) => event !== null);
}
