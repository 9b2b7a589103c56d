import { z } from 'zod';

export const role = z.enum(['viewer', 'reviewer', 'admin']);

/** A person's part in a project. */
export const member = z.object({
  id: z.string(),
  name: z.string(),
  /** Told to administrators of the project only. */
  email: z.string().nullable(),
  role,
  is_disabled: z.boolean(),
  joined_at: z.string(),
});
export type Member = z.infer<typeof member>;

export const memberInput = z.strictObject({ role });
