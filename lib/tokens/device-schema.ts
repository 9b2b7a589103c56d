import { z } from 'zod';
import { storableText } from '@/lib/storable';
import { tokenName } from '@/lib/tokens/schema';

/** What a command line says of itself: the name of its computer. Shown to the person, and the name of the token. */
const clientId = tokenName.describe('The name of the computer, for the person who is asked');

export const deviceInput = z.object({ client_id: clientId });

/** RFC 8628, section 3.2 */
export const deviceCode = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
  expires_in: z.number().int().describe('Seconds'),
  interval: z.number().int().describe('Seconds from one question to the next'),
});

export const deviceTokenInput = z.object({
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:device_code'),
  device_code: z.string().max(200).overwrite(storableText),
  client_id: clientId,
});

/** RFC 8628, section 3.5, and who was signed in. */
export const deviceToken = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int().describe('Seconds'),
  scope: z.string(),
  person: z.string().describe('The name of the person that the token acts for'),
});

export const deviceError = z.object({
  error: z.enum(['authorization_pending', 'slow_down', 'expired_token', 'access_denied', 'invalid_grant']),
  error_description: z.string(),
});

export const deviceAnswer = z.object({ user_code: z.string().max(100), approved: z.boolean() });

/** A command line that waits for a person. */
export interface WaitingDevice {
  user_code: string;
  /** As it calls itself. */
  name: string;
  expires_at: string;
}

/** How a code is shown, `ABCD-EFGH`. */
export const shownCode = (code: string): string => code.replace(/^(.{4})(.{4})$/, '$1-$2');
