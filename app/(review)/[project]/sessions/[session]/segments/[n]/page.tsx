import type { Metadata } from 'next';
import { notFound, permanentRedirect, redirect } from 'next/navigation';
import { type Ask, readAsk, wholeNumber, withQuery } from '@/app/ask';
import { loadEvidence } from '@/app/evidence';
import { getClock } from '@/app/preferences';
import { PrintedFrom } from '@/app/printed-from';
import { boundariesOf } from '@/components/boundaries/boundaries';
import { Comments } from '@/components/comments/comments';
import { QuoteButton } from '@/components/comments/quote-button';
import { EvidencePane } from '@/components/evidence/evidence-pane';
import { EvidenceState } from '@/components/evidence/evidence-state';
import { ReferencePreviews } from '@/components/references/previews';
import { CoverageText } from '@/components/reviews/coverage';
import { FocusCoverage, FocusDockMark, FocusReview, MarkButton } from '@/components/reviews/focus-review';
import { coverageOf, reviewableOf } from '@/components/reviews/reviewable';
import { TickShape } from '@/components/reviews/tick';
import { FocusArticle } from '@/components/segments/focus-article';
import { FocusDock } from '@/components/segments/focus-dock';
import { FocusFoot } from '@/components/segments/focus-foot';
import { FocusHead } from '@/components/segments/focus-head';
import { FocusKeys } from '@/components/segments/focus-keys';
import { FocusNotes } from '@/components/segments/focus-notes';
import { FocusTape } from '@/components/segments/focus-tape';
import { shownOf } from '@/components/segments/shown';
import { Watch } from '@/components/segments/watch';
import { hasShape } from '@/components/tape/tape-layout';
import { headLine } from '@/components/ui/one-line';
import { personIdOf } from '@/lib/auth/person-of';
import { pageContext } from '@/lib/auth/session';
import { getEvent, listEvents } from '@/lib/events/queries';
import { listComments } from '@/lib/reviews/comment-queries';
import { getCut } from '@/lib/segments/cut-queries';
import { getActivity, getSegmentOfEvent, getSuccessorSegment, listLines } from '@/lib/segments/queries';
import type { Segment } from '@/lib/segments/schema';
import { hasSession } from '@/lib/sessions/queries';
import type { Session } from '@/lib/sessions/schema';
import { segmentPath } from '@/lib/sessions/slug';
import { loadSegment, loadSession, type PageParams } from './load';

interface PageProps {
  params: Promise<PageParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const DESCRIPTION_CHARS = 200;
const TITLE_CHARS = 120;

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const [{ session: part, n }, ask] = [await params, readAsk(await searchParams)];
  const session = await loadSession(part);
  const segment = session && (await loadSegment(session.sid, wholeNumber(n) ?? 0, ask.cut, ask.rev));
  if (!session || !segment) return { title: 'Segment not found' };
  const title = `${segment.n}. ${headLine(segment.title, TITLE_CHARS)}`;
  const description = headLine(segment.outcome ?? segment.summary ?? segment.ask ?? '', DESCRIPTION_CHARS - 1);
  return {
    title: `${title} · ${session.project}`,
    description,
    openGraph: { type: 'article', siteName: 'Debrief', title, description },
  };
}

export default async function SegmentPage({ params, searchParams }: PageProps) {
  const [{ project, session: part, n: digits }, query] = [await params, await searchParams];
  const ask = readAsk(query);
  const n = wholeNumber(digits);
  const session = await loadSession(part);
  if (!session || n === null) notFound();
  if (session.url !== `/${project}/sessions/${part}`) permanentRedirect(withQuery(`${session.url}/segments/${n}`, query));
  const segment = await loadSegment(session.sid, n, ask.cut, ask.rev);
  if (!segment) notFound();
  return <Focus session={session} segment={segment} ask={await placeEvent(session, segment, ask)} wanted={ask} />;
}

/** Leads to the segment that an event is in, unless this one cites it; an event that does not exist is left out. */
async function placeEvent(session: Session, segment: Segment, ask: Ask): Promise<Ask> {
  if (ask.event === null) return ask;
  const home = await getSegmentOfEvent(await pageContext(), session.sid, ask.event, { cut: ask.cut });
  if (home === null || home === segment.n) return home === null ? { ...ask, event: null } : ask;
  const isCited = [
    ...segment.claims.outcome,
    ...segment.claims.summary,
    ...segment.key_decisions,
    ...segment.next_steps,
    ...segment.open_questions,
  ].some((claim) => claim.evidence.includes(ask.event ?? 0));
  if (isCited) return ask;
  redirect(withQuery(segmentPath(session, home, ask.cut), { event: String(ask.event) }));
}

const PANES = 'md:grid md:min-h-0 md:flex-1 md:grid-cols-[minmax(0,min(640px,45%))_minmax(0,1fr)] print:block';

async function Focus({ session, segment, ask, wanted }: { session: Session; segment: Segment; ask: Ask; wanted: Ask }) {
  const ctx = await pageContext();
  const { cut, n } = segment;
  const isOld = session.cut !== null && cut < session.cut;
  const [clock, mayShare, mayModerate, comments, evidence, activity, successor, newestCut, newest, following, lines] =
    await Promise.all([
      getClock(),
      hasSession(await pageContext('review'), session.sid),
      hasSession(await pageContext('manage'), session.sid),
      listComments(ctx, segment.id),
      loadEvidence(segment, ask, {
        list: (filters) => listEvents(ctx, session.sid, filters),
        get: (seq, cut) => getEvent(ctx, session.sid, seq, { cut }),
      }),
      getActivity(ctx, session.sid, { cut }),
      isOld ? getSuccessorSegment(ctx, segment.id) : null,
      isOld ? getCut(ctx, session.sid) : null,
      ask.rev === null ? segment : loadSegment(session.sid, n, cut, null),
      n < segment.of ? loadSegment(session.sid, n + 1, cut, null) : null,
      listLines(ctx, session.sid, { cut }),
    ]);
  const mayEdit = mayShare && !isOld && newest?.rev === segment.rev;
  const path = segmentPath(session, n, cut);
  const you = mayShare && ask.rev === null ? personIdOf(ctx) : null;
  const entries = you === null ? null : lines?.map((each) => reviewableOf(each, you));
  const coverage = entries && coverageOf(entries);
  const near = (other: number) => (other >= 1 && other <= segment.of ? segmentPath(session, other, cut) : null);
  const [previous, next] = [near(n - 1), near(n + 1)];
  const timeline = `${session.url}${isOld ? `?cut=${cut}` : ''}#segment-${n}`;
  const isLive = session.status === 'live' && segment.is_open;
  const workers = isOld ? [] : session.workers.filter((worker) => worker.segment === n);
  const query = { ...(cut > 1 && { cut: String(cut) }), ...(ask.rev !== null && { rev: String(ask.rev) }) };
  const revPath = ask.rev === null ? path : withQuery(path, { rev: String(ask.rev) });
  return (
    <main id="main" className="md:flex md:h-[calc(100dvh-52px)] md:flex-col print:block print:h-auto">
      <PrintedFrom path={revPath} />
      {you !== null && <TickShape />}
      {hasShape(activity) && (
        <FocusTape {...{ activity, segment, session, clock, lines }} progress={coverage && <CoverageText initial={coverage} />}>
          {coverage && <FocusCoverage n={n} path={path} initial={coverage} />}
        </FocusTape>
      )}
      <EvidenceState key={`${path} ${ask.event}`} selected={ask.event}>
        <div className={evidence ? PANES : 'max-w-[704px] md:min-h-0 md:flex-1'}>
          <article
            aria-labelledby="segment-title"
            className="px-8 pt-6 pb-12 max-md:px-4 max-md:pt-[18px] max-md:pb-7 md:overflow-y-auto md:pe-10"
          >
            <FocusHead project={session.project} title={session.title} {...{ timeline, n, previous, next }} of={segment.of} />
            <FocusNotes
              segment={segment}
              newestRev={newest?.rev ?? null}
              path={path}
              successor={successor}
              cutAgainAt={newestCut?.created_at ?? null}
              clock={clock}
              missingEvent={wanted.event !== ask.event ? wanted.event : null}
            />
            <FocusArticle {...{ segment, clock, isLive, mayEdit, workers }} path={revPath} />
            <FocusFoot
              {...{ segment, path, clock, mayShare, mayEdit }}
              agent={session.agent}
              review={you !== null && <MarkButton n={n} path={path} />}
              boundaries={boundariesOf(segment, following, session.url)}
            >
              <Comments
                key={segment.id}
                place={{ id: segment.id, sid: session.sid, n, cut }}
                comments={comments?.items ?? []}
                clock={clock}
                mayComment={mayShare}
                mayModerate={mayModerate}
              />
            </FocusFoot>
            {!evidence && <p className="mt-3 text-meta text-ink-3">This session was recorded without its events.</p>}
          </article>
          {evidence && (
            <EvidencePane
              segment={{ sid: session.sid, n, cut }}
              path={revPath}
              cwd={session.cwd}
              clock={clock}
              isTimed={segment.started_at !== null}
              citations={evidence.citations}
              first={evidence.first}
              query={query}
            />
          )}
        </div>
      </EvidenceState>
      <ReferencePreviews project={session.project} sid={session.sid} />
      {mayShare && <QuoteButton />}
      <FocusDock previous={previous} next={next} hasEvidence={evidence !== null}>
        {you !== null && <FocusDockMark n={n} path={path} />}
      </FocusDock>
      {you !== null && entries && <FocusReview n={n} path={path} sid={session.sid} cut={cut} you={you} entries={entries} />}
      <Watch
        sid={session.sid}
        cut={cut}
        shown={shownOf(session)}
        of={null}
        isMoving={isLive || session.analysis.state !== 'current'}
        you={you}
      />
      <FocusKeys n={n} path={path} timeline={timeline} previous={previous} next={next} />
    </main>
  );
}
