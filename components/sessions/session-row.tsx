import Link from 'next/link';
import { ContradictedLine } from '@/components/segments/claim-verdict';
import { SessionStatusWord } from '@/components/segments/status';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import { type Clock, countOf, formatMoment } from '@/lib/display';
import type { SessionRow } from '@/lib/sessions/schema';

const LINE_CHARS = 280;

/** A session in a list: what it is, the one line that matters most now, and where it came from. */
export function SessionRowItem({ row, clock }: { row: SessionRow; clock: Clock }) {
  const line = row.waiting_on ?? row.last_outcome;
  const last = row.ended_at ?? row.last_event_at ?? row.started_at;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_148px] items-start gap-x-6 border-b border-line py-3.5 max-md:grid-cols-1">
      <div className="min-w-0">
        <h2 className="text-body/6 font-semibold wrap-anywhere" dir="auto">
          <Link className="title-link" href={row.url}>
            <Prose text={row.title} />
          </Link>
        </h2>
        {line && (
          <p className="line-clamp-2 text-small text-pretty text-ink-2 wrap-anywhere" dir="auto">
            <Prose text={oneLine(line, LINE_CHARS)} />
          </p>
        )}
        {row.contradicted && row.waiting_on === null && <ContradictedLine />}
        <Meta row={row} />
      </div>
      {last && (
        <p className="text-right text-meta/6 text-ink-2 tabular-nums max-md:mt-1 max-md:text-left max-md:text-ink-3">
          <time dateTime={last}>{formatMoment(last, clock)}</time>
        </p>
      )}
    </li>
  );
}

function Meta({ row }: { row: SessionRow }) {
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-3 gap-y-0.5 text-meta text-ink-3 tabular-nums">
      {row.status !== 'done' && <SessionStatusWord status={row.status} />}
      {row.agent && (
        <span className="max-w-64 truncate">
          <Name text={row.agent} />
        </span>
      )}
      {row.branch && (
        <span className="max-w-64 truncate">
          <Name text={row.branch} />
        </span>
      )}
      <span>{countOf(row.segment_count, 'segment')}</span>
      <span>{countOf(row.event_count, 'event')}</span>
      {row.parent && (
        <span className="max-w-80 truncate">
          worker of <Name text={row.parent.title ?? row.parent.sid} />
        </span>
      )}
      {row.workers.length > 0 && <span>{countOf(row.workers.length, 'worker')}</span>}
      {row.predecessor && (
        <span className="max-w-80 truncate">
          follows <Name text={row.predecessor.title ?? row.predecessor.sid} />
        </span>
      )}
      {row.open_questions > 0 && <span className="text-wait">{countOf(row.open_questions, 'open question')}</span>}
    </p>
  );
}
