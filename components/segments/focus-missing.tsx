'use client';

import Link from 'next/link';
import { createContext, useContext } from 'react';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { countOf } from '@/lib/display';

const MissingSegmentContext = createContext<{ n: string; of: number; url: string } | null>(null);
export const MissingSegmentProvider = MissingSegmentContext.Provider;

/** What the address of a segment that does not exist leads to. */
export function MissingSegment() {
  const missing = useContext(MissingSegmentContext);
  if (!missing) return null;
  const { n, of, url } = missing;
  return (
    <main id="main" className="mx-auto max-w-list px-8 max-md:px-4">
      <title>Segment not found · Debrief</title>
      <Empty
        level={1}
        title={`This session has ${countOf(of, 'segment')}, there is no segment ${n}`}
        action={
          <Link className={button()} href={url}>
            Open the timeline
          </Link>
        }
      />
    </main>
  );
}
