import type { ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { Tape } from '@/components/tape/tape';
import { type Clock, countOf, formatNumber, spellDuration } from '@/lib/display';
import type { Activity } from '@/lib/events/schema';
import type { Segment, SegmentRow } from '@/lib/segments/schema';
import { asks, waits } from './needs';

/** A pause is drawn as a gap when it is longer than this and than 4 % of the time in which anything happened. */
const SHORTEST_GAP = 5 * 60_000;
const GAP_SHARE = 0.04;

interface FocusTapeProps {
  activity: Activity;
  segment: Segment;
  session: { title: string };
  clock: Clock;
  /** All segments of the session; without them nothing is known of the others but their bars. */
  lines?: readonly SegmentRow[] | null;
  /** How far whoever reads is with them, in words for a narrow page. */
  progress?: ReactNode;
  children?: ReactNode;
}

/** The session's tape with this segment marked, stuck to the top. */
export function FocusTape({ activity, segment, session, clock, lines, progress, children }: FocusTapeProps) {
  const active = activity.bins.filter((bin) => bin.events > 0).length * activity.bin_seconds * 1000;
  const length = Date.parse(activity.ended_at) - Date.parse(activity.started_at);
  return (
    <div
      className={`sticky top-0 z-10 border-b border-line bg-bg px-8 pt-2.5 pb-2 max-md:px-4 max-md:pt-2 max-md:pb-1.5 print:hidden ${children ? 'tape-and-coverage' : ''}`}
    >
      <p className="mb-1.5 flex justify-between gap-3 text-meta text-ink-2 md:hidden">
        <span className="truncate font-medium text-ink">{visible(session.title)}</span>
        {progress ?? (
          <span className="whitespace-nowrap tabular-nums">
            {formatNumber(segment.n)} of {formatNumber(segment.of)}
          </span>
        )}
      </p>
      <p className="sr-only">
        Activity over {spellDuration(length)} in {countOf(segment.of, 'segment')}. This is segment {segment.n}.
      </p>
      <Tape
        activity={activity}
        segments={(lines ?? [segment]).map((line) => ({ ...line, needsPerson: asks(line) || waits(line) }))}
        threshold={Math.max(SHORTEST_GAP, active * GAP_SHARE)}
        clock={clock}
        current={segment.n}
        {...(progress && { reviewed: new Set(lines?.filter(({ mark }) => mark?.current).map(({ n }) => n)) })}
      />
      {children}
    </div>
  );
}
