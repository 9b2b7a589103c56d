import Link from 'next/link';
import { Name } from '@/components/ui/name';
import { type Clock, formatMoment } from '@/lib/display';
import type { SearchHit } from '@/lib/search/schema';
import { MarkedText } from './marked-text';

const FIELDS: Record<NonNullable<SearchHit['field']>, string> = {
  outcome: 'Outcome',
  summary: 'Summary',
  decision: 'Key decision',
  next_step: 'Next step',
  question: 'Open question',
  comment: 'Comment',
  event: 'Event',
};

/** Segments that were found, under their sessions: the session of the best one first. */
export function SearchResults({ hits, clock }: { hits: readonly SearchHit[]; clock: Clock }) {
  const sessions = new Map<string, SearchHit[]>();
  for (const hit of hits) sessions.set(hit.session.sid, [...(sessions.get(hit.session.sid) ?? []), hit]);
  return (
    <ol aria-label="Segments">
      {[...sessions].map(([sid, found]) => (
        <li key={sid} className="border-b border-line py-5">
          {found[0] && <SessionLine session={found[0].session} clock={clock} />}
          <ol className="mt-1.5 grid gap-3">
            {found.map((hit) => (
              <SegmentFound key={hit.segment?.id} hit={hit} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function SessionLine({ session, clock }: { session: SearchHit['session']; clock: Clock }) {
  return (
    <div className="flex items-baseline gap-x-3 text-meta text-ink-3 tabular-nums max-md:flex-wrap [&>:not(h2)]:flex-none">
      <h2 className="min-w-0 truncate text-ui font-medium text-ink-2">
        <Link className="quiet-link block min-h-6 truncate" href={session.url} prefetch={false}>
          <Name text={session.title} />
        </Link>
      </h2>
      {session.agent && (
        <span className="max-w-64 truncate">
          <Name text={session.agent} />
        </span>
      )}
      {session.branch && (
        <span className="max-w-64 truncate">
          <Name text={session.branch} />
        </span>
      )}
      {session.started_at && <time dateTime={session.started_at}>{formatMoment(session.started_at, clock)}</time>}
    </div>
  );
}

function SegmentFound({ hit: { segment, title, field, snippet, seq } }: { hit: SearchHit }) {
  if (!segment) return null;
  return (
    <li className="log-row grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2">
      <span className="text-meta/6 text-ink-3 tabular-nums" aria-hidden="true">
        {segment.n}
      </span>
      <div className="min-w-0">
        <h3 className="text-body/6 font-semibold wrap-anywhere">
          <span className="sr-only">Segment {segment.n}: </span>
          <Link className="title-link" href={segment.url} prefetch={false} data-row>
            <MarkedText {...title} />
          </Link>
        </h3>
        {snippet && field && (
          <p className="text-small text-pretty text-ink-2 wrap-anywhere">
            <span className="text-ink-3">
              {FIELDS[field]}
              {seq !== null && ` ${seq}`}:
            </span>{' '}
            <MarkedText {...snippet} />
          </p>
        )}
      </div>
    </li>
  );
}

/** Sessions whose titles have what is looked for. */
export const SessionsFound = ({ hits, clock }: { hits: readonly SearchHit[]; clock: Clock }) => (
  <section className="border-b border-line py-5">
    <h2 className="text-meta text-ink-3">Sessions by title</h2>
    <ul className="mt-1 grid gap-1">
      {hits.map(({ session, title }) => (
        <li key={session.sid} className="flex flex-wrap items-baseline gap-x-3 text-meta text-ink-3 tabular-nums">
          <Link
            className="title-link inline-block min-h-6 text-ui font-medium text-ink wrap-anywhere"
            href={session.url}
            prefetch={false}
          >
            <MarkedText {...title} />
          </Link>
          {session.started_at && <time dateTime={session.started_at}>{formatMoment(session.started_at, clock)}</time>}
        </li>
      ))}
    </ul>
  </section>
);
