import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiGet, apiPath } from '@/lib/http/api';

const event = async () => (await import('@/lib/events/schema')).event;
const eventPage = async () => (await import('@/lib/http/schema')).page(await event());

/** Events asked for at once: the most that the API gives. */
const PAGE = 1000;

/** A segment of one cut. */
export interface SegmentName {
  sid: string;
  n: number;
  cut: number;
  /** The secret of the link that shows it: its reader asks by that, not by the sid. */
  share?: string;
}

const home = ({ sid, share }: Pick<SegmentName, 'sid' | 'share'>) =>
  share === undefined ? apiPath`/sessions/${sid}` : apiPath`/shares/${share}`;

export const eventKeys = {
  session: (of: Pick<SegmentName, 'sid' | 'share'>) => ['events', home(of)] as const,
  segment: ({ cut, n, ...of }: SegmentName) => [...eventKeys.session(of), cut, n] as const,
};

interface Range {
  from?: number;
  to?: number;
  after?: string | number | null;
  limit?: number;
}

const fetchEvents = ({ n, cut, ...of }: SegmentName, range: Range, signal: AbortSignal) =>
  apiGet(eventPage, `${home(of)}/events`, {
    query: { segment: n, cut, fields: 'preview', limit: PAGE, ...range },
    signal,
  });

/** Previews of all events of a segment, page by page from its start. */
export const segmentEvents = (segment: SegmentName) =>
  infiniteQueryOptions({
    queryKey: [...eventKeys.segment(segment), 'all'],
    queryFn: ({ pageParam, signal }) => fetchEvents(segment, { after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Previews of a segment's events between two seqs. */
export const eventsBetween = (segment: SegmentName, from: number, to: number) =>
  queryOptions({
    queryKey: [...eventKeys.segment(segment), from, to],
    queryFn: ({ signal }) => fetchEvents(segment, { from, to }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A page of a long segment: forwards from an event, or the events before one. */
export type WindowPage = { after: number } | { before: number };
const WINDOW = 200;

/** Previews around an event, in both directions, for a list that scrolls. `floor` is the segment's first seq. */
export const eventsAround = (segment: SegmentName, start: number, floor: number) =>
  infiniteQueryOptions({
    queryKey: [...eventKeys.segment(segment), 'around', start],
    queryFn: async ({ pageParam, signal }) =>
      'after' in pageParam
        ? fetchEvents(segment, { after: pageParam.after, limit: WINDOW }, signal)
        : fetchEvents(segment, { from: Math.max(floor, pageParam.before - WINDOW), to: pageParam.before - 1 }, signal),
    initialPageParam: { after: Math.max(floor, start - WINDOW / 2) - 1 } as WindowPage,
    getNextPageParam: (page): WindowPage | null =>
      page.next_cursor === null ? null : { after: page.items.at(-1)?.seq ?? start },
    getPreviousPageParam: (_page, _pages, param): WindowPage | null => {
      const first = 'after' in param ? param.after + 1 : Math.max(floor, param.before - WINDOW);
      return first > floor ? { before: first } : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One event, whole. */
export const wholeEvent = (of: Pick<SegmentName, 'sid' | 'share'>, seq: number) =>
  queryOptions({
    queryKey: [...eventKeys.session(of), 'whole', seq],
    queryFn: ({ signal }) => apiGet(event, `${home(of)}/events/${seq}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where the stored line of an event is served as it came in. */
export const rawLinePath = (sid: string, seq: number): string => apiPath`/sessions/${sid}/events/${seq}/raw`;
