import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { type Query, readAsk, wholeNumber, withQuery } from '@/app/ask';
import { getClock } from '@/app/preferences';
import { TimelinePage } from '@/components/segments/timeline-page';
import { SharedFocus } from './focus';
import { loadShare, loadSharedSegment, loadSharedSession } from './load';
import { previewOfSegment, previewOfSession } from './preview';

interface PageProps {
  params: Promise<{ token: string }>;
  searchParams: Promise<Query>;
}

const cutOf = (query: Query): number | undefined => wholeNumber(query.cut) ?? undefined;

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const [{ token }, query] = [await params, await searchParams];
  const only = await loadSharedSegment(token, null, 1);
  if (only) return previewOfSegment(only.segment, `/s/${token}`);
  const cut = cutOf(query);
  const found = await loadSharedSession(token, cut);
  return found ? previewOfSession(found, withQuery(`/s/${token}`, { cut: cut?.toString() })) : { title: 'Not found' };
}

/** What a share link shows: a session's timeline, or the one segment that was shared. */
export default async function SharedPage({ params, searchParams }: PageProps) {
  const [{ token }, query] = [await params, await searchParams];
  const share = await loadShare(token);
  if (share?.segment) return <SharedFocus token={token} n={null} ask={readAsk(query)} />;
  const found = await loadSharedSession(token, cutOf(query));
  if (!found) notFound();
  const view = {
    show: query.show === 'questions' ? 'questions' : 'all',
    detail: query.detail === 'outcomes' ? 'outcomes' : 'full',
  } as const;
  return <TimelinePage {...found} {...view} clock={await getClock()} isShared />;
}
