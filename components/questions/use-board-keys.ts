'use client';

import type { RefObject } from 'react';
import { useKeys } from '@/components/ui/use-keys';
import type { OpenEnd } from './open-end';
import { focusPane } from './use-opened';

interface Board {
  pane: RefObject<HTMLElement | null>;
  go: (by: 1 | -1) => void;
  /** What is opened, where something may be said of it. */
  entry: OpenEnd | undefined;
  accept: (entry: OpenEnd) => void;
}

/** J and K go through the list, Enter leads into the pane, A accepts the suggestion or leads to where the answer is written. */
export function useBoardKeys({ pane, go, entry, accept }: Board): void {
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    enter: (event) => {
      if (event.target instanceof Element && event.target.closest('a, button, summary')) return;
      focusPane(pane.current, true);
    },
    a: (event) => {
      if (entry?.state !== 'open') return;
      event.preventDefault();
      if (entry.kind === 'question' && entry.suggested_in) accept(entry);
      else focusPane(pane.current, true);
    },
  });
}
