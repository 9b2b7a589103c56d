import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { retryFailed } from '@/lib/jobs/commands';
import { findSession } from '@/lib/sessions/queries';
import { orUnavailable } from '@/lib/unavailable';

/** Has the failed jobs of a session run now, as if for the first time; others stay as they are. Throws `not_found`, `unavailable`. */
export async function retryJobs(ctx: Context, sid: string): Promise<void> {
  await orUnavailable(async () => {
    const row = await findSession(ctx, sid);
    if (!row) throw new AppError('not_found', 'The session was not found');
    await retryFailed(ctx, row.id);
  });
}
