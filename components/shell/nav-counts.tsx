'use client';

import { formatNumber } from '@/lib/display';
import type { ReviewCounts } from '@/lib/reviews/inbox-schema';
import { useCounts } from './use-counts';

interface NavCountProps {
  project: string;
  of: keyof ReviewCounts;
  initial: ReviewCounts;
}

const NOUNS: Record<keyof ReviewCounts, string> = { inbox: 'to look at', questions: 'open' };

/** How much waits behind a link of the top bar, kept up to date. Nothing says that nothing does. */
export function NavCount({ project, of, initial }: NavCountProps) {
  const count = useCounts(project, initial)[of];
  return (
    count > 0 && (
      <span className="text-meta text-ink-3 tabular-nums">
        {formatNumber(count)}
        <span className="sr-only"> {NOUNS[of]}</span>
      </span>
    )
  );
}
