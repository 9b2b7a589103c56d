'use client';

import { useEffect } from 'react';

/** Long enough to have seen it, too long for passing through. */
const MOMENT_MS = 1500;

/** Keeps that the reader has seen a session up to an event, once it was before their eyes for a moment, or when they leave it. */
export function Visit({ sid, seq }: { sid: string; seq: number }) {
  useEffect(() => {
    let isKept = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      if (isKept || document.visibilityState === 'hidden') return;
      isKept = true;
      const body = JSON.stringify({ seq });
      // What fails is kept by the next visit: nothing is lost but that a dot stays.
      fetch(`/api/v1/sessions/${sid}/seen`, {
        method: 'PUT',
        body,
        headers: { 'content-type': 'application/json' },
        keepalive: true,
      }).catch(() => {});
    };
    const wait = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(keep, MOMENT_MS);
    };
    wait();
    document.addEventListener('visibilitychange', wait);
    window.addEventListener('pagehide', keep);
    return () => {
      keep();
      document.removeEventListener('visibilitychange', wait);
      window.removeEventListener('pagehide', keep);
    };
  }, [sid, seq]);
  return null;
}
