'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const A_YEAR = 365 * 24 * 3600;

/** Tells the server the reader's time zone by a cookie, and has a page that was rendered for another one rendered anew. */
export function TimeZone({ known }: { known: string }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === known) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140 and Safari before 18.4
    document.cookie = `tz=${encodeURIComponent(zone)}; path=/; max-age=${A_YEAR}; samesite=lax`;
    if (navigator.onLine) router.refresh(); // one that nobody answers would have the browser leave the page
  }, [known, router]);
  return null;
}
