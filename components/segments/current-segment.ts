'use client';

import { useSyncExternalStore } from 'react';

/** The segment that is being read, kept outside of React: it changes while scrolling, and the segments are the server's markup. */
let current = 1;
/** Counts how often a segment was made current, also the same one again with new markup. */
let marks = 0;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const getCurrent = (): number => current;

export function useCurrent(): number {
  return useSyncExternalStore(subscribe, getCurrent, () => 1);
}

/** Changes whenever the current segment, or its markup, does. */
export function useMarks(): number {
  return useSyncExternalStore(
    subscribe,
    () => marks,
    () => 0,
  );
}

const PREFIX = 'segment-';

export const itemOf = (n: number): HTMLElement | null => document.getElementById(`${PREFIX}${n}`);

/** The number of an item of the list; NaN for what stands between the segments. */
export const numberOf = (item: Element | null | undefined): number =>
  item?.id.startsWith(PREFIX) ? Number(item.id.slice(PREFIX.length)) : Number.NaN;

/** The text of a segment: its line until it is complete. */
const bodyOf = (item: HTMLElement | null): HTMLElement | undefined => [...(item?.querySelectorAll('article') ?? [])].at(-1);

/** The page of a segment, whether there is evidence on it, and its line where it is reviewed and closed. */
export function pageOf(n: number): { url: string | undefined; hasEvents: boolean; line: HTMLElement | null } {
  const article = bodyOf(itemOf(n));
  return {
    url: article?.querySelector('h3 a')?.getAttribute('href') ?? undefined,
    hasEvents: article?.querySelector('.meta > a') != null,
    line: itemOf(n)?.querySelector<HTMLElement>('details:not([open]) > summary') ?? null,
  };
}

/** Makes a segment the current one: in the list, in the outline and on the tape. */
export function setCurrent(n: number): void {
  current = n;
  marks += 1;
  markCurrent();
  for (const listener of listeners) listener();
}

/** Marks the current segment once more, after the server has sent new markup. */
export function markCurrent(): void {
  for (const marked of document.querySelectorAll('[data-current]')) {
    delete (marked as HTMLElement).dataset.current;
    marked.removeAttribute('aria-current');
  }
  const mark = (element: Element | null | undefined, isNamed: boolean) => {
    element?.setAttribute('data-current', '');
    if (isNamed) element?.setAttribute('aria-current', 'true');
  };
  for (const body of itemOf(current)?.querySelectorAll('article, .done-row') ?? []) mark(body, true);
  const line = [...document.querySelectorAll<HTMLElement>('#outline a')].findLast((a) => Number(a.dataset.from) <= current);
  mark(line, true);
  if (line) keepInView(line);
  for (const group of document.querySelectorAll(`[data-seg="${current}"], [data-label="${current}"]`)) mark(group, false);
}

/** Scrolls the outline alone: `scrollIntoView` would move the page as well. */
function keepInView(line: HTMLElement): void {
  const column = line.closest<HTMLElement>('.toc');
  if (!column) return;
  const above = line.offsetTop - column.scrollTop;
  if (above < 0 || above + line.offsetHeight > column.clientHeight) column.scrollTop = line.offsetTop - column.clientHeight / 2;
}

const REST_MS = 400;
let rest: ReturnType<typeof setTimeout> | undefined;

/** After a moment of rest the address names the current segment, without an entry in the history. */
export function nameInAddress(): void {
  clearTimeout(rest);
  const { pathname } = location;
  rest = setTimeout(() => {
    const hash = `#${PREFIX}${current}`;
    if (location.pathname === pathname && location.hash !== hash) history.replaceState(history.state, '', hash);
  }, REST_MS);
}

export const forgetAddress = (): void => clearTimeout(rest);

const HOLD_MS = 3000;
/** Where a jump led to: kept at the reading line while rows around it are completed. */
let held = { n: 0, until: 0 };
/** A jump decides what is current until the reader scrolls by hand. */
let isLed = false;

export const isJumping = (): boolean => isLed;

export function hold(n: number): void {
  held = { n, until: performance.now() + HOLD_MS };
  isLed = true;
}

/** The reader scrolls by hand. */
export function letGo(): void {
  held.until = 0;
  isLed = false;
}

/** Brings the held segment back after something above it has grown. */
export function keepHeld(): void {
  if (performance.now() < held.until) itemOf(held.n)?.scrollIntoView({ block: 'start' });
}

/** Brings a segment to the reading line and makes it the current one. */
export function goTo(n: number): void {
  const item = itemOf(n);
  if (!item) return;
  hold(n);
  setCurrent(n);
  nameInAddress();
  item.scrollIntoView({ block: 'start' });
  const closed = item.querySelector('details:not([open])');
  (closed?.querySelector('summary') ?? bodyOf(item))?.focus({ preventScroll: true });
  // Heights of segments that were not drawn yet were estimates.
  requestAnimationFrame(() => item.scrollIntoView({ block: 'start' }));
}

/** Goes to the next or previous segment that the filter shows. */
export function step(by: 1 | -1): void {
  let item = itemOf(current);
  do item = (by > 0 ? item?.nextElementSibling : item?.previousElementSibling) as HTMLElement | null;
  while (item && (Number.isNaN(numberOf(item)) || item.offsetParent === null));
  if (item) goTo(numberOf(item));
}
