import type { Metadata } from 'next';
import { type Query, readAsk, wholeNumber, withQuery } from '@/app/ask';
import { SharedFocus } from '../../focus';
import { loadSharedSegment } from '../../load';
import { previewOfSegment } from '../../preview';

interface PageProps {
  params: Promise<{ token: string; n: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const [{ token, n }, query] = [await params, await searchParams];
  const { cut } = readAsk(query);
  const found = await loadSharedSegment(token, wholeNumber(n) ?? 0, cut);
  const path = withQuery(`/s/${token}/segments/${n}`, cut > 1 ? { cut: `${cut}` } : {});
  return found ? previewOfSegment(found.segment, path) : { title: 'Not found' };
}

/** A segment of a shared session. */
export default async function SharedSegmentPage({ params, searchParams }: PageProps) {
  const [{ token, n }, query] = [await params, await searchParams];
  return <SharedFocus token={token} n={wholeNumber(n) ?? 0} ask={readAsk(query)} />;
}
