'use client';

import Link from 'next/link';
import { useSyncExternalStore } from 'react';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { Neighbour } from './trail';

let shown: Neighbour | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Says which session follows the one that is shown, in the list that its reader came from. */
export function setNextSession(next: Neighbour | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Leads to the session that follows the one that is shown; nothing where none does. */
export function NextSession() {
  const next = useSyncExternalStore(
    subscribe,
    () => shown,
    () => null,
  );
  return (
    next && (
      <Link className={button()} href={next.url} prefetch={false}>
        Next session <Kbd>]</Kbd>
      </Link>
    )
  );
}
