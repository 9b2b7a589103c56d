'use client';

import { useEffect, useRef } from 'react';

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

/** Single keys and what they do; a key is named as it is labelled, in lower case. */
export type Keys = Record<string, (event: KeyboardEvent) => void>;

/** Listens for single keys: never while a person types, composes, holds a modifier or has a dialog open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isForSomethingElse(event) || !areKeysOn()) return;
      latest.current[keyOf(event)]?.(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return true;
  if (document.querySelector('dialog[open], [role="dialog"]')) return true;
  return event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** The letter on the key; on a layout without Latin letters, the place where it is on a Latin one. */
function keyOf({ key, code }: KeyboardEvent): string {
  const isLatin = key.length > 1 || key.charCodeAt(0) < 128;
  return (isLatin ? key : code.replace(/^Key/, '')).toLowerCase();
}
