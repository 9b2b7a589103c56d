import { z } from 'zod';
import { storableText } from '@/lib/storable';

const NAME_CHARS = 100;
/** The longest that can be delivered to (RFC 5321). */
const EMAIL_CHARS = 254;
/** The shortest password; NIST SP 800-63B asks for 8, and for 15 where nothing else is asked. */
export const PASSWORD_CHARS = 12;
/** Longer ones are refused before they are hashed. */
export const MAX_PASSWORD_CHARS = 256;

/** On one line, so that what tells of a person is not taken for something else. */
const personName = z
  .string()
  .overwrite((name) => storableText(name).replaceAll(/\s+/g, ' ').trim())
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, 'Enter a name')
  .max(NAME_CHARS, `Use at most ${NAME_CHARS} characters`);
/** Lower-case. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(EMAIL_CHARS, 'This is no email address')
  .pipe(z.email('This is no email address'));
const newPassword = z
  .string()
  .min(PASSWORD_CHARS, `Use at least ${PASSWORD_CHARS} characters`)
  .max(MAX_PASSWORD_CHARS, `Use at most ${MAX_PASSWORD_CHARS} characters`);
const oldPassword = z.string().min(1, 'Enter your password').max(MAX_PASSWORD_CHARS);

/** What a new person says of themselves. */
export const newPerson = z.object({ name: personName, email: emailAddress, password: newPassword });

export const welcomeInput = newPerson.extend({ code: z.string().min(1, 'Enter the code').max(NAME_CHARS) });
export type WelcomeInput = z.infer<typeof welcomeInput>;

export const resetInput = z.object({ token: z.string().max(NAME_CHARS), password: newPassword });

export const passwordInput = z.object({ current_password: oldPassword, new_password: newPassword });
export type PasswordInput = z.infer<typeof passwordInput>;

export const meInput = z.object({ name: personName });

/** A way to sign in beside a password. */
export const provider = z.object({ id: z.string(), name: z.string() });
export type Provider = z.infer<typeof provider>;

/** The person who asks. */
export const me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  is_admin: z.boolean(),
  has_password: z.boolean(),
  /** The providers at which this person signs in. */
  providers: z.array(z.object({ id: z.string(), linked_at: z.iso.datetime() })),
});
export type Me = z.infer<typeof me>;

/** A browser in which a person is signed in. */
export const signIn = z.object({
  id: z.string(),
  /** Such as `Firefox on Windows`; null where the browser does not say. */
  browser: z.string().nullable(),
  /** The address that it signed in from. */
  ip: z.string().nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  /** Whether it is the one that asks. */
  is_current: z.boolean(),
});
export type SignIn = z.infer<typeof signIn>;

/** Where a browser goes next. */
export const onward = z.object({ url: z.string() });

/** A link by which a person sets a new password; told once. */
export const resetLink = z.object({ url: z.string(), expires_at: z.iso.datetime() });
