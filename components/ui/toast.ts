'use client';

import { useSyncExternalStore } from 'react';

/** A line over the page that goes away by itself; what it offers can also be reached by a key or elsewhere on the page. */
export interface Toast {
  text: string;
  /** What a button in it does, such as `Undo`. */
  action?: { label: string; key?: string; run: () => void } | undefined;
  isError?: boolean | undefined;
  /** An address to be copied by hand. */
  link?: string | undefined;
}

/** How long `Z` takes something back; the button that does so is shown for a shorter time. */
const UNDO_MS = 30_000;

let shown: Toast | null = null;
let undoable: { undo: () => void; until: number } | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function show(toast: Toast | null): void {
  shown = toast;
  for (const listener of listeners) listener();
}

/** Says what happened; it takes the place of what was said before. */
export const say = (text: string, more: Omit<Toast, 'text'> = {}): void => show({ text, ...more });

export const hush = (): void => show(null);

/** Says what was done, and how it is taken back: by the button, or by `Z` for half a minute. */
export function sayUndoable(text: string, undo: () => void): void {
  undoable = { undo, until: Date.now() + UNDO_MS };
  say(text, { action: { label: 'Undo', key: 'Z', run: undoLast } });
}

/** `Z` for half a minute, for what needs no words. */
export function canUndo(undo: () => void): void {
  undoable = { undo, until: Date.now() + UNDO_MS };
}

/** Takes back what was done last, if that was just now. */
export function undoLast(): void {
  const last = undoable;
  undoable = null;
  if (!last || Date.now() > last.until) return;
  hush();
  last.undo();
}

export const useToast = (): Toast | null =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => null,
  );
