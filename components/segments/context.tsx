import Link from 'next/link';
import type { ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { ReferencePreviews } from '@/components/references/previews';
import { referenceAddress } from '@/components/references/reference-words';
import { MayContinue } from '@/components/sessions/may-continue';
import { Name } from '@/components/ui/name';
import { type Clock, formatMoment, formatNumber, formatRuns, formatTokens } from '@/lib/display';
import type { Timeline } from '@/lib/segments/schema';
import type { SessionRecord } from '@/lib/segments/session-record-schema';
import type { Session, SessionPointer } from '@/lib/sessions/schema';
import { DecisionsInForce, hasProduced, ProducedList } from './produced';
import { UsageList, usageName } from './usage-list';

const SHOWN_REFERENCES = 7;
const SHOWN_WORKERS = 12;
/** More would leave no room for the name. */
const SHOWN_RUNS = 3;

interface ContextProps {
  session: Session;
  record: SessionRecord;
  references: Timeline['references'];
  clock: Clock;
  /** Seen by a share link: there is no way out of the session. */
  isShared?: boolean;
  /** Whoever reads may say what it goes on from. */
  mayJudge?: boolean;
}

export const hasLineage = ({ parent, predecessor, may_continue, successors, workers }: Session): boolean =>
  parent !== null || predecessor !== null || may_continue !== undefined || successors.length > 0 || workers.length > 0;

/** Beside the segments: where the session came from and what it is about. */
export function ContextColumn(props: ContextProps) {
  return (
    <aside className="side max-lg:hidden" aria-label="Session context">
      {hasLineage(props.session) && (
        <section>
          <h2>Lineage</h2>
          <Lineage {...props} />
        </section>
      )}
      {props.references.length > 0 && (
        <section>
          <h2>References</h2>
          <References {...props} />
          {!props.isShared && <ReferencePreviews project={props.session.project} sid={props.session.sid} />}
        </section>
      )}
      <section className="grid gap-2">
        <Results {...props} />
      </section>
    </aside>
  );
}

/** The same where there is no room beside: closed disclosures. */
export function ContextDisclosures(props: ContextProps) {
  return (
    <div className="mb-5 grid gap-2 text-meta lg:hidden print:hidden">
      {hasLineage(props.session) && (
        <Disclosure name="Lineage">
          <Lineage {...props} />
        </Disclosure>
      )}
      {props.references.length > 0 && (
        <Disclosure name="References">
          <References {...props} />
        </Disclosure>
      )}
      <Results {...props} />
    </div>
  );
}

/** What the session made, decided and took: closed, as the segments tell it too. */
function Results({ record }: Pick<ContextProps, 'record'>) {
  const { decisions, totals } = record;
  return (
    <>
      {hasProduced(record) && (
        <Disclosure name="Produced">
          <ProducedList record={record} />
        </Disclosure>
      )}
      {decisions.in_force.length > 0 && (
        <Disclosure name={`Decisions in force (${formatNumber(totals.in_force)})`}>
          <DecisionsInForce record={record} />
        </Disclosure>
      )}
      {formatTokens(record.usage) && (
        <Disclosure name={usageName(record.usage)}>
          <UsageList usage={record.usage} />
        </Disclosure>
      )}
    </>
  );
}

function Disclosure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <details className="disclosure">
      <summary>{name}</summary>
      <div className="pt-2 pb-1">{children}</div>
    </details>
  );
}

function Lineage({ session, clock, mayJudge = false }: Pick<ContextProps, 'session' | 'clock' | 'mayJudge'>) {
  const { parent, predecessor, may_continue, successors, workers } = session;
  return (
    <ul className="lineage">
      {parent && <Relative pointer={parent} clock={clock} what="gave this session its task" />}
      {predecessor && <Relative pointer={predecessor} clock={clock} what="came before" />}
      {may_continue && (
        <li className="none">
          <MayContinue sid={session.sid} guess={may_continue} mayJudge={mayJudge} />
        </li>
      )}
      <li className="me">
        <b className="font-medium text-ink">This session</b>
        {workers.length > 0 && (
          <ul className="kids">
            {inOrder(workers)
              .slice(0, SHOWN_WORKERS)
              .map((worker) => (
                <li key={worker.sid}>
                  <SessionLink pointer={worker} />
                  {worker.segment !== null && (
                    <a className="in quiet-link" href={`#segment-${worker.segment}`}>
                      from {worker.segment}
                    </a>
                  )}
                </li>
              ))}
            {workers.length > SHOWN_WORKERS && <li className="text-ink-3">and {workers.length - SHOWN_WORKERS} more</li>}
          </ul>
        )}
      </li>
      {successors.map((successor) => (
        <Relative key={successor.sid} pointer={successor} clock={clock} what="carries on" />
      ))}
      {predecessor && successors.length === 0 && <li className="none">No successor yet</li>}
    </ul>
  );
}

/** Workers in the order of the segments that gave them their tasks; those of none come last. */
const inOrder = (workers: Session['workers']): Session['workers'] =>
  workers.toSorted((a, b) => (a.segment ?? Number.POSITIVE_INFINITY) - (b.segment ?? Number.POSITIVE_INFINITY));

function Relative({ pointer, clock, what }: { pointer: SessionPointer; clock: Clock; what: string }) {
  return (
    <li>
      <SessionLink pointer={pointer} />
      <span className="sub">
        {what}
        {pointer.started_at && `, ${formatMoment(pointer.started_at, clock)}`}
      </span>
    </li>
  );
}

function SessionLink({ pointer }: { pointer: SessionPointer }) {
  return (
    <Link prefetch={false} className="ref" href={pointer.url} dir="auto">
      {visible(pointer.title ?? pointer.sid)}
    </Link>
  );
}

type Listed = Pick<ContextProps, 'session' | 'references' | 'isShared'>;

function References({ references, ...of }: Listed) {
  const more = references.slice(SHOWN_REFERENCES);
  return (
    <>
      <ReferenceList references={references.slice(0, SHOWN_REFERENCES)} {...of} />
      {more.length > 0 && (
        <details className="show-all">
          <summary className="min-h-6 text-ink-3 underline decoration-line-strong underline-offset-3 hover:text-ink">
            Show all {references.length}
          </summary>
          <ReferenceList references={more} {...of} />
        </details>
      )}
    </>
  );
}

function ReferenceList({ references, session, isShared }: Listed) {
  return (
    <ul className="refs">
      {references.map(({ kind, text, role, href, segments }) => (
        <li key={`${kind} ${text}`}>
          {isShared ? (
            <span className="truncate tabular-nums" title={visible(`${text} (${kind.replace('_', ' ')}, ${role})`)}>
              <ReferenceName kind={kind} text={text} />
            </span>
          ) : (
            <Link
              prefetch={false}
              className="ref min-h-6 truncate leading-6 tabular-nums"
              href={referenceAddress(session.project, text)}
              data-ref={text}
              data-href={href}
            >
              <ReferenceName kind={kind} text={text} />
            </Link>
          )}
          <a className="in quiet-link" href={`#segment-${segments[0]}`}>
            in {firstRuns(segments)}
          </a>
        </li>
      ))}
    </ul>
  );
}

const ReferenceName = ({ kind, text }: Pick<Timeline['references'][number], 'kind' | 'text'>) =>
  text.startsWith('#') ? <Name text={text} /> : <code>{visible(shortName(kind, text))}</code>;

function firstRuns(segments: number[]): string {
  const runs = formatRuns(segments).split(', ');
  return `${runs.slice(0, SHOWN_RUNS).join(', ')}${runs.length > SHOWN_RUNS ? '…' : ''}`;
}

/** Of a path and an id the part that tells it from others. */
function shortName(kind: Timeline['references'][number]['kind'], text: string): string {
  if (kind === 'worktree') return text.replace(/^.*\/(?=[^/]+\/?$)/, '');
  return kind === 'session' ? `session ${text.slice(0, 13)}` : text;
}
