'use client';

import { Kbd } from '@/components/ui/kbd';
import { openKeyList } from './shortcuts';

/** The keys that a reader of a timeline needs first, and the way to all of them. */
export const KeyHints = () => (
  <div className="scripted keys">
    <span aria-hidden="true">
      <Kbd>J</Kbd>
      <Kbd>K</Kbd> move
    </span>
    <span aria-hidden="true">
      <Kbd>E</Kbd> evidence
    </span>
    <span aria-hidden="true">
      <Kbd>O</Kbd> outcomes
    </span>
    <button type="button" className="quiet-link" onClick={openKeyList}>
      <Kbd>?</Kbd> all keys
    </button>
  </div>
);
