'use client';

import { type ReactNode, useState } from 'react';
import { NothingToReview, ToReviewCount } from '@/components/reviews/coverage';
import type { Coverage } from '@/components/reviews/reviewable';
import { useKeys } from '@/components/ui/use-keys';
import { formatNumber } from '@/lib/display';

export type Show = 'all' | 'todo' | 'questions';
export type Detail = 'full' | 'outcomes';

interface ListBarProps {
  of: number;
  withQuestions: number;
  /** How far the reader has reviewed it; null where nobody does. */
  coverage: Coverage | null;
  show: Show;
  detail: Detail;
  /** What changes the segments themselves. */
  children?: ReactNode;
}

/** Filters of the list. They are links, so they work before and without scripts; with them the list changes in place. */
export function ListBar({ of, withQuestions, coverage, children, ...initial }: ListBarProps) {
  const [view, setView] = useState({ show: initial.show, detail: initial.detail });
  const change = (next: typeof view) => {
    setView(next);
    const list = document.getElementById('segments');
    if (list) Object.assign(list.dataset, next);
    history.replaceState(history.state, '', addressOf(next, new URLSearchParams(location.search)) + location.hash);
  };
  useKeys({ o: () => change({ ...view, detail: view.detail === 'full' ? 'outcomes' : 'full' }) });
  const link = (next: Partial<typeof view>, isOn: boolean) => ({
    href: addressOf({ ...view, ...next }, new URLSearchParams()),
    'aria-current': isOn || undefined,
    onClick: (event: React.MouseEvent) => {
      event.preventDefault();
      change({ ...view, ...next });
    },
  });
  return (
    <div className="list-bar">
      <h2 className="mr-3 text-small font-bold max-md:sr-only">Segments</h2>
      <a className="list-filter" {...link({ show: 'all' }, view.show === 'all')}>
        All <span className="tabular-nums">{formatNumber(of)}</span>
      </a>
      {coverage && (
        <a className="list-filter" {...link({ show: 'todo' }, view.show === 'todo')}>
          To review <ToReviewCount initial={coverage} />
        </a>
      )}
      {(withQuestions > 0 || view.show === 'questions') && (
        <a className="list-filter" {...link({ show: 'questions' }, view.show === 'questions')}>
          With questions <span className="tabular-nums">{formatNumber(withQuestions)}</span>
        </a>
      )}
      <span className="ms-auto flex items-center gap-2">
        {children}
        <span className="list-detail">
          <a {...link({ detail: 'outcomes' }, view.detail === 'outcomes')}>Outcomes</a>
          <a {...link({ detail: 'full' }, view.detail === 'full')}>Full</a>
        </span>
      </span>
      {coverage && view.show === 'todo' && (
        <NothingToReview initial={coverage} onShowAll={() => change({ ...view, show: 'all' })} />
      )}
    </div>
  );
}

/** The address of a view; what is not its own, such as the cut, is kept. */
function addressOf({ show, detail }: { show: Show; detail: Detail }, query: URLSearchParams): string {
  if (show === 'all') query.delete('show');
  else query.set('show', show);
  if (detail === 'full') query.delete('detail');
  else query.set('detail', detail);
  return `?${query}`;
}
