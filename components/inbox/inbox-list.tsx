'use client';

import Link from 'next/link';
import { addressOf, hasFilters, type ListQuery, queryOf } from '@/components/sessions/address';
import { LoadMore } from '@/components/sessions/load-more';
import type { RowGroup } from '@/components/sessions/row-groups';
import { SessionList } from '@/components/sessions/session-list';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { type Clock, countOf, formatNumber } from '@/lib/display';
import { GroupHead } from './group-head';

interface InboxListProps {
  project: string;
  initial: RowGroup[];
  /** The query of the address; the API reads what of it is its own. */
  address: ListQuery;
  clock: Clock;
  mayReview: boolean;
}

const MORE = 30;

/** The groups of the inbox. */
export function InboxList({ project, initial, address, clock, mayReview }: InboxListProps) {
  const path = `/${project}`;
  const to = (name: string, size: number) => addressOf(path, { ...address, [name]: size || undefined });
  const { waiting: _w, review: _r, live: _l, reviewed: _d, ...filters } = address;
  const { group, ...query } = address;
  return (
    <SessionList
      key={queryOf(filters)}
      source={{ kind: 'inbox', project, query: queryOf(query) }}
      {...{ initial, clock, mayReview }}
      isByLineage={group === 'lineage'}
      lead={(groups) => needsNobody(groups) && <Nothing {...{ groups, path }} isFiltered={hasFilters(filters)} />}
      frame={(of, rows) => (
        <section aria-labelledby={`group-${of.name}`}>
          <GroupHead group={of} show={to(of.name, MORE)} hide={to(of.name, 0)} />
          {rows}
          {of.hasMore && of.items.length > 0 && <LoadMore href={to(of.name, of.items.length + MORE)} count={MORE} />}
        </section>
      )}
    />
  );
}

const needsNobody = (groups: RowGroup[]): boolean => !groups.some(({ name }) => name === 'waiting' || name === 'review');

function Nothing({ groups, path, isFiltered }: { groups: RowGroup[]; path: string; isFiltered: boolean }) {
  if (isFiltered && groups.length === 0) {
    const clear = (
      <Link className={button()} href={path}>
        Clear filters
      </Link>
    );
    return <Empty title="No session matches these filters" action={clear} />;
  }
  const countIn = (of: string) => groups.find(({ name }) => name === of)?.count ?? 0;
  const [reviewed, live] = [countIn('reviewed'), countIn('live')];
  const parts = [reviewed > 0 && `${countOf(reviewed, 'session')} reviewed`, live > 0 && `${formatNumber(live)} running now`];
  const said = parts.filter(Boolean).join(', ');
  const all = (
    <Link className={button()} href={`${path}/sessions`}>
      See all sessions
    </Link>
  );
  return (
    <Empty title="Nothing to review" action={all}>
      {said && `${said}. `}New sessions appear here when they end or when an agent needs you.
    </Empty>
  );
}
