import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { inboxKeys, REFRESH_MS } from '@/lib/reviews/inbox-client';
import { fetchGroups, type ListSource } from './list-source';
import { heldTo, type RowGroup, wouldMove } from './row-groups';

/** What the server rendered is asked for again only where it comes from the browser's memory. */
const FRESH_MS = 5000;

interface Held {
  query: string;
  groups: RowGroup[];
}

/**
 * The groups of a list, kept up to date without moving what is read: rows change where they stand, and a change of their order waits until it is asked for.
 * What the reader does is shown at once.
 */
export function useGroups(source: ListSource, initial: RowGroup[], now: number) {
  const id = useId();
  const client = useQueryClient();
  const queryKey = [...inboxKeys.lists, source.kind, source.project, id, source.query];
  const { data = initial } = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchGroups(source, signal),
    initialData: initial,
    initialDataUpdatedAt: now,
    staleTime: FRESH_MS,
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: true,
  });
  const [held, setHeld] = useState<Held>({ query: source.query, groups: data });
  const isOther = held.query !== source.query;
  const isMoved = !isOther && wouldMove(held.groups, data);
  if (isOther || (!isMoved && held.groups !== data)) setHeld({ query: source.query, groups: data });
  const show = () => setHeld({ query: source.query, groups: client.getQueryData<RowGroup[]>(queryKey) ?? data });
  /** Shows what the reader did; gives what takes it back. */
  const change = (apply: (groups: readonly RowGroup[]) => RowGroup[]): (() => void) => {
    const before = client.getQueryData<RowGroup[]>(queryKey) ?? data;
    void client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, apply(before));
    setHeld((was) => ({ ...was, groups: apply(was.groups) }));
    return () => {
      client.setQueryData(queryKey, before);
      setHeld(held);
    };
  };
  return { groups: isMoved ? heldTo(held.groups, data) : data, hasNews: isMoved, show, change };
}
