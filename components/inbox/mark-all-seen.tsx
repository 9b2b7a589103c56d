'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RowGroup } from '@/components/sessions/row-groups';
import { button } from '@/components/ui/button';
import { say } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { countOf } from '@/lib/display';
import { inboxKeys, seeProject } from '@/lib/reviews/inbox-client';

/** Takes the dots from all sessions of a project, and nothing else. */
export function MarkAllSeen({ project }: { project: string }) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => seeProject(project),
    onSuccess: ({ seen }) => {
      client.setQueriesData<RowGroup[]>({ queryKey: inboxKeys.lists }, (groups) =>
        groups?.map((group) => ({ ...group, items: group.items.map((row) => ({ ...row, is_unseen: false })) })),
      );
      say(seen > 0 ? `${countOf(seen, 'session')} marked seen` : 'Every session was seen');
    },
    onError: () => say('Not saved. Try again', { isError: true }),
  });
  return (
    <button type="button" className={`scripted ${button({ size: 'sm' })}`} onClick={() => mutate()} {...whileBusy(isPending)}>
      Mark all seen
    </button>
  );
}
