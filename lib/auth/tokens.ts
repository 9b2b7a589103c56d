import { createHash, randomBytes } from 'node:crypto';

/** What every token of Debrief begins with, so that people and secret scanners know one when they see it. */
export const TOKEN_PREFIX = 'dbf_';
const SECRET_BYTES = 24;
/** Enough characters to tell a person's tokens apart, too few to guess the rest. */
const SHOWN_CHARS = TOKEN_PREFIX.length + 6;

/** A new secret for links: 192 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** A new token, and what of it may be shown later. */
export function newToken(): { token: string; prefix: string } {
  const token = TOKEN_PREFIX + newSecret();
  return { token, prefix: token.slice(0, SHOWN_CHARS) };
}

/** What is kept of a secret: SHA-256 suffices, for nobody can guess 192 random bits. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
