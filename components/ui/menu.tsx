'use client';

import { type ReactNode, useEffect, useRef } from 'react';

interface MenuProps {
  label: ReactNode;
  className: string;
  /** Names the control where its label is an icon. */
  name?: string;
  align?: 'start' | 'end';
  children: ReactNode;
}

/** A disclosure that behaves like a menu: opens without scripts, closes on Escape, on a choice and on a click elsewhere. */
export function Menu({ label, className, name, align = 'start', children }: MenuProps) {
  const root = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const details = root.current;
      if (!details?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        event.stopImmediatePropagation();
        details.querySelector('summary')?.focus();
      } else if (details.querySelector('summary')?.contains(event.target as Node)) return;
      // What was chosen is hidden now: what opens because of it, perhaps later, gives the focus back to where the menu stands.
      else if (details.lastElementChild?.contains(document.activeElement))
        details.querySelector('summary')?.focus({ preventScroll: true });
      details.open = false;
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', close, true);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', close, true);
    };
  }, []);
  return (
    <details
      ref={root}
      className="relative min-w-0 max-md:static"
      onToggle={({ currentTarget: { open, lastElementChild } }) => open && lastElementChild?.scrollIntoView({ block: 'nearest' })}
    >
      <summary className={className} aria-label={name} title={name}>
        {label}
      </summary>
      {/* On a narrow page it is as wide as the page: beside what opens it there is no room. */}
      <div className={`menu max-md:inset-x-4 max-md:top-auto max-md:mt-1 ${align === 'end' ? 'end-0' : 'start-0'}`}>
        {children}
      </div>
    </details>
  );
}
