import { Prose } from '@/components/ui/prose';
import { type Clock, durationOf, formatDuration, formatTime } from '@/lib/display';
import type { Segment } from '@/lib/segments/schema';
import { Tick } from './tick';

/** What is left of a segment that is reviewed, and what opens it again. */
export function ReviewedRow({ segment, clock }: { segment: Segment; clock: Clock }) {
  const duration = durationOf(segment);
  return (
    <summary className="done-row">
      <span className="done-n">
        <span className="sr-only">Segment </span>
        {segment.n}
      </span>
      <span className="truncate" dir="auto">
        <Prose text={segment.title} />
      </span>
      <span className="done-time">
        {segment.started_at && <time dateTime={segment.started_at}>{formatTime(segment.started_at, clock)}</time>}
        {segment.started_at && duration !== null && <span> · </span>}
        {duration !== null && formatDuration(duration)}
      </span>
      <span className="done-changed">Changed since you reviewed it</span>
      <span className="done-tick">
        <span className="sr-only">Reviewed</span>
        <Tick />
      </span>
    </summary>
  );
}
