import { z } from 'zod';
import { LIMITS } from '@/lib/limits';
import { flag } from '@/lib/segments/word-schema';

/** Body of `POST /segments/{id}/flags`: the claim by its field and words. */
export const flagInput = flag.pick({ field: true }).extend({
  text: z.string().trim().min(1).max(LIMITS.segment_chars),
  note: z.string().trim().max(LIMITS.comment_chars).nullish(),
});
export type FlagInput = z.infer<typeof flagInput>;
