import { z } from 'zod';
import { defineJob } from '@/lib/jobs/job';
import { settleSession } from '@/lib/segments/commands';

/** Brings a session's cut up to its last event. */
export const settleJob = defineJob({
  name: 'settle',
  input: z.object({ session: z.uuid() }),
  run: (ctx, { session }) => settleSession(ctx, session),
});
