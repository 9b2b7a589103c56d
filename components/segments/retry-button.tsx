'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { button } from '@/components/ui/button';
import { whileBusy } from '@/components/ui/while-busy';
import { retryJobs, sessionKeys } from '@/lib/sessions/client';

/** Has the failed jobs of a session run again, and shows what they came to. */
export default function RetryButton({ sid }: { sid: string }) {
  const router = useRouter();
  const queries = useQueryClient();
  const { mutate, isPending, isError } = useMutation({
    mutationFn: () => retryJobs(sid),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sessionKeys.one(sid) });
      router.refresh();
    },
  });
  return (
    <button type="button" className={button({ size: 'sm' })} {...whileBusy(isPending)} onClick={() => mutate()}>
      {isPending ? 'Trying…' : isError ? 'Not started. Try again' : 'Try again'}
    </button>
  );
}
