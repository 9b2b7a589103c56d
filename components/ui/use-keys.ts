'use client';

import { useLayoutEffect, useRef } from 'react';

/** What a person may switch off: single keys (WCAG 2.1.4: people who speak to their computer type by accident), and going on by itself. */
export type Switch = 'keys' | 'advance';

/** Where a browser remembers that it is off. */
const offAt = (name: Switch) => `debrief.${name}.off`;

export const isSwitchedOn = (name: Switch): boolean => localStorage.getItem(offAt(name)) === null;

export function switchTo(name: Switch, isOn: boolean): void {
  if (isOn) localStorage.removeItem(offAt(name));
  else localStorage.setItem(offAt(name), '1');
}

/** Whether a single key does something. */
const areKeysOn = (): boolean => isSwitchedOn('keys');

/** Whether marking a segment reviewed leads to the next one to review. */
export const advanceAfterMarking = (): boolean => isSwitchedOn('advance');

/** Single keys and what they do; a key is named as it is labelled, in lower case. Two in a row are named with a space between: `g i`. */
export type Keys = Record<string, (event: KeyboardEvent) => void>;

/** How long the second of two keys may take. */
const SEQUENCE_MS = 1000;

/** Everything on the page that listens for keys. */
const listening = new Set<{ current: Keys }>();
/** The first of two keys. */
let begun: { key: string; at: number } | null = null;

/** Listens for single keys: never while a person types, composes, holds a modifier or has a dialog open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  // Before the paint: whoever sees the next page may press its keys at once.
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useLayoutEffect(() => {
    if (listening.size === 0) document.addEventListener('keydown', hear);
    listening.add(latest);
    return () => {
      listening.delete(latest);
      if (listening.size === 0) document.removeEventListener('keydown', hear);
    };
  }, []);
}

function hear(event: KeyboardEvent): void {
  if (isForSomethingElse(event) || !areKeysOn() || event.key === 'Shift') return;
  const key = keyOf(event);
  const both = begun && event.timeStamp - begun.at <= SEQUENCE_MS ? `${begun.key} ${key}` : null;
  begun = null;
  if (both !== null && run(both, event)) return;
  if (!event.repeat && isFirst(key)) begun = { key, at: event.timeStamp };
  run(key, event);
}

/** Does what a key does, and says whether it does anything. */
function run(key: string, event: KeyboardEvent): boolean {
  const handlers = [...listening].flatMap(({ current }) => current[key] ?? []);
  for (const handle of handlers) if (!event.defaultPrevented) handle(event);
  return handlers.length > 0;
}

const isFirst = (key: string): boolean =>
  [...listening].some(({ current }) => Object.keys(current).some((name) => name.startsWith(`${key} `)));

/** Where keys write or choose; a box that is ticked takes none but Space. */
const TYPED = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';

function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return true;
  if (document.querySelector('dialog[open], [role="dialog"]')) return true;
  return event.target instanceof Element && event.target.closest(TYPED) !== null;
}

/** The letter on the key; on a layout without Latin letters, the place where it is on a Latin one. */
function keyOf({ key, code }: KeyboardEvent): string {
  const isLatin = key.length > 1 || key.charCodeAt(0) < 128;
  return (isLatin ? key : (BRACKETS[code] ?? code.replace(/^Key/, ''))).toLowerCase();
}

const BRACKETS: Record<string, string> = { BracketLeft: '[', BracketRight: ']' };
