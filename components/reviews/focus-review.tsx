'use client';

import { useLayoutEffect } from 'react';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { useKeys } from '@/components/ui/use-keys';
import { CoverageText, NextButton } from './coverage';
import { DockMarkButton } from './dock-mark';
import { ReviewNews } from './review-controls';
import { openReview, type ReviewPlace, useMarkState } from './review-state';
import type { Coverage, Reviewable } from './reviewable';
import { Tick } from './tick';
import { useFocusReview } from './use-focus-review';

interface FocusReviewProps {
  n: number;
  /** The page of the segment. */
  path: string;
}

/** Lets a person review the segment of the page by key. */
export function FocusReview({ n, path, entries, ...place }: FocusReviewProps & ReviewPlace & { entries: Reviewable[] }) {
  const { sid, cut, you } = place;
  const { toggle, next } = useFocusReview(n, path);
  useLayoutEffect(() => openReview({ sid, cut, you }, entries), [sid, cut, you, entries]);
  useKeys({ x: toggle, n: next });
  return <ReviewNews />;
}

/** How far the reader is with the session, and the way on. */
export function FocusCoverage({ n, path, initial }: FocusReviewProps & { initial: Coverage }) {
  const { next } = useFocusReview(n, path);
  return (
    <div className="coverage-bar max-md:hidden">
      <CoverageText initial={initial} />
      <NextButton initial={initial} onClick={next} />
    </div>
  );
}

export function MarkButton({ n, path }: FocusReviewProps) {
  const { toggle } = useFocusReview(n, path);
  const isOn = useMarkState(n) === 'on';
  const look = button({
    class: `scripted ${isOn ? 'border-pencil-line bg-pencil-soft text-pencil' : 'border-pencil-line text-pencil'}`,
  });
  return (
    <button type="button" className={look} aria-pressed={isOn} onClick={toggle}>
      <Tick className="-mx-0.5" /> {isOn ? 'Reviewed' : 'Mark reviewed'} <Kbd>X</Kbd>
    </button>
  );
}

export function FocusDockMark({ n, path }: FocusReviewProps) {
  return <DockMarkButton n={n} onClick={useFocusReview(n, path).toggle} />;
}
