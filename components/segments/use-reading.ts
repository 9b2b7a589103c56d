'use client';

import { useEffect } from 'react';
import {
  forgetAddress,
  getCurrent,
  goTo,
  hold,
  isJumping,
  itemOf,
  letGo,
  markCurrent,
  nameInAddress,
  numberOf,
  setCurrent,
} from './current-segment';
import { useLeftPlace } from './left-place';
import { scrubBy } from './scrub';

/** The segment that crosses this part of the window is the current one. */
const LINE = '-30% 0px -70% 0px';

/**
 * Follows the reader through the list: scrolling, links into it, and clicks on the tape make a segment current; after a
 * moment of rest the address names it, without an entry in the history.
 */
export function useReading(of: number): void {
  useJumps();
  useLeftPlace();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new number of segments means new markup to watch and to mark
  useEffect(() => {
    markCurrent();
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.findLast(({ isIntersecting }) => isIntersecting);
        const n = numberOf(entry?.target);
        if (!n || isJumping() || n === getCurrent()) return;
        setCurrent(n);
        nameInAddress();
      },
      { rootMargin: LINE },
    );
    for (const item of document.querySelectorAll('#segments > li[id]')) observer.observe(item);
    return () => observer.disconnect();
  }, [of]);
}

function useJumps(): void {
  useEffect(() => {
    const onHash = () => {
      const n = Number(location.hash.match(/^#segment-(\d+)$/)?.[1]);
      if (!n) return;
      hold(n);
      setCurrent(n);
    };
    const onClick = ({ target }: Event) => {
      const group = target instanceof Element ? target.closest<SVGElement>('[data-seg]') : null;
      if (!group) return;
      goTo(Number(group.dataset.seg));
    };
    const onPoint = ({ target }: Event) => {
      const group = target instanceof Element ? target.closest<SVGElement>('[data-seg]') : null;
      if (group && !group.querySelector('title')) name(group);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (/^(Arrow|Page|Home|End)/.test(key)) letGo();
    };
    letGo();
    setCurrent(1);
    onHash();
    const listening = new AbortController();
    const options = { signal: listening.signal, passive: true };
    window.addEventListener('hashchange', onHash, options);
    window.addEventListener('wheel', letGo, options);
    window.addEventListener('touchmove', letGo, options);
    document.addEventListener('click', onClick, options);
    document.addEventListener('pointerover', onPoint, options);
    document.addEventListener('keydown', onKey, options);
    scrubBy(document, listening.signal);
    return () => {
      listening.abort();
      forgetAddress();
    };
  }, []);
}

/** What the segment of a part of the tape is, in its own words: the page has them already. */
function name(group: SVGElement): void {
  const body = [...(itemOf(Number(group.dataset.seg))?.querySelectorAll('article') ?? [])].at(-1);
  const parts = ['h3', 'time', '.meta > a'].map((part) => body?.querySelector(part)?.textContent?.trim());
  const title = document.createElementNS(group.namespaceURI, 'title');
  title.textContent = [group.dataset.seg, ...parts].filter(Boolean).join(' · ');
  group.prepend(title);
}
