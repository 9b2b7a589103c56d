import { z } from 'zod';
import { role } from '@/lib/people/member-schema';
import { storableText } from '@/lib/storable';

const DEFAULT_DAYS = 7;
export const MAX_DAYS = 30;
const NOTE_CHARS = 200;

/** An invitation that was neither accepted nor revoked and has not expired. */
export const invitation = z.object({
  id: z.string(),
  /** Null for one into the installation alone. */
  role: role.nullable(),
  is_admin: z.boolean(),
  /** Who it is for, in the words of whoever made it. */
  note: z.string().nullable(),
  invited_by: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
});
export type Invitation = z.infer<typeof invitation>;

/** An invitation that was just made; its link is told this once and is not kept. */
export const newInvitation = invitation.extend({ url: z.string() });
export type NewInvitation = z.infer<typeof newInvitation>;

const common = {
  note: z.string().overwrite(storableText).trim().max(NOTE_CHARS).optional(),
  days: z.number().int().min(1).max(MAX_DAYS).default(DEFAULT_DAYS).describe('How long the link can be used'),
};
/** Into a project. */
export const invitationInput = z.strictObject({ role, ...common });
/** Into the installation, with no project or as one of its administrators. */
export const installationInvitationInput = z.strictObject({ is_admin: z.boolean().default(false), ...common });
