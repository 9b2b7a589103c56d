'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { button } from '@/components/ui/button';
import { Name } from '@/components/ui/name';
import { formatDuration } from '@/lib/display';
import { fetchSessions } from '@/lib/reviews/inbox-client';
import { pathOf } from './list-source';

const EVERY_MS = 5000;
const TICK_MS = 30_000;

/** Waits for the first session of a project, as long as the page is looked at, and leads to it. */
export function FirstSession({ project }: { project: string }) {
  const { data } = useQuery({
    queryKey: ['first-session', project],
    queryFn: async ({ signal }) => (await fetchSessions(project, 'limit=1', signal)).items[0] ?? null,
    refetchInterval: ({ state }) => (state.data ? false : EVERY_MS),
    refetchOnWindowFocus: true,
  });
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (data) link.current?.focus();
  }, [data]);
  return (
    <div className="waiting" role="status">
      {data ? (
        <>
          <p className="min-w-0 flex-1 wrap-anywhere" dir="auto">
            First session received: <Name text={data.title} />
          </p>
          <Link ref={link} className={button({ variant: 'primary' })} href={pathOf(data.url)}>
            Open the session
          </Link>
        </>
      ) : (
        <>
          <span className="waiting-bars" aria-hidden="true">
            <i />
            <i />
            <i />
            <i />
            <i />
          </span>
          <p>Waiting for the first session of {project}</p>
          <Listening />
        </>
      )}
    </div>
  );
}

/** For how long the page has waited; said to the eye alone. */
function Listening() {
  const [ms, setMs] = useState(0);
  useEffect(() => {
    const from = Date.now();
    const timer = setInterval(() => setMs(Date.now() - from), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="scripted ms-auto text-meta text-ink-3 tabular-nums" aria-hidden="true">
      {ms < 2 * TICK_MS ? 'listening' : `listening for ${formatDuration(ms)}`}
    </span>
  );
}
