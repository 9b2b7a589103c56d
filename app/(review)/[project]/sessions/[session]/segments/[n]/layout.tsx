import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { MissingSegmentProvider } from '@/components/segments/focus-missing';
import { loadSession, type PageParams } from './load';

/** Knows the session for the page of a segment that is not there: a not-found page gets no parameters of its own. */
export default async function SegmentLayout({ params, children }: { params: Promise<PageParams>; children: ReactNode }) {
  const { session: part, n } = await params;
  const session = await loadSession(part);
  if (!session) notFound();
  return <MissingSegmentProvider value={{ n, of: session.segment_count, url: session.url }}>{children}</MissingSegmentProvider>;
}
