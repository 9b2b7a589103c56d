import { z } from 'zod';
import { defineJob } from '@/lib/jobs/job';
import { indexSession } from '@/lib/search/text-commands';

/** Brings the words that a session's segments are found by up to date. */
export const indexJob = defineJob({
  name: 'index',
  input: z.object({ session: z.uuid() }),
  run: (ctx, { session }) => indexSession(ctx, session),
});
