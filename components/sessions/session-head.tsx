import Link from 'next/link';
import type { ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { SessionStatusTag } from '@/components/segments/status';
import { whomOf } from '@/components/segments/whom';
import { Ago } from '@/components/ui/ago';
import { CopyButton } from '@/components/ui/copy-button';
import { Icon, type IconName } from '@/components/ui/icon';
import { Name } from '@/components/ui/name';
import { Prose } from '@/components/ui/prose';
import { type Clock, countOf, formatRange } from '@/lib/display';
import type { Session } from '@/lib/sessions/schema';
import { ExportMenu } from './export-menu';
import { SessionMenu } from './session-menu';
import { SessionNav } from './session-nav';
import type { Neighbours } from './trail';
import { Visit } from './visit';

interface SessionHeadProps {
  session: Session;
  clock: Clock;
  /** Its path with the cut, where that is not the newest. */
  path: string;
  /** Segments of the cut that is shown. */
  of: number;
  /** Seen by a share link, which leads to nothing else. */
  isShared: boolean;
  mayShare: boolean;
  mayDelete: boolean;
  /** The sessions beside it; absent for who sees it alone. */
  neighbours?: Neighbours | null | undefined;
}

export function SessionHead({ session, clock, path, of, isShared, mayShare, mayDelete, neighbours }: SessionHeadProps) {
  const { project, agent, branch, event_count } = session;
  return (
    <div className="wrap grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-6 pt-5.5 max-md:block max-md:pt-3.5">
      <div>
        {!isShared && (
          <nav className="flex items-center gap-1.5 text-ui text-ink-3" aria-label="Breadcrumb">
            <Link className="crumb quiet-link min-w-0 wrap-anywhere" href={`/${project}`}>
              {project}
            </Link>
            <span aria-hidden="true">/</span>
            <Link className="crumb quiet-link flex-none" href={`/${project}/sessions`}>
              sessions
            </Link>
          </nav>
        )}
        <h1 className="mt-0.5 text-display text-balance wrap-anywhere max-md:text-display-sm" dir="auto">
          <Prose text={session.title} />
        </h1>
        <div className="mt-2 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-ui text-ink-2 max-md:gap-x-3 max-md:text-meta">
          {session.status !== 'done' && <SessionStatusTag status={session.status} whom={whomOf(session)} />}
          {agent && <NamedFact icon="agent" name={agent} />}
          {branch && <NamedFact icon="branch" name={branch} />}
          {of > 0 && (
            <Fact icon="list" class="max-md:not-print:hidden">
              {countOf(of, 'segment')}
            </Fact>
          )}
          {event_count > 0 && <Fact icon="events">{countOf(event_count, 'event')}</Fact>}
          <Span session={session} clock={clock} />
        </div>
      </div>
      {!isShared && (
        <div className="flex gap-2 max-md:mt-3 print:hidden">
          {neighbours && <SessionNav project={project} sid={session.sid} usual={neighbours} />}
          <CopyButton path={path} />
          {neighbours && <Visit sid={session.sid} seq={session.stored_event_count} />}
          <ExportMenu path={path} sid={session.sid} />
          {(mayShare || mayDelete) && <SessionMenu session={namedOf(session)} mayReview={mayShare} mayDelete={mayDelete} />}
        </div>
      )}
    </div>
  );
}

/** What its menu needs to know of a session. */
const namedOf = ({ sid, project, title, renamed, stored_event_count }: Session) => ({
  ...{ sid, project, title, renamed, stored_event_count },
});

function Fact({ icon, children, class: more = '' }: { icon: IconName; children: ReactNode; class?: string }) {
  return (
    <span className={`inline-flex max-w-full items-center gap-1.5 whitespace-nowrap tabular-nums ${more}`}>
      <Icon name={icon} className="icon icon-sm text-ink-3" />
      {children}
    </span>
  );
}

/** A name of any length, cut where the line ends. */
function NamedFact({ icon, name }: { icon: IconName; name: string }) {
  return (
    <Fact icon={icon}>
      <span className="truncate" title={visible(name)}>
        <Name text={name} />
      </span>
    </Fact>
  );
}

/** When it was, and how long ago it ended or last spoke. */
function Span({ session, clock }: { session: Session; clock: Clock }) {
  const last = session.ended_at ?? session.last_event_at ?? session.started_at;
  const start = session.started_at ?? last;
  if (!start || !last) return null;
  return (
    <Fact icon="clock">
      <span className="whitespace-normal">
        <time dateTime={start}>{formatRange(start, session.status === 'live' ? null : last, clock)}</time>{' '}
        <span className="whitespace-nowrap text-ink-3 max-md:not-print:hidden">
          ({session.status === 'live' && 'last event '}
          <Ago iso={last} now={clock.now} />)
        </span>
      </span>
    </Fact>
  );
}
