import Link from 'next/link';
import { visible } from '@/components/evidence/safe-text';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import { RowKeys } from '@/components/ui/row-keys';
import { type Clock, formatMoment } from '@/lib/display';
import type { ReferenceUse } from '@/lib/segments/schema';
import { KIND_WORDS, ROLE_WORDS, referenceAddress } from './reference-words';
import '@/components/sessions/lists.css';

const TITLE_CHARS = 200;

interface ReferencePageProps {
  project: string;
  reference: string;
  /** Where a rule of the project leads for it. */
  href: string | null;
  uses: { items: ReferenceUse[]; next_cursor: string | null };
  isFirst: boolean;
  clock: Clock;
}

/** Every segment that has a reference, under its session, the newest first. */
export function ReferencePage({ project, reference, href, uses, isFirst, clock }: ReferencePageProps) {
  const kind = uses.items[0]?.kind;
  return (
    <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 pt-7 max-md:pt-4.5">
        <div className="min-w-0">
          {kind && <p className="text-meta text-ink-3 first-letter:uppercase">{KIND_WORDS[kind]}</p>}
          <h1 className="text-display wrap-anywhere max-md:text-display-sm">
            <Name text={reference} />
          </h1>
        </div>
        {href && (
          <a className={button()} href={href} rel="noopener noreferrer">
            Open {kind ? KIND_WORDS[kind] : 'it'}
          </a>
        )}
      </div>
      {uses.items.length === 0 ? (
        <Nothing project={project} reference={reference} />
      ) : (
        <>
          <Sessions uses={uses.items} clock={clock} />
          <p className="flex gap-2 pt-6">
            {!isFirst && (
              <Link className={button()} href={referenceAddress(project, reference)}>
                Back to the newest
              </Link>
            )}
            {uses.next_cursor && (
              <Link
                className={button()}
                href={`${referenceAddress(project, reference)}?cursor=${uses.next_cursor}`}
                prefetch={false}
              >
                Show more
              </Link>
            )}
          </p>
          <RowKeys />
        </>
      )}
    </main>
  );
}

function Nothing({ project, reference }: Pick<ReferencePageProps, 'project' | 'reference'>) {
  const action = (
    <Link className={button()} href={`/${project}/search?q=${encodeURIComponent(reference)}&in=all`}>
      Search for it
    </Link>
  );
  return (
    <Empty title={`No event names “${visible(reference)}”`} action={action}>
      References are read off commands, links and texts. It may stand in a text as part of something longer.
    </Empty>
  );
}

function Sessions({ uses, clock }: { uses: readonly ReferenceUse[]; clock: Clock }) {
  const sessions = new Map<string, ReferenceUse[]>();
  for (const use of uses) sessions.set(use.sid, [...(sessions.get(use.sid) ?? []), use]);
  return (
    <ol className="pt-3" aria-label="Segments">
      {[...sessions].map(([sid, found]) => (
        <li key={sid} className="border-b border-line py-4">
          <h2 className="truncate text-ui font-medium text-ink-2">
            <Link
              className="quiet-link block min-h-6 truncate"
              href={found[0]?.url.replace(/\/segments\/.*$/, '') ?? ''}
              prefetch={false}
            >
              <Name text={found[0]?.session ?? ''} />
            </Link>
          </h2>
          <ol className="mt-1 grid gap-2">
            {found.map((use) => (
              <Use key={use.n} use={use} clock={clock} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

const Use = ({ use, clock }: { use: ReferenceUse; clock: Clock }) => (
  <li className="log-row grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2">
    <span className="text-meta/6 text-ink-3 tabular-nums" aria-hidden="true">
      {use.n}
    </span>
    <div className="min-w-0">
      <h3 className="text-body/6 font-semibold wrap-anywhere" dir="auto">
        <span className="sr-only">Segment {use.n}: </span>
        <Link className="title-link" href={use.url} prefetch={false} data-row>
          <Prose text={oneLine(use.title, TITLE_CHARS)} />
        </Link>
      </h3>
      <p className="flex flex-wrap gap-x-3 text-meta text-ink-3 tabular-nums">
        <span>{ROLE_WORDS[use.role]}</span>
        <Link
          className="quiet-link min-h-6"
          href={`${use.url}${use.url.includes('?') ? '&' : '?'}event=${use.seq}`}
          prefetch={false}
        >
          event {use.seq}
        </Link>
        <time dateTime={use.at}>{formatMoment(use.at, clock)}</time>
      </p>
    </div>
  </li>
);
