import { z } from 'zod';

/** What an invitation leads to, for whoever has the link. */
export const invitationOffer = z.object({
  /** Null where it leads into the installation alone. */
  project: z.string().nullable(),
  role: z.enum(['admin', 'reviewer', 'viewer']).nullable(),
  is_admin: z.boolean(),
  invited_by: z.string().nullable(),
  expires_at: z.iso.datetime(),
});
export type InvitationOffer = z.infer<typeof invitationOffer>;
