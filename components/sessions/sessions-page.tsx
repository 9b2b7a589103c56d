import type { Clock } from '@/lib/display';
import type { SessionFilters, SessionRow } from '@/lib/sessions/schema';
import { hasFilters } from './address';
import { WordsFilter } from './filter-fields';
import { Filters } from './filters';
import { groupsOfSessions } from './list-source';
import { SessionsList } from './sessions-list';
import { type Destination, Welcome } from './welcome';

interface SessionsPageProps {
  project: string;
  list: { items: SessionRow[]; next_cursor: string | null };
  facets: { agents: string[]; branches: string[] };
  filters: SessionFilters;
  isByLineage: boolean;
  clock: Clock;
  mayReview: boolean;
  to: Destination;
}

export function SessionsPage({ project, list, facets, filters, isByLineage, clock, mayReview, to }: SessionsPageProps) {
  const isEmpty = list.items.length === 0 && !hasFilters(filters) && !filters.cursor;
  const path = `/${project}/sessions`;
  const address = { ...filters, group: isByLineage ? 'lineage' : undefined };
  const kept = { ...address, q: undefined, cursor: undefined, limit: undefined };
  return (
    <main id="main" className="mx-auto max-w-list px-8 pb-24 max-md:px-4">
      {isEmpty ? (
        <Welcome project={project} to={to} />
      ) : (
        <>
          <div className="flex flex-wrap items-end gap-x-4 gap-y-3 pt-7 max-md:pt-4.5">
            <h1 className="mr-auto text-display max-md:text-display-sm">Sessions</h1>
            <WordsFilter {...{ path, kept }} q={filters.q} name="Sessions" hint="Title, id or branch" />
          </div>
          <Filters {...{ path, facets, filters, isByLineage, clock }} />
          <SessionsList {...{ project, address, clock, mayReview }} initial={groupsOfSessions(list)} next={list.next_cursor} />
        </>
      )}
    </main>
  );
}
