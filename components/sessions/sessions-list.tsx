'use client';

import Link from 'next/link';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import type { Clock } from '@/lib/display';
import { addressOf, type ListQuery, queryOf } from './address';
import { LoadMore } from './load-more';
import type { RowGroup } from './row-groups';
import { SessionList } from './session-list';

interface SessionsListProps {
  project: string;
  initial: RowGroup[];
  address: ListQuery;
  /** Where what follows begins, once as much is shown as one answer holds. */
  next: string | null;
  clock: Clock;
  mayReview: boolean;
}

const MORE = 30;
/** The most rows that one answer of the API holds. */
const MOST = 500;

/** The sessions of a project, one below the other. */
export function SessionsList({ project, initial, address, next, clock, mayReview }: SessionsListProps) {
  const path = `/${project}/sessions`;
  const { group, ...query } = address;
  const clear = (
    <Link className={button()} href={path}>
      Clear filters
    </Link>
  );
  return (
    <SessionList
      key={queryOf({ ...address, limit: undefined })}
      source={{ kind: 'sessions', project, query: queryOf(query) }}
      {...{ initial, clock, mayReview }}
      isByLineage={group === 'lineage'}
      lead={([list]) => list?.items.length === 0 && <Empty title="No session matches these filters" action={clear} />}
      frame={({ items, hasMore }, rows) => (
        <>
          {rows}
          {hasMore && items.length < MOST && (
            <LoadMore href={addressOf(path, { ...address, limit: items.length + MORE })} count={MORE} />
          )}
          {hasMore && items.length >= MOST && next && (
            <p className="pt-4">
              <Link className={button()} href={addressOf(path, { ...address, limit: undefined, cursor: next })}>
                Go on with older sessions
              </Link>
            </p>
          )}
          {address.cursor && (
            <p className="pt-4">
              <Link className={button()} href={addressOf(path, { ...address, cursor: undefined })}>
                Back to the newest
              </Link>
            </p>
          )}
        </>
      )}
    />
  );
}
