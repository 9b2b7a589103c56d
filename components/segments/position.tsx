'use client';

import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { step, useCurrent } from './current-segment';

/** Where the reader is, and the way to the neighbours. */
export function Position({ of }: { of: number }) {
  const n = useCurrent();
  const look = button({ variant: 'ghost', size: 'sm', isIcon: true });
  return (
    <span className="scripted -my-1 flex flex-none items-center">
      <button type="button" className={look} aria-label="Previous segment" disabled={n <= 1} onClick={() => step(-1)}>
        <Icon name="up" />
      </button>
      <button type="button" className={look} aria-label="Next segment" disabled={n >= of} onClick={() => step(1)}>
        <Icon name="down" />
      </button>
    </span>
  );
}

/** The same without buttons, where there is a dock. */
export function PositionText({ of }: { of: number }) {
  return (
    <span className="whitespace-nowrap tabular-nums">
      {useCurrent()} of {of}
    </span>
  );
}
