import type { ReactNode } from 'react';
import { Icon } from './icon';

/** A sentence about the page itself, set apart from what agents wrote. */
export function Note({ children }: { children: ReactNode }) {
  return <p className="rounded-md bg-sunken px-3 py-2.5 text-small text-ink-2">{children}</p>;
}

/** That something failed, and under it what can be done. */
export function FailNote({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <div className="flex gap-2.5 rounded-md bg-fail-soft px-3 py-2.5 text-small text-ink">
      <Icon name="failed" className="icon mt-[3px] text-fail" />
      <div className="min-w-0 wrap-anywhere">
        <p>{children}</p>
        <div className="mt-2 mb-0.5 flex flex-wrap items-center gap-x-3 gap-y-1">{actions}</div>
      </div>
    </div>
  );
}
