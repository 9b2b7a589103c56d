'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { formatNumber } from '@/lib/display';
import { REFRESH_MS, reviewCountsQuery } from '@/lib/reviews/inbox-client';
import type { ReviewCounts } from '@/lib/reviews/inbox-schema';

interface NavCountProps {
  project: string;
  of: keyof ReviewCounts;
  initial: ReviewCounts;
}

const NOUNS: Record<keyof ReviewCounts, string> = { inbox: 'to look at', questions: 'open' };

/** How much waits behind a link of the top bar, kept up to date. Nothing says that nothing does. */
export function NavCount({ project, of, initial }: NavCountProps) {
  const client = useQueryClient();
  const path = usePathname();
  const { data } = useQuery({
    ...reviewCountsQuery(project),
    initialData: initial,
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: 'always',
  });
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    void client.invalidateQueries({ queryKey: reviewCountsQuery(project).queryKey });
  }, [client, path, project]);
  const count = data[of];
  return (
    count > 0 && (
      <span className="text-meta text-ink-3 tabular-nums">
        {formatNumber(count)}
        <span className="sr-only"> {NOUNS[of]}</span>
      </span>
    )
  );
}
