'use client';

import { act } from './acts';

/** Leads to the list of claims; `F` does the same. */
export const FlagButton = () => (
  <button type="button" className="scripted ref min-h-6" onClick={() => act({ kind: 'flag' })}>
    Flag a wrong claim
  </button>
);
