import Link from 'next/link';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import type { Clock } from '@/lib/display';
import type { SessionFilters, SessionRow } from '@/lib/sessions/schema';
import { addressOf, hasFilters } from './address';
import { Filters } from './filters';
import { SessionRowItem } from './session-row';
import { type Destination, Welcome } from './welcome';

interface SessionsPageProps {
  project: string;
  list: { items: SessionRow[]; next_cursor: string | null };
  facets: { agents: string[]; branches: string[] };
  filters: SessionFilters;
  clock: Clock;
  to: Destination;
}

export function SessionsPage({ project, list, facets, filters, clock, to }: SessionsPageProps) {
  const isEmpty = list.items.length === 0 && !hasFilters(filters) && !filters.cursor;
  return (
    <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
      {isEmpty ? (
        <Welcome project={project} to={to} />
      ) : (
        <>
          <h1 className="pt-7 text-display max-md:pt-4.5 max-md:text-display-sm">Sessions</h1>
          <Filters project={project} facets={facets} filters={filters} zone={clock.zone} />
          <Rows {...{ project, list, filters, clock }} />
        </>
      )}
    </main>
  );
}

function Rows({ project, list, filters, clock }: Omit<SessionsPageProps, 'facets' | 'to'>) {
  if (list.items.length === 0) {
    const clear = (
      <Link className={button()} href={`/${project}/sessions`}>
        Clear filters
      </Link>
    );
    return <Empty title="No session matches these filters" action={clear} />;
  }
  return (
    <>
      <ol>
        {list.items.map((row) => (
          <SessionRowItem key={row.sid} row={row} clock={clock} />
        ))}
      </ol>
      <p className="flex gap-2 pt-6">
        {filters.cursor && (
          <Link className={button()} href={addressOf(project, { ...filters, cursor: undefined })}>
            Back to the newest
          </Link>
        )}
        {list.next_cursor && (
          <Link className={button()} href={addressOf(project, { ...filters, cursor: list.next_cursor })}>
            Load 30 more
          </Link>
        )}
      </p>
    </>
  );
}
