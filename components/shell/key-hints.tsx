'use client';

import { Kbd } from '@/components/ui/kbd';
import { openKeyList } from './shortcuts';

/** Keys and what they do, in a word. */
type Hint = readonly [keys: string, does: string];

/** The keys that a reader of a page needs first, and the way to all of them. */
export const KeyHints = ({ hints }: { hints: readonly Hint[] }) => (
  <div className="scripted keys">
    {hints.map(([keys, does]) => (
      <span key={does} aria-hidden="true">
        {keys.split(' ').map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}{' '}
        {does}
      </span>
    ))}
    <button type="button" className="quiet-link" onClick={openKeyList}>
      <Kbd>?</Kbd> all keys
    </button>
  </div>
);
