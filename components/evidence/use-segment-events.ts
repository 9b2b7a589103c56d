import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type SegmentName, segmentEvents } from '@/lib/events/client';
import type { Event } from '@/lib/events/schema';

interface SegmentEvents {
  /** From the segment's start, as far as they have come. */
  events: Event[];
  isComplete: boolean;
  isError: boolean;
  retry: () => void;
}

/** Loads all previews of a segment, page after page, while `isWanted`. */
export function useSegmentEvents(segment: SegmentName, isWanted: boolean): SegmentEvents {
  const query = useInfiniteQuery({ ...segmentEvents(segment), enabled: isWanted });
  const { hasNextPage, isFetching, isError, fetchNextPage, refetch, data } = query;
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [isWanted, hasNextPage, isFetching, isError, fetchNextPage]);
  return {
    events: data?.pages.flatMap((page) => page.items) ?? [],
    isComplete: data !== undefined && !hasNextPage,
    isError,
    retry: () => void (data ? fetchNextPage() : refetch()),
  };
}
