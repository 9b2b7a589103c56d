import type { ReactNode } from 'react';

/** A sentence about the page itself, set apart from what agents wrote. */
export function Note({ children }: { children: ReactNode }) {
  return <p className="rounded-md bg-sunken px-3 py-2.5 text-small text-ink-2">{children}</p>;
}
