'use client';

import { useSyncExternalStore } from 'react';
import type { Picked } from './picked';

/** The comment that is being written: of which segment, and on which of its words. */
export interface Composing {
  segment: string;
  n: number;
  picked: Picked | null;
}

let current: Composing | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Opens the composer of a segment, on words that were selected in it; null closes it. */
export function compose(next: Composing | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export const useComposing = (): Composing | null =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
