import { useEffect, useLayoutEffect } from 'react';
import { getCurrent, itemOf, keepHeld } from './current-segment';

/** Where the current segment stood when its timeline was left for another page. */
let left: { path: string; n: number; top: number } | null = null;

/** Leads back to the very place from which a timeline was left, and a link to a segment to its head once all heights are known. */
export function useLeftPlace(): void {
  useLayoutEffect(() => {
    const path = location.pathname;
    return () => {
      const item = itemOf(getCurrent());
      left = item && { path, n: getCurrent(), top: item.getBoundingClientRect().top };
    };
  }, []);
  useEffect(() => {
    const was = left?.path === location.pathname && location.hash === `#segment-${left.n}` ? left : null;
    left = null;
    const settle = () => {
      if (!was) keepHeld();
      else scrollBy({ top: (itemOf(was.n)?.getBoundingClientRect().top ?? was.top) - was.top, behavior: 'instant' });
    };
    // Heights of segments that were not drawn yet are estimates, and each look at them draws more.
    let frame = requestAnimationFrame(() => {
      settle();
      frame = requestAnimationFrame(settle);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
}
