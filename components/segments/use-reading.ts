'use client';

import { useEffect } from 'react';
import { getCurrent, goTo, markCurrent, setCurrent } from './current-segment';

/** The segment that crosses this part of the window is the current one. */
const LINE = '-30% 0px -70% 0px';
const REST_MS = 400;

/**
 * Follows the reader through the list: scrolling, links into it, and clicks on the tape make a segment current; after a
 * moment of rest the address names it, without an entry in the history.
 */
export function useReading(of: number): void {
  useEffect(() => {
    let isJumping = false;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const nameInAddress = () => {
      clearTimeout(rest);
      rest = setTimeout(() => {
        const hash = `#segment-${getCurrent()}`;
        if (location.hash !== hash) history.replaceState(history.state, '', hash);
      }, REST_MS);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.findLast(({ isIntersecting }) => isIntersecting);
        const n = Number((entry?.target as HTMLElement | undefined)?.dataset.n);
        if (!n || isJumping || n === getCurrent()) return;
        setCurrent(n);
        nameInAddress();
      },
      { rootMargin: LINE },
    );
    for (const item of document.querySelectorAll('#segments > li[data-n]')) observer.observe(item);

    /** A jump decides what is current until the reader scrolls by hand. */
    const release = () => {
      isJumping = false;
    };
    const onHash = () => {
      const n = Number(location.hash.match(/^#segment-(\d+)$/)?.[1]);
      if (!n) return;
      isJumping = true;
      setCurrent(n);
    };
    const onClick = (event: Event) => {
      const group = event.target instanceof Element ? event.target.closest<SVGElement>('[data-seg]') : null;
      if (!group) return;
      isJumping = true;
      goTo(Number(group.dataset.seg));
      nameInAddress();
    };
    const onKey = (event: KeyboardEvent) => {
      isJumping = ['j', 'k'].includes(event.key.toLowerCase()) || (isJumping && !/^(Arrow|Page|Home|End)/.test(event.key));
      if (isJumping) nameInAddress();
    };
    if (location.hash) onHash();
    else setCurrent(1);
    window.addEventListener('hashchange', onHash);
    document.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey, true);
    window.addEventListener('wheel', release, { passive: true });
    window.addEventListener('touchmove', release, { passive: true });
    return () => {
      clearTimeout(rest);
      observer.disconnect();
      window.removeEventListener('hashchange', onHash);
      document.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey, true);
      window.removeEventListener('wheel', release);
      window.removeEventListener('touchmove', release);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new number of segments means new markup to mark
  useEffect(() => markCurrent(), [of]);
}
