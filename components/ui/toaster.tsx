'use client';

import { useEffect, useState } from 'react';
import { Kbd } from './kbd';
import { hush, type Toast, undoLast, useToast } from './toast';
import { useKeys } from './use-keys';

const SHORT_MS = 4000;
/** Long enough to reach a button. */
const LONG_MS = 10_000;

/** Shows one toast at a time; it stays while the pointer or the focus is on it. `Z` takes back what was done last. */
export function Toaster() {
  const toast = useToast();
  // Not a yes or no: what has the focus may go together with its toast, and tells nobody.
  const [held, setHeld] = useState<Toast | null>(null);
  const isHeld = held !== null && held === toast;
  useKeys({ z: undoLast });
  useEffect(() => {
    if (!toast || isHeld) return;
    const timer = setTimeout(hush, toast.action ? LONG_MS : SHORT_MS);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);
  const hold = { onMouseEnter: () => setHeld(toast), onMouseLeave: () => setHeld(null) };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while somebody is about to reach its button
    <div className={toast ? 'toast' : 'sr-only'} {...hold} onFocus={() => setHeld(toast)} onBlur={() => setHeld(null)}>
      <p role="status">{toast?.text}</p>
      {toast?.link && (
        <input
          className="h-8 w-56 rounded-md border border-control bg-surface px-2 text-meta text-ink"
          aria-label="Link to copy"
          readOnly
          value={toast.link}
          ref={selectAll}
          onKeyDown={(event) => event.key === 'Escape' && hush()}
        />
      )}
      {toast?.action && (
        <button type="button" className="toast-action" onClick={toast.action.run}>
          {toast.action.label} {toast.action.key && <Kbd isFilled>{toast.action.key}</Kbd>}
        </button>
      )}
    </div>
  );
}

const selectAll = (field: HTMLInputElement | null): void => field?.select();
