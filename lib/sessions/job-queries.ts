import type { Context } from '@/lib/auth/context';
import { jobsOfSessions } from '@/lib/jobs/queries';
import type { Job } from '@/lib/jobs/schema';
import { findSession } from '@/lib/sessions/queries';

/** The jobs of a session that wait, run or have failed; null where there is no such session. */
export async function listJobs(ctx: Context, sid: string): Promise<{ items: Job[]; next_cursor: null } | null> {
  const row = await findSession(ctx, sid);
  if (!row) return null;
  return { items: (await jobsOfSessions(ctx, [row.id])).get(row.id) ?? [], next_cursor: null };
}
