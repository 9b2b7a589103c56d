'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { itemOf, numberOf, setCurrent } from '@/components/segments/current-segment';
import { useKeys } from '@/components/ui/use-keys';
import { KeepPlace, keepPlace } from './keep-place';
import { flush } from './mark-queue';
import { detailsOf, paint, repaint, setOpen } from './paint';
import { goToNext, markBetween, markUpToHere, nextToReview, toggleByPointer, toggleCurrent } from './review-moves';
import { openReview, type ReviewPlace, stateOf, subscribe, useNews } from './review-state';
import type { Reviewable } from './reviewable';

interface ReviewControlsProps extends ReviewPlace {
  entries: Reviewable[];
  /** What stands above the first segment with news since the reader was here. */
  news: { n: number; text: string } | null;
}

/** Lets a person review the segments of the page, by key and by pointer. */
export function ReviewControls({ sid, cut, you, entries, news }: ReviewControlsProps) {
  useLayoutEffect(() => {
    openReview({ sid, cut, you }, entries);
    repaint();
  }, [sid, cut, you, entries]);
  useEffect(() => subscribe(paint), []);
  useBoxes();
  useLinked();
  useRule(news, entries);
  const isAway = useStart();
  useKeys({ x: (event) => (event.shiftKey ? markUpToHere() : toggleCurrent()), n: goToNext });
  return (
    <>
      <KeepPlace version={entries} />
      {isAway && (
        <a className="pill back-to-start" href="#main">
          Back to the start
        </a>
      )}
      <ReviewNews />
    </>
  );
}

/** Says what came of a mark to those who do not see it. */
export function ReviewNews() {
  return (
    <p role="status" className="sr-only">
      {useNews()}
    </p>
  );
}

const AWAY_MS = 5000;

/** Who is led to where they stopped, as from the inbox, finds a way to the start for a moment. */
function useStart(): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const next = nextToReview(0);
    if (next === null || next === 1 || location.hash !== `#segment-${next}` || stateOf(1) === 'off') return;
    setAway(true);
    const leave = () => setAway(false);
    const timer = setTimeout(leave, AWAY_MS);
    addEventListener('wheel', leave, { passive: true });
    addEventListener('touchmove', leave, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener('wheel', leave);
      removeEventListener('touchmove', leave);
    };
  }, []);
  return isAway;
}

/** The rule stays where it was when the reader came: the visit itself, which is kept meanwhile, does not move it. */
function useRule(news: ReviewControlsProps['news'], entries: Reviewable[]): void {
  const [first] = useState(news);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new markup of the server comes with new entries
  useLayoutEffect(() => {
    for (const item of document.querySelectorAll('#segments > [data-new]')) item.removeAttribute('data-new');
    if (first) itemOf(first.n)?.setAttribute('data-new', first.text);
  }, [first, entries]);
}

/** A segment that the address names is open, at the reading line. */
function useLinked(): void {
  useEffect(() => {
    const open = () => {
      const n = Number(location.hash.match(/^#segment-(\d+)$/)?.[1]);
      if (!n || detailsOf(n)?.open !== false) return;
      setOpen(n, true);
      detailsOf(n)?.scrollIntoView({ block: 'start' });
    };
    open();
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  }, []);
}

const numberIn = (element: Element | null, name: 'review' | 'fold'): number =>
  Number((element as HTMLElement | null)?.dataset[name] ?? Number.NaN);

/** Follows clicks on boxes, and segments that are opened and closed. */
function useBoxes(): void {
  const last = useRef(Number.NaN);
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const target = event.target as Element;
      const box = target.closest<HTMLInputElement>('input[data-review]');
      const folded = numberIn(target.closest('[data-fold]'), 'fold');
      if (folded) fold(folded);
      const line = target.closest<HTMLElement>('.done-row');
      if (line) follow(line);
      if (!box) return;
      const n = numberIn(box, 'review');
      if (event.shiftKey && last.current && last.current !== n) markBetween(last.current, n, box.checked);
      else toggleByPointer(n, box.checked);
      last.current = n;
    };
    const onToggle = ({ target }: Event) => {
      if (!(target instanceof HTMLDetailsElement)) return;
      const n = Number(target.closest('#segments > li')?.id.slice('segment-'.length));
      if (n && detailsOf(n) === target && stateOf(n) !== 'off') setOpen(n, target.open);
    };
    const onOnline = () => void flush();
    document.addEventListener('click', onClick);
    document.addEventListener('toggle', onToggle, true);
    addEventListener('online', onOnline);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('toggle', onToggle, true);
      removeEventListener('online', onOnline);
    };
  }, []);
}

/** The line is gone once its segment is open: the reader goes on in the text. */
function follow(line: HTMLElement): void {
  setCurrent(numberOf(line.closest('li')));
  requestAnimationFrame(() => line.parentElement?.querySelector('article')?.focus({ preventScroll: true }));
}

function fold(n: number): void {
  keepPlace(() => setOpen(n, false));
  detailsOf(n)?.querySelector('summary')?.focus({ preventScroll: true });
}
