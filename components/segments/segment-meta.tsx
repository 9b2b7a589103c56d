import Link from 'next/link';
import {
  type Clock,
  countOf,
  durationOf,
  formatDuration,
  formatRange,
  formatRelative,
  formatTime,
  formatTimes,
} from '@/lib/display';
import type { Segment } from '@/lib/segments/schema';
import { SegmentStatusWord, VerificationWord } from './status';
import { whomOf } from './whom';

interface SegmentMetaProps {
  segment: Segment;
  clock: Clock;
  /** Its session runs and it is the last one. */
  isLive: boolean;
}

export function SegmentMeta({ segment, clock, isLive }: SegmentMetaProps) {
  const duration = durationOf(segment);
  const waitsOnPerson = segment.next_steps.some((step) => step.owner === 'person' && step.state === 'open');
  return (
    <div className="meta">
      <SegmentStatusWord status={segment.status} isLive={isLive} waitsOn={waitsOnPerson ? whomOf(segment) : null} />
      {segment.started_at && <SegmentTimes segment={segment} start={segment.started_at} clock={clock} isLive={isLive} />}
      {duration !== null && !isLive && <span>{formatDuration(duration)}</span>}
      {segment.event_count > 0 && (
        <Link prefetch={false} className="quiet-link" href={segment.url}>
          {countOf(segment.event_count, 'event')}
        </Link>
      )}
      {isLive && segment.ended_at && <span>last event {formatRelative(segment.ended_at, clock.now)}</span>}
      <VerificationWord segment={segment} />
    </div>
  );
}

/** Clock times; the dates, UTC and how long ago appear on hover, focus and tap. */
function SegmentTimes({ segment, start, clock, isLive }: { segment: Segment; start: string; clock: Clock; isLive: boolean }) {
  const end = isLive ? null : segment.ended_at;
  const id = `times-${segment.n}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is shown on hover must be reachable by keyboard
    <span className="tip" tabIndex={0} aria-describedby={id}>
      <time dateTime={start}>{isLive ? `since ${formatTime(start, clock)}${clock.suffix}` : formatTimes(start, end, clock)}</time>
      <span className="tip-body">
        <span id={id}>
          {formatRelative(end ?? start, clock.now)}
          <br />
          {formatRange(start, end, clock)}
          {clock.zone !== 'UTC' && (
            <>
              <br />
              {formatRange(start, end, { ...clock, zone: 'UTC', suffix: ' UTC' })}
            </>
          )}
        </span>
        <button type="button" className="scripted quiet-link" data-iso={start}>
          Copy ISO
        </button>
      </span>
    </span>
  );
}
