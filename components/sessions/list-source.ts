import { fetchInbox, fetchSessions } from '@/lib/reviews/inbox-client';
import type { Inbox } from '@/lib/reviews/inbox-schema';
import type { SessionRow } from '@/lib/sessions/schema';
import type { RowGroup } from './row-groups';

/** What a list shows: the inbox or the sessions of a project, narrowed by a query. */
export interface ListSource {
  kind: 'inbox' | 'sessions';
  project: string;
  query: string;
}

export const groupsOfInbox = ({ groups }: Inbox): RowGroup[] =>
  groups.map(({ group, count, items }) => ({ name: group, count, items, hasMore: count > items.length }));

export const groupsOfSessions = ({ items, next_cursor }: { items: SessionRow[]; next_cursor: string | null }): RowGroup[] => [
  { name: 'sessions', count: null, items, hasMore: next_cursor !== null },
];

/** What a list shows now. Throws ApiError. */
export async function fetchGroups({ kind, project, query }: ListSource, signal: AbortSignal): Promise<RowGroup[]> {
  const groups =
    kind === 'inbox'
      ? groupsOfInbox(await fetchInbox(project, query, signal))
      : groupsOfSessions(await fetchSessions(project, query, signal));
  return groups.map((group) => ({ ...group, items: group.items.map((row) => ({ ...row, url: pathOf(row.url) })) }));
}

/** The API names whole addresses; this page may have been opened by another name of the server. */
export const pathOf = (url: string): string => url.replace(/^https?:\/\/[^/]+/, '');
