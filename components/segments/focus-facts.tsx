import {
  type Clock,
  countOf,
  durationOf,
  formatCost,
  formatDuration,
  formatRange,
  formatRelative,
  formatTokens,
} from '@/lib/display';
import type { Segment } from '@/lib/segments/schema';
import { SegmentStatusWord, VerificationWord } from './status';
import { whomOf } from './whom';

/** Status, when it was and how long ago, how long it took, how many events it has, what its models took. */
export function FocusFacts({ segment, clock, isLive }: { segment: Segment; clock: Clock; isLive: boolean }) {
  const { started_at, ended_at, event_count, facts } = segment;
  const used = [formatTokens(facts.usage), formatCost(facts.usage)].filter(Boolean).join(', ');
  const duration = durationOf(segment);
  const waitsOnPerson = segment.next_steps.some((step) => step.owner === 'person' && step.state === 'open');
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-meta text-ink-2">
      <SegmentStatusWord status={segment.status} isLive={isLive} waitsOn={waitsOnPerson ? whomOf(segment) : null} />
      {started_at && (
        <span className="tabular-nums">
          <time dateTime={started_at}>{formatRange(started_at, isLive ? null : ended_at, clock)}</time>{' '}
          <span className="text-ink-3">({formatRelative(ended_at ?? started_at, clock.now)})</span>
        </span>
      )}
      {duration !== null && <span className="tabular-nums">{formatDuration(duration)}</span>}
      {event_count > 0 && <span className="tabular-nums">{countOf(event_count, 'event')}</span>}
      {used && <span className="tabular-nums">{used}</span>}
      <VerificationWord segment={segment} />
    </div>
  );
}
