'use client';

import { useSyncExternalStore } from 'react';

/** What somebody is writing, kept for this tab: a reload loses nothing. */
const keyOf = (id: string) => `debrief.draft.${id}`;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const readDraft = (id: string): string => sessionStorage.getItem(keyOf(id)) ?? '';

export function writeDraft(id: string, text: string): void {
  if (text) sessionStorage.setItem(keyOf(id), text);
  else sessionStorage.removeItem(keyOf(id));
  for (const listener of listeners) listener();
}

export const useDraft = (id: string): string =>
  useSyncExternalStore(
    subscribe,
    () => readDraft(id),
    () => '',
  );
