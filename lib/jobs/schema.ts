import { z } from 'zod';

/** `failed`: the last try failed; another one follows by itself while `attempts` is below `max_attempts`. */
export const jobState = z.enum(['queued', 'running', 'failed']);

/** Work that is done after a request was answered. */
export const job = z.object({
  id: z.string(),
  name: z.string(),
  state: jobState,
  /** Why the last try failed. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  /** When it is or was to run; null if no try follows. */
  run_at: z.string().nullable(),
  queued_at: z.string(),
});
export type Job = z.infer<typeof job>;
