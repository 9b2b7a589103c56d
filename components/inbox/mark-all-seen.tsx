'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RowGroup } from '@/components/sessions/row-groups';
import { button } from '@/components/ui/button';
import { say } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { countOf } from '@/lib/display';
import { inboxKeys, seeProject } from '@/lib/reviews/inbox-client';

/** Takes the dots from all sessions of a project, and nothing else. */
export function MarkAllSeen({ project }: { project: string }) {
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const seeAll = async () => {
    setBusy(true);
    try {
      const { seen } = await seeProject(project);
      client.setQueriesData<RowGroup[]>({ queryKey: inboxKeys.lists }, (groups) =>
        groups?.map((group) => ({ ...group, items: group.items.map((row) => ({ ...row, is_unseen: false })) })),
      );
      say(seen > 0 ? `${countOf(seen, 'session')} marked seen` : 'Every session was seen');
    } catch {
      say('Not saved. Try again', { isError: true });
    }
    setBusy(false);
  };
  return (
    <button type="button" className={`scripted ${button({ size: 'sm' })}`} onClick={seeAll} {...whileBusy(isBusy)}>
      Mark all seen
    </button>
  );
}
