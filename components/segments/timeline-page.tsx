import { visible } from '@/components/evidence/safe-text';
import { SessionHead } from '@/components/sessions/session-head';
import { Tape } from '@/components/tape/tape';
import { hasShape } from '@/components/tape/tape-layout';
import { Note } from '@/components/ui/note';
import { type Clock, countOf, formatDuration, spellDuration } from '@/lib/display';
import type { Activity } from '@/lib/events/schema';
import type { Segment, SegmentRow, Timeline } from '@/lib/segments/schema';
import type { SessionRecord } from '@/lib/segments/session-record-schema';
import type { Session } from '@/lib/sessions/schema';
import { AnalysisNote } from './analysis-note';
import { ContextColumn, ContextDisclosures } from './context';
import { GranularityMenu } from './granularity-menu';
import { LiveRefresh, RowLoader } from './lazy';
import { type Detail, ListBar, type Show } from './list-bar';
import { asks, waits } from './needs';
import { Outline } from './outline';
import { PositionText } from './position';
import { SegmentList } from './segment-list';
import { gapBefore, gapThreshold } from './session-times';
import { shownOf } from './shown';
import { WhereItStands } from './standing';
import { TimelineControls } from './timeline-controls';

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
  mayShare?: boolean;
  mayDelete?: boolean;
}

export function TimelinePage({ session, timeline, record, activity, clock, show, detail, ...who }: TimelinePageProps) {
  const { isShared = false, mayShare = false, mayDelete = false } = who;
  const isNewest = session.cut === null || timeline.cut === session.cut;
  const isLive = session.status === 'live' && isNewest;
  const isBehind = session.analysis.state !== 'current' && isNewest;
  const path = isNewest ? session.url : `${session.url}?cut=${timeline.cut}`;
  const threshold = gapThreshold([...timeline.segments, ...timeline.rows], activity);
  const withQuestions = [...timeline.segments, ...timeline.rows].filter(asks).length;
  const view = { show, detail } as const;
  const context = { session, record, references: timeline.references, clock };
  return (
    <main id="main" data-tape={hasShape(activity) || undefined}>
      <SessionHead session={session} clock={clock} path={path} of={timeline.of} {...{ isShared, mayShare, mayDelete }} />
      {hasShape(activity) && <TapeBar {...{ session, timeline, activity, threshold, clock }} />}
      <div className="wrap cols">
        {timeline.of > 0 && <Outline timeline={timeline} title={session.title} threshold={threshold} />}
        <div className="col-start-2 min-w-0">
          {!isNewest && <OlderCut session={session} cut={timeline.cut} />}
          {isBehind && !isShared && <AnalysisNote session={session} />}
          <WhereItStands record={record} />
          <ContextDisclosures {...context} />
          {timeline.of > 0 ? (
            <>
              <ListBar of={timeline.of} withQuestions={withQuestions} {...view}>
                {isNewest && timeline.granularity && !isShared && (
                  <GranularityMenu sid={session.sid} path={session.url} granularity={timeline.granularity} of={timeline.of} />
                )}
              </ListBar>
              <SegmentList timeline={timeline} clock={clock} isLive={isLive} threshold={threshold} {...view} />
            </>
          ) : (
            !isBehind && <p className="py-6 text-ink-2">{emptyText(isLive, session)}</p>
          )}
        </div>
        <ContextColumn {...context} />
      </div>
      {timeline.of > 0 && <TimelineControls of={timeline.of} />}
      {timeline.rows.length > 0 && !isShared && (
        <RowLoader sid={session.sid} cut={timeline.cut} complete={timeline.segments.length} clock={clock} />
      )}
      {(isLive || isBehind) && !isShared && <LiveRefresh sid={session.sid} shown={shownOf(session)} of={timeline.of} />}
    </main>
  );
}

const emptyText = (isLive: boolean, session: Session): string =>
  isLive
    ? 'Recording. The first summary appears when the first segment closes.'
    : `No segment in this session, only ${countOf(session.event_count, 'event')}.`;

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

interface TapeBarProps extends Pick<TimelinePageProps, 'session' | 'timeline' | 'clock'> {
  activity: Activity;
  threshold: number;
}

function TapeBar({ session, timeline, activity, threshold, clock }: TapeBarProps) {
  const entries: (Segment | SegmentRow)[] = [...timeline.segments, ...timeline.rows];
  const span = Date.parse(activity.ended_at) - Date.parse(activity.started_at);
  return (
    <>
      <div id="tape-probe" />
      <div className="tape-bar">
        <div className="wrap">
          <p className="mb-1.5 flex justify-between gap-3 text-meta text-ink-2 tabular-nums md:hidden">
            <span className="when-free">{formatDuration(span)}</span>
            <b className="when-stuck truncate font-medium text-ink">{visible(session.title)}</b>
            <PositionText of={timeline.of} />
          </p>
          <p className="sr-only">{sentenceOf(entries, span, threshold)}</p>
          <Tape activity={activity} segments={entries.map(tapeSegment)} threshold={threshold} clock={clock} />
        </div>
      </div>
    </>
  );
}

const tapeSegment = (entry: Segment | SegmentRow) => ({
  n: entry.n,
  title: entry.title,
  started_at: entry.started_at,
  ended_at: entry.ended_at,
  event_count: entry.event_count,
  needsPerson: asks(entry) || waits(entry),
});

/** The tape for those who do not see it. */
function sentenceOf(entries: (Segment | SegmentRow)[], span: number, threshold: number): string {
  const idle = entries.flatMap((entry, at) => {
    const pause = gapBefore(entry, entries[at - 1], threshold);
    return pause > 0 ? [` Idle for ${spellDuration(pause)} before segment ${entry.n}.`] : [];
  });
  return `Activity over ${spellDuration(span)} in ${countOf(entries.length, 'segment')}.${idle.slice(0, 5).join('')}`;
}
