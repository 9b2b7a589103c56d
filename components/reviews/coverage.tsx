'use client';

import { NextSession } from '@/components/sessions/next-session';
import { button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { goToNext } from './review-moves';
import { useCoverage } from './review-state';
import type { Coverage } from './reviewable';

/** How far the reader is, beside the tape. */
export function CoverageText({ initial }: { initial: Coverage }) {
  const { reviewed, of, share } = useCoverage(initial);
  return (
    <span className="coverage">
      <b>
        {reviewed} of {of}
      </b>{' '}
      reviewed {reviewed > 0 && reviewed < of && <small>{Math.round(share * 100)} % of events</small>}
    </span>
  );
}

/** The same, with the way to what is left. */
export function CoverageBar({ initial }: { initial: Coverage }) {
  return (
    <div className="coverage-bar max-md:hidden">
      <CoverageText initial={initial} />
      <NextButton initial={initial} onClick={goToNext} />
    </div>
  );
}

/** To what is left of this session; where nothing is, to the session that follows. */
export function NextButton({ initial, onClick }: { initial: Coverage; onClick: () => void }) {
  const { reviewed, of } = useCoverage(initial);
  if (reviewed === of) return <NextSession />;
  return (
    <button type="button" className={button({ variant: 'primary', class: 'scripted' })} onClick={onClick} aria-keyshortcuts="N">
      Next to review <Kbd isFilled>N</Kbd>
    </button>
  );
}

/** How many segments are left to review. */
export function ToReviewCount({ initial }: { initial: Coverage }) {
  const { reviewed, of } = useCoverage(initial);
  return <span className="tabular-nums">{of - reviewed}</span>;
}

/** Instead of a list of nothing. */
export function NothingToReview({ initial, onShowAll }: { initial: Coverage; onShowAll: () => void }) {
  const { reviewed, of } = useCoverage(initial);
  if (reviewed < of) return null;
  return (
    <div className="nothing-to-review">
      <p className="text-lead">All {of} segments reviewed</p>
      <p className="flex gap-2">
        <button type="button" className={button()} onClick={onShowAll}>
          Show all
        </button>
        <NextSession />
      </p>
    </div>
  );
}
