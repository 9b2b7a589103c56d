'use client';

import { useSyncExternalStore } from 'react';

/** What somebody is writing, kept by this browser until it is saved or discarded: neither a reload nor a failure loses it. */
const PREFIX = 'debrief.draft.';
/** Where the browser keeps nothing, or has no room, the page itself does. */
const held = new Map<string, string>();
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function readDraft(name: string): string {
  const own = held.get(name);
  if (own !== undefined) return own;
  try {
    return localStorage.getItem(PREFIX + name) ?? '';
  } catch {
    return '';
  }
}

/** Keeps what is written under a name; nothing takes it away. */
export function keepDraft(name: string, text: string): void {
  held.set(name, text);
  try {
    if (text) localStorage.setItem(PREFIX + name, text);
    else localStorage.removeItem(PREFIX + name);
  } catch {
    // `held` has it
  }
  for (const listener of listeners) listener();
}

/** Who signs out leaves nothing to the next one at this browser. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

export const useDraft = (name: string): string =>
  useSyncExternalStore(
    subscribe,
    () => readDraft(name),
    () => '',
  );
