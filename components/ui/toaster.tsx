'use client';

import { useEffect, useState } from 'react';
import { Kbd } from './kbd';
import { hush, undoLast, useToast } from './toast';
import { useKeys } from './use-keys';

const SHORT_MS = 4000;
/** Long enough to reach a button. */
const LONG_MS = 10_000;

/** Shows one toast at a time; it stays while the pointer or the focus is on it. `Z` takes back what was done last. */
export function Toaster() {
  const toast = useToast();
  const [isHeld, setHeld] = useState(false);
  useKeys({ z: undoLast });
  useEffect(() => {
    if (!toast || isHeld) return;
    const timer = setTimeout(hush, toast.action ? LONG_MS : SHORT_MS);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);
  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false) };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while somebody is about to reach its button
    <div className={toast ? 'toast' : 'sr-only'} {...hold} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <p role="status">{toast?.text}</p>
      {toast?.action && (
        <button type="button" className="toast-action" onClick={toast.action.run}>
          {toast.action.label} {toast.action.key && <Kbd isFilled>{toast.action.key}</Kbd>}
        </button>
      )}
    </div>
  );
}
