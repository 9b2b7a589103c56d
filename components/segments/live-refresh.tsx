'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { flush } from '@/components/reviews/mark-queue';
import { mergeMarks } from '@/components/reviews/review-state';
import { marksFor } from '@/components/reviews/reviewable';
import { fetchMarks } from '@/lib/reviews/mark-client';
import { sessionQuery } from '@/lib/sessions/client';
import { shownOf } from './shown';

/** How often a session is asked after: while it runs or is being cut, and else. */
const MOVING_MS = 4000;
const RESTING_MS = 15_000;

interface LiveRefreshProps {
  sid: string;
  cut: number;
  /** What the page shows now; any other value asks the server for new markup. */
  shown: string;
  /** How many segments the page lists; null where it is about one. */
  of: number | null;
  isMoving: boolean;
  /** Who may review it; null where nobody may. */
  you: string | null;
}

/**
 * Has the server render a session when it has changed, by itself or by others, and takes over the marks of others; on the way back to the page at once.
 * New segments are announced, never scrolled to.
 */
export default function LiveRefresh({ sid, cut, shown, of, isMoving, you }: LiveRefreshProps) {
  const router = useRouter();
  const often = { refetchInterval: isMoving ? MOVING_MS : RESTING_MS, refetchOnWindowFocus: 'always' as const };
  const { data, isError } = useQuery({ ...sessionQuery(sid), ...often, staleTime: 0 });
  useMarks({ sid, cut, you, often });
  const asked = useRef(shown);
  useEffect(() => {
    if (!data) return;
    const now = shownOf(data);
    if (now === shown || now === asked.current) return;
    asked.current = now;
    router.refresh();
  }, [data, shown, router]);
  const news = useNews(of ?? 0);
  const isPaused = isError && isMoving;
  return (
    <p role="status" className={isPaused || news ? 'pill' : 'sr-only'}>
      {isPaused ? 'Updates paused. Reload the page to try again.' : news && <a href={`#segment-${news}`}>Segment {news} began</a>}
    </p>
  );
}

function useMarks({ sid, cut, you, often }: Pick<LiveRefreshProps, 'sid' | 'cut' | 'you'> & { often: object }): void {
  const { data } = useQuery({
    ...often,
    queryKey: ['marks', sid, cut],
    queryFn: async () => {
      const askedAt = performance.now();
      return { askedAt, ...(await fetchMarks(sid, cut)) };
    },
    staleTime: 0,
    enabled: you !== null,
  });
  useEffect(() => {
    if (!data || you === null) return;
    mergeMarks(
      data.segments.map((entry) => ({ id: entry.id, ...marksFor(entry, you) })),
      data.askedAt,
    );
    void flush();
  }, [data, you]);
}

/** The number of a segment that was added out of sight, until the reader gets to it. */
function useNews(of: number): number | null {
  const [seen, setSeen] = useState(of);
  useEffect(() => {
    const end = document.querySelector('#segments > li:last-child');
    if (!end) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(of));
    observer.observe(end);
    return () => observer.disconnect();
  }, [of]);
  return of > seen ? of : null;
}
