import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { cache } from 'react';
import { withQuery } from '@/app/ask';
import { getClock } from '@/app/preferences';
import { PrintedFrom } from '@/app/printed-from';
import type { Detail, Show } from '@/components/segments/list-bar';
import { TimelinePage } from '@/components/segments/timeline-page';
import { headLine } from '@/components/ui/one-line';
import { personIdOf } from '@/lib/auth/person-of';
import { pageContext } from '@/lib/auth/session';
import { countOf } from '@/lib/display';
import { listHookEvents } from '@/lib/events/hook-queries';
import { getProject } from '@/lib/projects/queries';
import { listComments } from '@/lib/reviews/comment-queries';
import type { Comment } from '@/lib/reviews/comment-schema';
import { getNewSince } from '@/lib/reviews/new-since-queries';
import { ensureSettled } from '@/lib/segments/commands';
import { getActivity, getTimeline } from '@/lib/segments/queries';
import type { Timeline } from '@/lib/segments/schema';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { getNeighbours } from '@/lib/sessions/neighbour-queries';
import { hasSession } from '@/lib/sessions/queries';
import { sidOfPath } from '@/lib/sessions/slug';
import { getSessionDetail } from '@/lib/sessions/version-queries';

interface PageProps {
  params: Promise<{ project: string; session: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const SHOWS: Show[] = ['all', 'todo', 'questions'];
const DESCRIPTION_CHARS = 200;
const TITLE_CHARS = 120;

/** What the page and its metadata both need, read once. */
const read = cache(async (part: string, cut: number | undefined) => {
  const ctx = await pageContext();
  const sid = sidOfPath(part);
  await ensureSettled(ctx, sid);
  const [session, timeline, record, activity, newSince, mayReview] = await Promise.all([
    getSessionDetail(ctx, sid),
    getTimeline(ctx, sid, { cut }),
    getSessionRecord(ctx, sid, { cut }),
    getActivity(ctx, sid, { cut }),
    getNewSince(ctx, sid, { cut }),
    hasSession(await pageContext('review'), sid),
  ]);
  const you = mayReview ? personIdOf(ctx) : null;
  return session && { session, timeline, record, activity, mayShare: mayReview, newSince, you };
});

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const { session: part } = await params;
  const found = await read(part, cutOf(await searchParams));
  if (!found) return { title: 'Not found' };
  const { session, record } = found;
  const title = headLine(session.title, TITLE_CHARS);
  const description = headLine(record?.stands?.outcome ?? countOf(session.segment_count, 'segment'), DESCRIPTION_CHARS);
  return {
    title: `${title} · ${session.project}`,
    description,
    openGraph: { title, description, type: 'article', siteName: 'Debrief', url: session.url },
  };
}

export default async function SessionPage({ params, searchParams }: PageProps) {
  const [{ project, session: part }, query] = await Promise.all([params, searchParams]);
  const cut = cutOf(query);
  const found = await read(part, cut);
  if (!found?.timeline || !found.record) notFound();
  const { session, timeline, record, activity, mayShare, newSince, you } = found;
  if (`/${project}/sessions/${part}` !== session.url) permanentRedirect(`${session.url}${queryOf(query)}`);
  const show: Show = SHOWS.find((each) => each === query.show) ?? 'all';
  const detail: Detail = query.detail === 'outcomes' ? 'outcomes' : 'full';
  const [clock, managed, neighbours, comments, hooks] = await Promise.all([
    getClock(),
    getProject(await pageContext('manage'), project),
    getNeighbours(await pageContext(), session.sid),
    commentsOn(timeline),
    listHookEvents(await pageContext(), session.sid),
  ]);
  const mayDelete = managed !== null;
  const who = { you, mayShare, mayDelete, neighbours, comments, told: hooks?.items ?? [] };
  return (
    <>
      <PrintedFrom path={withQuery(session.url, { cut: cut?.toString() })} />
      <TimelinePage {...{ session, timeline, record, activity, clock, show, detail, newSince }} {...who} />
    </>
  );
}

/** More are read on the pages of the segments. */
const MOST_COMMENTED = 20;
const MOST_COMMENTS = 5;

/** What people said, by segment; costs nothing where they said nothing. */
async function commentsOn({ segments }: Timeline): Promise<Map<string, readonly Comment[]>> {
  const ctx = await pageContext();
  const commented = segments.filter((segment) => segment.comment_count > 0).slice(0, MOST_COMMENTED);
  return new Map(
    await Promise.all(
      commented.map(async ({ id }) => [id, (await listComments(ctx, id, { limit: MOST_COMMENTS }))?.items ?? []] as const),
    ),
  );
}

/** The cut that was asked for; what is no number asks for none. */
function cutOf({ cut }: Awaited<PageProps['searchParams']>): number | undefined {
  return typeof cut === 'string' && /^\d{1,6}$/.test(cut) ? Number(cut) : undefined;
}

function queryOf(query: Awaited<PageProps['searchParams']>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined) params.append(name, one);
  return params.size > 0 ? `?${params}` : '';
}
