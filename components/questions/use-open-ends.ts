'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { inboxKeys } from '@/lib/reviews/inbox-client';
import { type OpenEndState, type OpenEnds, openEndKeys, openEndsQuery } from '@/lib/reviews/resolution-client';
import { asOpenEnds, type OpenEnd } from './open-end';

const EVERY_MS = 15_000;

interface Options {
  project: string;
  state: OpenEndState;
  limit: number;
  initial: OpenEnds;
}

/**
 * The list as its reader has it: what others do meanwhile is heard of, but nothing moves. What is new waits to be shown, what others settled stays in its
 * place and says so; only what the reader settles leaves.
 */
export function useOpenEnds({ project, state, limit, initial }: Options) {
  const client = useQueryClient();
  const { data } = useQuery({
    ...openEndsQuery(project, state, limit),
    initialData: initial,
    gcTime: 0, // whoever comes back is shown what the server says then
    refetchInterval: EVERY_MS,
    refetchOnWindowFocus: true,
  });
  const current = asOpenEnds(data);
  const [held, setHeld] = useState(current);
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const byId = new Map(current.map((entry) => [entry.id, entry]));
  const shown = held.filter(({ id }) => !settled.has(id)).map((entry) => byId.get(entry.id) ?? entry);
  const fresh = current.filter(({ id }) => !held.some((entry) => entry.id === id) && !settled.has(id));
  const refresh = () => {
    client.invalidateQueries({ queryKey: openEndKeys.all(project) });
    client.invalidateQueries({ queryKey: inboxKeys.counts(project) });
  };
  return {
    shown,
    /** How many came since. */
    fresh: fresh.length,
    counts: data.counts,
    hasMore: data.hasMore,
    refresh,
    /** Whether somebody else settled it, or opened it again, since it was shown. */
    isGone: ({ id }: OpenEnd) => !byId.has(id) && !settled.has(id),
    showFresh: () => setHeld(current),
    /** Takes an item out of the list at once, or puts it back. */
    settle: (entry: OpenEnd, isSettled: boolean) => {
      setSettled((before) => withEntry(before, entry.id, isSettled));
      const key = openEndKeys.list(project, state, limit);
      client.setQueryData<OpenEnds>(
        key,
        (before) => before && { ...before, counts: counted(before.counts, entry, state, isSettled) },
      );
    },
  };
}

function withEntry(before: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (isIn) after.add(id);
  else after.delete(id);
  return after;
}

/** The number beside the list that the item leaves, or comes back to. */
function counted(counts: OpenEnds['counts'], { kind }: OpenEnd, state: OpenEndState, isSettled: boolean): OpenEnds['counts'] {
  const by = isSettled ? -1 : 1;
  if (kind === 'question') return { ...counts, [state]: counts[state] + by };
  return state === 'open' ? { ...counts, open_steps: counts.open_steps + by } : counts;
}
