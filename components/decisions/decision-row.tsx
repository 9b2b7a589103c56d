import Link from 'next/link';
import { Linked, Saying } from '@/components/questions/word';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import { type Clock, formatTime } from '@/lib/display';
import type { DecisionEntry, DecisionFilters } from '@/lib/reviews/resolution-schema';
import { addressOf } from './address';
import { SupersedeButton } from './supersede-button';

const LINE_CHARS = 160;
const TITLE_CHARS = 60;

interface DecisionRowProps {
  project: string;
  decision: DecisionEntry;
  filters: DecisionFilters;
  clock: Clock;
  mayReview: boolean;
}

/** A decision as it was said, what it names, where it stands, and what took its place. */
export function DecisionRow({ project, decision, filters, clock, mayReview }: DecisionRowProps) {
  const { text, said_at, superseded_by, segment, references, resolutions } = decision;
  const byPerson = superseded_by !== null && resolutions[0]?.by.party === 'person';
  const struck = superseded_by && (byPerson ? 'text-ink-2 line-through decoration-pencil' : 'text-ink-3 line-through');
  return (
    <li
      className="log-row grid grid-cols-[56px_minmax(0,1fr)] gap-x-4 border-b border-line py-3.5 max-md:grid-cols-[minmax(0,1fr)_auto]"
      id={`decision-${decision.id}`}
    >
      <time className="text-meta/6 text-ink-3 tabular-nums max-md:order-1" dateTime={said_at}>
        {formatTime(said_at, clock)}
      </time>
      <div className="min-w-0 wrap-anywhere">
        <p className={`max-w-measure text-body/6 text-pretty ${struck || ''}`} dir="auto">
          <Prose text={text} />
        </p>
        {superseded_by && <Superseded decision={decision} />}
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-meta text-ink-3">
          {references.map((reference) => (
            <Link
              key={`${reference.kind} ${reference.text}`}
              prefetch={false}
              className="ref tabular-nums"
              href={addressOf(project, { ...filters, cursor: undefined, ref: reference.text })}
            >
              <Name text={oneLine(reference.text, LINE_CHARS)} />
            </Link>
          ))}
          <span className="max-w-full truncate">
            <a className="ref" href={segment.url} data-row>
              segment {segment.n}
            </a>{' '}
            of <Name text={oneLine(segment.session_title, TITLE_CHARS)} />
          </span>
          {decision.by === 'person' && <span>by a person</span>}
          {mayReview && <SupersedeButton {...{ project, decision }} />}
        </p>
      </div>
    </li>
  );
}

/** What took its place: a later decision in its own words, or a segment; by a person, or found by an agent. */
function Superseded({ decision: { superseded_by: to, resolutions } }: { decision: DecisionEntry }) {
  const [word] = resolutions;
  if (!to) return null;
  return (
    <p className="mt-0.5 text-small" dir="auto">
      {word ? <Saying word={{ ...word, in: to.text ? null : word.in }} kind="decision" /> : <Linked did="Superseded" to={to} />}
      {to.text && (
        <>
          {': '}
          <a className="ref text-ink-2" href={to.url}>
            <Prose text={oneLine(to.text, 2 * LINE_CHARS)} />
          </a>
        </>
      )}
    </p>
  );
}
