import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import { type Clock, durationOf, formatDuration, formatTime } from '@/lib/display';
import type { SegmentRow } from '@/lib/segments/schema';
import { ContradictedLine } from './claim-verdict';
import { SegmentStatusWord } from './status';

const OUTCOME_CHARS = 120;
const QUIET = ['done', 'unknown', 'in_progress'];

/**
 * A segment in two lines: what a long session shows of it until it is completed. Usable without scripts: it links to the
 * whole. There may be thousands, and each element is sent twice (as markup and as data), so it has few, without classes.
 */
export function SegmentLine({ row, of, clock, isLive }: { row: SegmentRow; of: number; clock: Clock; isLive: boolean }) {
  const duration = durationOf(row);
  return (
    <article className="row" tabIndex={-1}>
      <p>
        <b>{row.n}</b> of {of}
      </p>
      <div>
        <h3 dir="auto">
          <a href={row.url}>
            <Prose text={row.title} />
          </a>
        </h3>
        {row.outcome && (
          <p dir="auto">
            <Prose text={oneLine(row.outcome, OUTCOME_CHARS)} />
          </p>
        )}
        {row.contradicted && <ContradictedLine />}
      </div>
      <p>
        {(isLive || !QUIET.includes(row.status)) && <SegmentStatusWord status={row.status} isLive={isLive} />}{' '}
        {row.started_at && <time dateTime={row.started_at}>{formatTime(row.started_at, clock)}</time>}
        {duration !== null && ` · ${formatDuration(duration)}`}
      </p>
    </article>
  );
}
