import { z } from 'zod';
import { role } from '@/lib/people/member-schema';

/** A person of the installation, for its administrators. */
export const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  is_admin: z.boolean(),
  disabled_at: z.string().nullable(),
  created_at: z.string(),
  /** Null where nothing is known of one. */
  last_sign_in_at: z.string().nullable(),
  projects: z.array(z.object({ project: z.string(), role })),
});
export type Person = z.infer<typeof person>;

/** What is absent stays. */
export const personInput = z.strictObject({ is_admin: z.boolean(), is_disabled: z.boolean() }).partial();
