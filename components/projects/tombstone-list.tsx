'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { visible } from '@/components/evidence/safe-text';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { useOutcome } from '@/components/ui/use-outcome';
import { whileBusy } from '@/components/ui/while-busy';
import { type Clock, formatDay } from '@/lib/display';
import { removeTombstone } from '@/lib/projects/client';
import type { Tombstone } from '@/lib/projects/schema';

/** Deleted sessions, which agents cannot send again until one lets them. */
export function TombstoneList({ project, tombstones, clock }: { project: string; tombstones: Tombstone[]; clock: Clock }) {
  const router = useRouter();
  const { say, outcome } = useOutcome();
  const allow = useMutation({
    mutationFn: (externalId: string) => removeTombstone(project, externalId),
    onSuccess: (_, externalId) => {
      say(`${visible(externalId)} is accepted again`);
      router.refresh();
    },
  });
  return (
    <>
      <ul>
        {tombstones.map(({ external_id, deleted_at }) => (
          <li
            key={external_id}
            className="flex items-center justify-between gap-4 border-t border-line py-2 text-ui last:border-b"
          >
            <div className="min-w-0 wrap-anywhere">
              <code>{external_id}</code>
              <p className="text-meta text-ink-3">Deleted {formatDay(deleted_at, clock)}</p>
            </div>
            <button
              type="button"
              className={`scripted ${button({ variant: 'ghost' })}`}
              aria-label={`Accept ${external_id} again`}
              {...whileBusy(allow.isPending)}
              onClick={() => allow.mutate(external_id)}
            >
              Accept again
            </button>
          </li>
        ))}
      </ul>
      {outcome}
      <Problem>{allow.error?.message}</Problem>
    </>
  );
}
