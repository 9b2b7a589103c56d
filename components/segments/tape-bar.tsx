import { visible } from '@/components/evidence/safe-text';
import { CoverageBar, CoverageText } from '@/components/reviews/coverage';
import type { Coverage } from '@/components/reviews/reviewable';
import { Tape } from '@/components/tape/tape';
import { type Clock, countOf, formatDuration, spellDuration } from '@/lib/display';
import type { Activity } from '@/lib/events/schema';
import type { Segment, SegmentRow, Timeline } from '@/lib/segments/schema';
import type { Session } from '@/lib/sessions/schema';
import { asks, waits } from './needs';
import { PositionText } from './position';
import { gapBefore } from './session-times';

interface TapeBarProps {
  session: Session;
  timeline: Timeline;
  clock: Clock;
  coverage: Coverage | null;
  activity: Activity;
  threshold: number;
}

/** The session's tape, and how far its reader is; stuck to the top. */
export function TapeBar({ session, timeline, activity, threshold, clock, coverage }: TapeBarProps) {
  const entries: (Segment | SegmentRow)[] = [...timeline.segments, ...timeline.rows];
  const span = Date.parse(activity.ended_at) - Date.parse(activity.started_at);
  return (
    <>
      <div id="tape-probe" />
      <div className="tape-bar">
        <div className={`wrap ${coverage ? 'tape-and-coverage' : ''}`}>
          <p className="mb-1.5 flex justify-between gap-3 text-meta text-ink-2 tabular-nums md:hidden">
            <span className="when-free">{formatDuration(span)}</span>
            <b className="when-stuck truncate font-medium text-ink">{visible(session.title)}</b>
            {coverage ? <CoverageText initial={coverage} /> : <PositionText of={timeline.of} />}
          </p>
          <p className="sr-only">
            {sentenceOf(entries, span, threshold)}
            {coverage && ` ${coverage.reviewed} reviewed.`}
          </p>
          <Tape
            activity={activity}
            segments={entries.map(tapeSegment)}
            threshold={threshold}
            clock={clock}
            {...(coverage && { reviewed: new Set(entries.filter(({ mark }) => mark?.current).map(({ n }) => n)) })}
          />
          {coverage && <CoverageBar initial={coverage} />}
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
