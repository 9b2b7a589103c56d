import { MAX_ATTEMPTS } from '@/lib/jobs/queue';
import type { Job } from '@/lib/jobs/schema';
import type { Analysis } from '@/lib/sessions/schema';

/** How far a session's cut is, by its events and its jobs. Who has just put the job into the queue may not see it yet. */
export function analysisOf({ lastSeq, settledSeq }: { lastSeq: number; settledSeq: number }, jobs: readonly Job[]): Analysis {
  const none = {
    state: 'current',
    reason: null,
    attempts: 0,
    max_attempts: MAX_ATTEMPTS,
    next_try_at: null,
    settled_seq: settledSeq,
  } as const;
  if (settledSeq >= lastSeq) return none;
  const job = jobs.find(({ name }) => name === 'settle');
  if (!job) return { ...none, state: 'queued' };
  const { state, reason, attempts, max_attempts } = job;
  return { ...none, state, reason, attempts, max_attempts, next_try_at: state === 'running' ? null : job.run_at };
}
