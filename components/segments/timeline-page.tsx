import { TimelineWords } from '@/components/comments/timeline-words';
import { Told } from '@/components/hooks/told';
import { CoverageBar } from '@/components/reviews/coverage';
import { ReviewControls } from '@/components/reviews/review-controls';
import { coverageOf, reviewableOf } from '@/components/reviews/reviewable';
import { TickShape } from '@/components/reviews/tick';
import { SessionHead } from '@/components/sessions/session-head';
import type { Neighbours } from '@/components/sessions/trail';
import { hasShape } from '@/components/tape/tape-layout';
import { Note } from '@/components/ui/note';
import { type Clock, countOf, formatInSentence } from '@/lib/display';
import type { HookEvent } from '@/lib/events/hook-schema';
import type { Activity } from '@/lib/events/schema';
import type { Comment } from '@/lib/reviews/comment-schema';
import type { Timeline } from '@/lib/segments/schema';
import type { SessionRecord } from '@/lib/segments/session-record-schema';
import type { Session } from '@/lib/sessions/schema';
import { AnalysisNote } from './analysis-note';
import { ContextColumn, ContextDisclosures } from './context';
import { GranularityMenu } from './granularity-menu';
import { RowLoader } from './lazy';
import { type Detail, ListBar, type Show } from './list-bar';
import { asks } from './needs';
import { Outline } from './outline';
import { SegmentList } from './segment-list';
import { gapThreshold } from './session-times';
import { shownOf } from './shown';
import { WhereItStands } from './standing';
import { TapeBar } from './tape-bar';
import { TimelineControls } from './timeline-controls';
import { Watch } from './watch';

interface TimelinePageProps {
  session: Session;
  timeline: Timeline;
  record: SessionRecord;
  activity: Activity | null;
  clock: Clock;
  show: Show;
  detail: Detail;
  /** Seen by a share link: nothing that writes, and no way out of the session. */
  isShared?: boolean;
  /** Who may review it: their id; null where nobody may. */
  you?: string | null;
  /** The first segment with news since the reader's last visit, and when that was. */
  newSince?: { n: number; at: string } | null;
  /** What people said of its segments, by their ids. */
  comments?: ReadonlyMap<string, readonly Comment[]>;
  /** What hooks told of it that no transcript has told yet. */
  told?: readonly HookEvent[];
  mayShare?: boolean;
  mayDelete?: boolean;
  /** The sessions beside it, for who is led from one to the next. */
  neighbours?: Neighbours | null;
}

export function TimelinePage({ session, timeline, record, activity, clock, show, detail, ...who }: TimelinePageProps) {
  const {
    isShared = false,
    you = null,
    newSince = null,
    comments = NO_COMMENTS,
    told = [],
    mayShare = false,
    mayDelete = false,
    neighbours,
  } = who;
  const entries = [...timeline.segments, ...timeline.rows];
  const reviewables = you === null ? null : entries.map((entry) => reviewableOf(entry, you));
  const coverage = reviewables && coverageOf(reviewables);
  const news = newSince && { n: newSince.n, text: `New since your visit ${formatInSentence(newSince.at, clock)}` };
  const isNewest = session.cut === null || timeline.cut === session.cut;
  const isLive = session.status === 'live' && isNewest;
  const isBehind = session.analysis.state !== 'current' && isNewest;
  const path = isNewest ? session.url : `${session.url}?cut=${timeline.cut}`;
  const threshold = gapThreshold(entries, activity);
  const withQuestions = entries.filter(asks).length;
  const view = { show, detail } as const;
  const context = { session, record, references: timeline.references, clock, isShared, mayJudge: mayShare };
  return (
    <main id="main" data-tape={hasShape(activity) || undefined}>
      {timeline.of > 0 && (
        <a className="skip" href="#segments">
          Skip to segments
        </a>
      )}
      {you !== null && <TickShape />}
      <SessionHead
        session={session}
        clock={clock}
        path={path}
        of={timeline.of}
        {...{ isShared, mayShare, mayDelete, neighbours }}
      />
      {hasShape(activity) && <TapeBar {...{ session, timeline, activity, threshold, clock, coverage }} />}
      <div className="wrap cols">
        {timeline.of > 0 && <Outline timeline={timeline} title={session.title} threshold={threshold} you={you} />}
        <div className="col-start-2 min-w-0">
          {!isNewest && <OlderCut session={session} cut={timeline.cut} />}
          {isBehind && !isShared && <AnalysisNote session={session} />}
          <WhereItStands record={record} />
          <ContextDisclosures {...context} />
          {timeline.of > 0 ? (
            <>
              <ListBar of={timeline.of} withQuestions={withQuestions} coverage={coverage} {...view}>
                {coverage && !hasShape(activity) && <CoverageBar initial={coverage} />}
                {isNewest && timeline.granularity && !isShared && (
                  <GranularityMenu sid={session.sid} path={session.url} granularity={timeline.granularity} of={timeline.of} />
                )}
              </ListBar>
              <SegmentList
                timeline={timeline}
                clock={clock}
                isLive={isLive}
                threshold={threshold}
                workers={isNewest ? session.workers : []}
                {...{ you, isNewest, comments, news }}
                {...view}
              />
            </>
          ) : (
            !isBehind && <p className="py-6 text-ink-2">{emptyText(isLive, session, told.length > 0)}</p>
          )}
          {isNewest && <Told told={told} cwd={session.cwd} clock={clock} />}
        </div>
        <ContextColumn {...context} />
      </div>
      {timeline.of > 0 && <TimelineControls of={timeline.of} mayReview={you !== null} />}
      {you !== null && reviewables && (
        <ReviewControls sid={session.sid} cut={timeline.cut} you={you} entries={reviewables} news={news} />
      )}
      {you !== null && timeline.of > 0 && (
        <TimelineWords sid={session.sid} cut={timeline.cut} comments={[...comments.values()].flat().length} />
      )}
      {timeline.rows.length > 0 && !isShared && (
        <RowLoader
          sid={session.sid}
          cut={timeline.cut}
          complete={timeline.segments.length}
          clock={clock}
          {...{ you, isNewest }}
        />
      )}
      {!isShared && (
        <Watch
          sid={session.sid}
          cut={timeline.cut}
          shown={shownOf(session)}
          of={timeline.of}
          isMoving={isLive || isBehind}
          you={you}
        />
      )}
    </main>
  );
}

const NO_COMMENTS: ReadonlyMap<string, readonly Comment[]> = new Map();

function emptyText(isLive: boolean, session: Session, isTold: boolean): string {
  if (isLive) return 'Recording. The first summary appears when the first segment closes.';
  return isTold
    ? 'No transcript of this session has arrived.'
    : session.event_count === 0 && session.stored_event_count > 0
      ? 'All of this session was copied from the one before it.'
      : `No segment in this session, only ${countOf(session.event_count, 'event')}.`;
}

function OlderCut({ session, cut }: { session: Session; cut: number }) {
  return (
    <div className="mb-5">
      <Note>
        This session was cut again. You are looking at cut {cut} of {session.cuts}.{' '}
        <a className="ref" href={session.url}>
          Open the newest
        </a>
      </Note>
    </div>
  );
}
