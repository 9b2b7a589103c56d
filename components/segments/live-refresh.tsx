'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { sessionQuery } from '@/lib/sessions/client';
import { shownOf } from './shown';

const EVERY_MS = 4000;

interface LiveRefreshProps {
  sid: string;
  /** What the page shows now; any other value asks the server for new markup. */
  shown: string;
  of: number;
}

/** Has the server render a session that runs or is being cut anew when it has changed; new segments are announced, never scrolled to. */
export default function LiveRefresh({ sid, shown, of }: LiveRefreshProps) {
  const router = useRouter();
  const { data, isError } = useQuery({ ...sessionQuery(sid), refetchInterval: EVERY_MS, staleTime: 0 });
  const asked = useRef(shown);
  useEffect(() => {
    if (!data) return;
    const now = shownOf(data);
    if (now === shown || now === asked.current) return;
    asked.current = now;
    router.refresh();
  }, [data, shown, router]);
  const news = useNews(of);
  return (
    <p role="status" className={isError || news ? 'pill' : 'sr-only'}>
      {isError ? 'Updates paused. Reload the page to try again.' : news && <a href={`#segment-${news}`}>Segment {news} began</a>}
    </p>
  );
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
