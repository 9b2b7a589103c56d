'use client';

import { useSyncExternalStore } from 'react';

interface Held<T> {
  get: () => T | null;
  set: (next: T | null) => void;
  subscribe: (listener: () => void) => () => void;
}

/** One value of a page, outside of React: parts that are far from each other set it and follow it. Null at first, and on the server. */
export function held<T>(): Held<T> {
  let current: T | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (next) => {
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const useHeld = <T>({ subscribe, get }: Held<T>): T | null => useSyncExternalStore(subscribe, get, () => null);
