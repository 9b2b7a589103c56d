'use client';

import { useQueries } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { paintAgain } from '@/components/reviews/paint';
import type { Clock } from '@/lib/display';
import { SEGMENTS_PAGE, segmentsAfterQuery } from '@/lib/segments/client';
import type { Segment } from '@/lib/segments/schema';
import { getCurrent, itemOf, keepHeld, numberOf, setCurrent } from './current-segment';
import { SegmentItem } from './segment-article';

interface RowLoaderProps {
  sid: string;
  cut: number;
  /** Segments up to this number came complete. */
  complete: number;
  clock: Clock;
  you: string | null;
  isNewest: boolean;
}

/** So far below the window a row is completed: before the reader gets there. */
const NEAR = '0px 0px 800px 0px';

/** Completes the rows of a long session when they come near the window. Above it nothing changes, so nothing moves. */
export default function RowLoader({ sid, cut, complete, ...look }: RowLoaderProps) {
  const [pages, setPages] = useState<number[]>([]);
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const numbers = entries.filter((entry) => entry.isIntersecting).map(({ target }) => numberOf(target));
        if (numbers.length === 0) return;
        setNear((known) => new Set([...known, ...numbers]));
        setPages((known) => [...new Set([...known, ...numbers.map((n) => pageOf(n, complete))])]);
        for (const entry of entries) if (entry.isIntersecting) observer.unobserve(entry.target);
      },
      { rootMargin: NEAR },
    );
    for (const row of document.querySelectorAll('#segments > li[data-row]')) observer.observe(row);
    return () => observer.disconnect();
  }, [complete]);
  const results = useQueries({
    queries: pages.map((after) => ({ ...segmentsAfterQuery(sid, cut, after), staleTime: Number.POSITIVE_INFINITY })),
  });
  const segments = results.flatMap((result) => result.data?.items ?? []).filter((segment) => near.has(segment.n));
  return useFewAtOnce(segments).map((segment) => <Completed key={segment.id} segment={segment} {...look} />);
}

/** So many are drawn in a frame: a whole page of them would hold up whoever goes through the list by key. */
const AT_ONCE = 2;

/** Those that are to be drawn so far: a few more in each frame. */
function useFewAtOnce(segments: readonly Segment[]): Segment[] {
  const [drawn, setDrawn] = useState<ReadonlySet<number>>(new Set());
  const next = segments.flatMap(({ n }) => (drawn.has(n) ? [] : n)).slice(0, AT_ONCE);
  const names = next.join();
  useEffect(() => {
    if (!names) return;
    const frame = requestAnimationFrame(() => setDrawn((known) => new Set([...known, ...names.split(',').map(Number)])));
    return () => cancelAnimationFrame(frame);
  }, [names]);
  return segments.filter(({ n }) => drawn.has(n));
}

/** Pages start at fixed numbers, so that two rows near each other ask for the same one. */
const pageOf = (n: number, complete: number): number => n - 1 - ((n - 1 - complete) % SEGMENTS_PAGE);

function Completed({ segment, ...look }: { segment: Segment } & Pick<RowLoaderProps, 'clock' | 'you' | 'isNewest'>) {
  const { you } = look;
  const item = itemOf(segment.n);
  // Before it is painted: what grows above the segment that was jumped to must not push it away.
  useLayoutEffect(() => {
    item?.setAttribute('data-complete', '');
    if (you !== null) paintAgain(segment.n);
    keepHeld();
    if (getCurrent() === segment.n) setCurrent(segment.n);
  }, [item, segment.n, you]);
  return item && createPortal(<SegmentItem segment={segment} isLive={false} {...look} />, item);
}
