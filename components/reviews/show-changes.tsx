'use client';

import { lazy, Suspense, useState } from 'react';
import type { Revisions } from './record-diff';

/** Few ask for it: what compares the words is loaded then. */
const RecordDiff = lazy(() => import('./record-diff'));

export function ShowChanges(revisions: Revisions) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <button type="button" className="scripted ref" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide what changed' : 'Show what changed'}
      </button>
      {isShown && (
        <Suspense fallback={<p className="mt-1.5">Comparing…</p>}>
          <RecordDiff {...revisions} />
        </Suspense>
      )}
    </>
  );
}
