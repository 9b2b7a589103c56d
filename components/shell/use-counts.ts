import { useQueryClient } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { REFRESH_MS, reviewCountsQuery } from '@/lib/reviews/inbox-client';
import type { ReviewCounts } from '@/lib/reviews/inbox-schema';

/**
 * How much waits in a project, kept up to date: now and then, on the way back to the page, on every other page, and once somebody invalidates it.
 * Straight from the cache, without the observers of `useQuery`: it stands on every page, and most load nothing else of them.
 */
export function useCounts(project: string, initial: ReviewCounts): ReviewCounts {
  const client = useQueryClient();
  const path = usePathname();
  const cache = client.getQueryCache();
  const { queryKey } = reviewCountsQuery(project);
  const counts = useSyncExternalStore(
    (listen) => cache.subscribe(listen),
    () => client.getQueryData(queryKey) ?? initial,
    () => initial,
  );
  useEffect(() => {
    const { queryKey } = reviewCountsQuery(project);
    const ask = (staleTime: number) => {
      // What fails is asked again the next time; until then the last answer stands.
      if (document.visibilityState === 'visible')
        client.fetchQuery({ ...reviewCountsQuery(project), staleTime, gcTime: Number.POSITIVE_INFINITY }).catch(() => undefined);
    };
    if (!client.getQueryData(queryKey)) client.setQueryData(queryKey, initial);
    const ignore = cache.subscribe((event) => {
      const isOurs = event.query.queryHash === cache.find({ queryKey })?.queryHash;
      if (isOurs && event.type === 'updated' && event.action.type === 'invalidate') ask(0);
    });
    const back = () => ask(0);
    // Every count of the bar asks by itself; one answer is enough for all.
    const timer = setInterval(() => ask(REFRESH_MS / 2), REFRESH_MS);
    document.addEventListener('visibilitychange', back);
    window.addEventListener('focus', back);
    return () => {
      ignore();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('focus', back);
    };
  }, [client, cache, project, initial]);
  const last = useRef(path);
  useEffect(() => {
    if (last.current !== path) void client.invalidateQueries({ queryKey: reviewCountsQuery(project).queryKey });
    last.current = path;
  }, [client, path, project]);
  return counts;
}
