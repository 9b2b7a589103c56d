'use client';

import { usePathname } from 'next/navigation';
import type { RefObject } from 'react';
import type { OpenEndState } from '@/lib/reviews/resolution-client';
import { addressOf, type OpenEnd } from './open-end';

interface Options {
  project: string;
  state: OpenEndState;
  shown: OpenEnd[];
  /** What the server found at the address, which need not be in the list. */
  opened: OpenEnd | null;
  pane: RefObject<HTMLElement | null>;
}

/** The item that the address names, else the first; which one that is changes in place. */
export function useOpened({ project, state, shown, opened, pane }: Options) {
  const asked = usePathname().split('/')[3];
  const entry = shown.find(({ id }) => id === asked) ?? (opened?.id === asked ? opened : undefined) ?? shown[0];
  const at = shown.findIndex(({ id }) => id === entry?.id);
  const open = (to: OpenEnd | undefined, how: 'push' | 'replace' = 'replace') =>
    history[`${how}State`](null, '', addressOf(project, state, to?.id));
  return {
    entry,
    /** On a phone its pane has the page to itself. */
    isOpened: asked !== undefined,
    open,
    go: (by: 1 | -1) => {
      const to = shown[at < 0 ? 0 : at + by];
      if (!to) return;
      open(to);
      document.getElementById(`open-end-${to.id}`)?.focus();
    },
    /** Opens an item to which something is left to do, unless the list is what is shown: it stands in its place there. */
    reopen: (to: OpenEnd) => {
      if (asked !== undefined) open(to);
    },
    /** Opens the next one, before the one that is opened leaves the list; the one before it where it is the last. */
    moveOn: (isTyping: boolean) => {
      if (asked !== undefined) open(shown[at + 1] ?? (at > 0 ? shown[at - 1] : undefined));
      requestAnimationFrame(() => focusPane(pane.current, isTyping));
    },
  };
}

/** The field where an answer is written, else the heading. */
export function focusPane(pane: HTMLElement | null, isTyping: boolean): void {
  const field = isTyping ? pane?.querySelector('textarea') : null;
  (field ?? pane?.querySelector<HTMLElement>('h2') ?? document.querySelector('h1'))?.focus();
}
