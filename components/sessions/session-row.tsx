import Link from 'next/link';
import { ContradictedLine } from '@/components/segments/claim-verdict';
import { SessionStatusWord } from '@/components/segments/status';
import { Ago } from '@/components/ui/ago';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import { type Clock, countOf, formatMoment } from '@/lib/display';
import type { SessionRow } from '@/lib/sessions/schema';
import { MiniTape } from './mini-tape';
import { RowActs } from './row-acts';
import { rowId } from './use-cursor';

const LINE_CHARS = 280;

export interface RowProps {
  row: SessionRow;
  clock: Clock;
  level: 2 | 3;
  isCursor: boolean;
  /** Stands below the session that began it. */
  isNested?: boolean;
  /** Says its status, where no heading does. */
  withStatus: boolean;
  onFocus: (sid: string) => void;
  onSee: (row: SessionRow) => void;
  /** Absent for who may not review. */
  onReview?: ((row: SessionRow) => void) | undefined;
}

/** A session in a list: what it is, the one line that matters most now, where it came from, and how far it is reviewed. */
export function SessionRowItem({ row, clock, level, isCursor, isNested = false, withStatus, onFocus, ...acts }: RowProps) {
  const Title = level === 2 ? 'h2' : 'h3';
  const isQuiet = row.status === 'live' && !row.is_unseen;
  return (
    <article id={rowId(row.sid)} className="session-row" data-cursor={isCursor ? '' : undefined} onFocus={() => onFocus(row.sid)}>
      <MiniTape tape={row.tape} />
      <div className="min-w-0">
        <div className="row-words">
          <Title className={`text-body/6 wrap-anywhere ${isQuiet ? 'text-ink-2' : 'font-semibold'}`} dir="auto">
            {row.is_unseen && <Unseen />}
            <Link className="title-link" href={openAt(row)} prefetch={false}>
              <Prose text={row.title} />
            </Link>
          </Title>
          <Line row={row} />
        </div>
        {row.contradicted && row.waiting_on === null && row.now === null && <ContradictedLine />}
        <Meta row={row} clock={clock} isNested={isNested} withStatus={withStatus} />
      </div>
      <div className="row-side">
        <When row={row} clock={clock} />
        {row.review.of > 0 && (
          <span className={row.review.reviewed > 0 ? 'text-pencil' : undefined}>
            {row.review.reviewed} of {row.review.of} reviewed
          </span>
        )}
        <RowActs row={row} {...acts} />
      </div>
    </article>
  );
}

/** A row opens where its reader goes on: at the first segment to review, where some are reviewed. */
const openAt = ({ url, review, next_to_review }: SessionRow): string =>
  review.reviewed > 0 && next_to_review !== null ? `${url}#segment-${next_to_review}` : url;

const Unseen = () => (
  <span className="me-2 inline-block size-[7px] rounded-full bg-pencil align-middle">
    <span className="sr-only">Unseen. </span>
  </span>
);

/** What waits, else what is under way, else what came of it. */
function Line({ row }: { row: SessionRow }) {
  const line = row.waiting_on ?? row.now ?? row.last_outcome;
  if (!line) return null;
  const isNow = row.waiting_on === null && row.now !== null;
  return (
    <p className="row-line text-small text-pretty text-ink-2 wrap-anywhere" dir="auto">
      {isNow && 'Now: '}
      <Prose text={oneLine(line, LINE_CHARS)} />
    </p>
  );
}

function Meta({ row, clock, isNested, withStatus }: Pick<RowProps, 'row' | 'clock' | 'isNested' | 'withStatus'>) {
  const successor = row.successors[0];
  const isSaid = withStatus ? row.status !== 'done' : row.status === 'failed' || row.status === 'abandoned';
  return (
    <p className="row-meta text-meta text-ink-3 tabular-nums">
      {isSaid && <SessionStatusWord status={row.status} />}
      {row.agent && <Cut text={row.agent} />}
      {row.branch && <Cut text={row.branch} />}
      <span>{countOf(row.segment_count, 'segment')}</span>
      <span>{countOf(row.event_count, 'event')}</span>
      {row.parent && !isNested && <Cut before="worker of" text={row.parent.title ?? row.parent.sid} />}
      {row.workers.length > 0 && <span>{countOf(row.workers.length, 'worker')}</span>}
      {successor && <Cut before="predecessor of" text={successor.title ?? successor.sid} />}
      {row.predecessor && !successor && <Cut before="follows" text={row.predecessor.title ?? row.predecessor.sid} />}
      {row.status === 'live' && row.last_event_at && (
        <span>
          last event <Ago iso={row.last_event_at} now={clock.now} />
        </span>
      )}
      {row.open_questions > 0 && <span className="text-wait">{countOf(row.open_questions, 'open question')}</span>}
    </p>
  );
}

const Cut = ({ before, text }: { before?: string; text: string }) => (
  <span className="max-w-80 truncate">
    {before} <Name text={text} />
  </span>
);

function When({ row, clock }: Pick<RowProps, 'row' | 'clock'>) {
  const last = row.ended_at ?? row.last_event_at ?? row.started_at;
  if (row.status === 'live' && row.started_at) {
    return (
      <span className="row-when">
        Since <time dateTime={row.started_at}>{formatMoment(row.started_at, clock).replace('Today ', '')}</time>
      </span>
    );
  }
  return last && <time dateTime={last}>{formatMoment(last, clock)}</time>;
}
