import Link from 'next/link';
import { oneLine } from '@/components/ui/message';
import { Prose } from '@/components/ui/prose';
import { type Clock, formatDuration, formatTime } from '@/lib/display';
import type { SegmentRow } from '@/lib/segments/schema';
import { durationOf } from './session-times';
import { SegmentStatusWord } from './status';

const OUTCOME_CHARS = 160;
const QUIET = ['done', 'unknown', 'in_progress'];

/** A segment in one or two lines: what a long session shows of it until it is completed. Usable without scripts: it links to the whole. */
export function SegmentLine({ row, of, clock, isLive }: { row: SegmentRow; of: number; clock: Clock; isLive: boolean }) {
  const duration = durationOf(row);
  return (
    <article className="row" aria-labelledby={`row-title-${row.n}`} tabIndex={-1}>
      <p className="num">
        <span className="num-n">{row.n}</span> <span className="num-of">of {of}</span>
      </p>
      <div className="min-w-0">
        <h3 id={`row-title-${row.n}`} dir="auto" className="truncate text-ui font-semibold text-ink">
          <Link prefetch={false} className="title-link" href={row.url}>
            <Prose text={row.title} />
          </Link>
        </h3>
        {row.outcome && (
          <p className="truncate" dir="auto">
            <Prose text={oneLine(row.outcome, OUTCOME_CHARS)} />
          </p>
        )}
      </div>
      <p className="text-right text-meta whitespace-nowrap text-ink-3 tabular-nums">
        {(isLive || !QUIET.includes(row.status)) && <SegmentStatusWord status={row.status} isLive={isLive} />}{' '}
        {row.started_at && <time dateTime={row.started_at}>{formatTime(row.started_at, clock)}</time>}
        {duration !== null && ` · ${formatDuration(duration)}`}
      </p>
    </article>
  );
}
