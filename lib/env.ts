import { z } from 'zod';

const blankAsAbsent = (value: unknown) => (value === '' ? undefined : value);

const text = z.preprocess(blankAsAbsent, z.string().optional());

/** What it means, and what goes together, is checked once, before anything starts (lib/start/settings.mjs). */
const schema = z.object({
  PORT: z.preprocess(blankAsAbsent, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankAsAbsent, z.string().default('127.0.0.1')),
  DATABASE_URL: text,
  DEBRIEF_URL: z.preprocess(blankAsAbsent, z.url().optional()),
  DEBRIEF_MODE: z.preprocess(blankAsAbsent, z.enum(['local', 'team']).default('local')),
  DEBRIEF_DEMO: z.preprocess(blankAsAbsent, z.enum(['auto', 'off']).default('auto')),
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  OIDC_ISSUER: text,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  /** The word on the button of the provider that OIDC_ISSUER names. */
  OIDC_NAME: text,
  /** Set by the launcher: the checked content of the file that DEBRIEF_PRICES names. */
  DEBRIEF_PRICE_TABLE: text,
  /** Set by the launcher: which kind of database DATABASE_URL leads to. */
  DEBRIEF_DATABASE: z.preprocess(blankAsAbsent, z.enum(['embedded', 'server']).default('server')),
});
export type Env = z.infer<typeof schema>;

/** Reads the environment, once, at the edge. Throws a ZodError that names the variable. */
export const readEnv = (values: Record<string, string | undefined>): Env => schema.parse(values);
