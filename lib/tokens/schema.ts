import { z } from 'zod';
import { instant } from '@/lib/instant';
import { storableText } from '@/lib/storable';

const NAME_CHARS = 100;

const scope = z.enum(['ingest', 'read', 'review']);
export type TokenScope = z.infer<typeof scope>;

/** What people call a token, on one line. */
export const tokenName = z
  .string()
  .overwrite((name) => storableText(name).replaceAll(/\s+/g, ' ').trim())
  .min(1, 'A token needs a name')
  .max(NAME_CHARS, `A name has at most ${NAME_CHARS} characters`);

/** A token as it is listed: never its value. */
export const token = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('The first characters of its value, by which one tells tokens apart'),
  scopes: z.array(scope),
  created_at: z.string(),
  created_by: z.string().nullable(),
  last_used_at: z.string().nullable().describe('To the minute'),
  expires_at: z.string().nullable(),
});
export type Token = z.infer<typeof token>;

export const tokenInput = z.object({
  name: tokenName,
  scopes: z
    .array(scope)
    .overwrite((scopes) => [...new Set(scopes)])
    .min(1, 'A token needs a scope: ingest, read or review')
    .describe('What it may do: add events (`ingest`), read, review'),
  expires_at: instant.nullish().describe('Never, if absent'),
});
export type TokenInput = z.infer<typeof tokenInput>;

/** A token that was just made, with its value, which is not kept. */
export const newToken = token.extend({ value: z.string() });
export type NewToken = z.infer<typeof newToken>;
