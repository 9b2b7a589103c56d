'use client';

import { useSyncExternalStore } from 'react';

/** What is done to a segment in a dialog. */
export type Act = 'flag' | 'split' | 'merge' | 'move';

let current: Act | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Opens the dialog of an act; null closes it. */
export function act(next: Act | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export const useAct = (): Act | null =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
