import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RowGroup } from '@/components/sessions/row-groups';
import { Icon } from '@/components/ui/icon';
import { formatNumber } from '@/lib/display';

const HEADS: Record<string, { title: string; icon?: ReactNode }> = {
  waiting: { title: 'Waiting on you', icon: <Icon name="waiting" className="icon icon-sm text-wait" /> },
  review: { title: 'To review' },
  live: { title: 'Live', icon: <Icon name="live" className="icon icon-sm text-live" /> },
  reviewed: { title: 'Reviewed' },
};

interface GroupHeadProps {
  group: RowGroup;
  /** The address that shows its rows, and the one that does not. */
  show: string;
  hide: string;
}

/** The heading of a group of the inbox. What is reviewed is only counted until somebody wants to see it. */
export function GroupHead({ group: { name, count, items }, show, hide }: GroupHeadProps) {
  const isReviewed = name === 'reviewed';
  const isFolded = isReviewed && items.length === 0;
  return (
    <div className={`flex items-center gap-2 pt-6.5 pb-2 text-ui ${isFolded ? '' : 'border-b border-line'}`}>
      <h2
        id={`group-${name}`}
        className={`flex items-center gap-[7px] text-small/5 ${isReviewed ? 'font-medium text-ink-2' : 'font-bold'}`}
      >
        {HEADS[name]?.icon}
        {HEADS[name]?.title}
      </h2>
      <span className="text-meta text-ink-3 tabular-nums">{formatNumber(count ?? items.length)}</span>
      {isReviewed && (
        <Link
          className="quiet-link ml-auto flex min-h-6 items-center text-meta text-ink-3 max-md:min-h-9"
          href={isFolded ? show : hide}
          scroll={false}
          replace
          prefetch={false}
        >
          {isFolded ? 'Show' : 'Hide'}
          <span className="sr-only"> what is reviewed</span>
        </Link>
      )}
    </div>
  );
}
