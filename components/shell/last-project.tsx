'use client';

import { useEffect } from 'react';

const A_YEAR = 365 * 24 * 3600;

/** Remembers by a cookie which project was opened last, so that the brand leads there. */
export function LastProject({ name }: { name: string }) {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140 and Safari before 18.4
    document.cookie = `project=${name}; path=/; max-age=${A_YEAR}; samesite=lax`;
  }, [name]);
  return null;
}
