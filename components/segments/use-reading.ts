'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { getCurrent, goTo, hold, letGo, markCurrent, numberOf, setCurrent } from './current-segment';

/** The segment that crosses this part of the window is the current one. */
const LINE = '-30% 0px -70% 0px';
const REST_MS = 400;

/**
 * Follows the reader through the list: scrolling, links into it, and clicks on the tape make a segment current; after a
 * moment of rest the address names it, without an entry in the history.
 */
export function useReading(of: number): void {
  /** A jump decides what is current until the reader scrolls by hand. */
  const isJumping = useRef(false);
  useJumps(isJumping);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new number of segments means new markup to watch and to mark
  useEffect(() => {
    markCurrent();
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.findLast(({ isIntersecting }) => isIntersecting);
        const n = numberOf(entry?.target);
        if (!n || isJumping.current || n === getCurrent()) return;
        setCurrent(n);
        nameInAddress();
      },
      { rootMargin: LINE },
    );
    for (const item of document.querySelectorAll('#segments > li[id]')) observer.observe(item);
    return () => observer.disconnect();
  }, [of]);
}

function useJumps(isJumping: RefObject<boolean>): void {
  useEffect(() => {
    const release = () => {
      isJumping.current = false;
      letGo();
    };
    const onHash = () => {
      const n = Number(location.hash.match(/^#segment-(\d+)$/)?.[1]);
      if (!n) return;
      isJumping.current = true;
      hold(n);
      setCurrent(n);
    };
    const onClick = ({ target }: Event) => {
      const group = target instanceof Element ? target.closest<SVGElement>('[data-seg]') : null;
      if (!group) return;
      isJumping.current = true;
      goTo(Number(group.dataset.seg));
      nameInAddress();
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (/^[jk]$/i.test(key)) {
        isJumping.current = true;
        nameInAddress();
      } else if (/^(Arrow|Page|Home|End)/.test(key)) release();
    };
    setCurrent(1);
    onHash();
    const listening = new AbortController();
    const options = { signal: listening.signal, passive: true };
    window.addEventListener('hashchange', onHash, options);
    window.addEventListener('wheel', release, options);
    window.addEventListener('touchmove', release, options);
    document.addEventListener('click', onClick, options);
    document.addEventListener('keydown', onKey, options);
    return () => {
      listening.abort();
      clearTimeout(rest);
    };
  }, [isJumping]);
}

let rest: ReturnType<typeof setTimeout> | undefined;

function nameInAddress(): void {
  clearTimeout(rest);
  rest = setTimeout(() => {
    const hash = `#segment-${getCurrent()}`;
    if (location.hash !== hash) history.replaceState(history.state, '', hash);
  }, REST_MS);
}
