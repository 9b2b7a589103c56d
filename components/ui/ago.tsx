'use client';

import { useEffect, useState } from 'react';
import { formatRelative } from '@/lib/display';

const TICK_MS = 30_000;

/** How long ago, kept true while the page is open. `now` is the server's, so that both sides first say the same. */
export function Ago({ iso, now, every = TICK_MS }: { iso: string; now: number; every?: number }) {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return <>{formatRelative(iso, Math.max(at, now))}</>;
}
