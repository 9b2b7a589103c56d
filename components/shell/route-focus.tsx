'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** After the way to another page the focus is on its heading, and back on a timeline on the segment that was left: browsers do so only where a page is loaded. */
export function RouteFocus() {
  const path = usePathname();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    if (document.activeElement?.closest('main, dialog, input')) return; // the page itself knows better, or somebody writes
    const segment = /^#segment-\d+$/.test(location.hash) && document.querySelector<HTMLElement>(`${location.hash} article`);
    const target = segment || document.querySelector<HTMLElement>('main h1');
    if (!target) return;
    target.tabIndex = -1;
    target.classList.add('outline-none');
    target.focus({ preventScroll: true });
  }, [path]);
  return null;
}
