import { z } from 'zod';

const blankAsAbsent = (value: unknown) => (value === '' ? undefined : value);

const schema = z.object({
  PORT: z.preprocess(blankAsAbsent, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankAsAbsent, z.string().default('127.0.0.1')),
  DATABASE_URL: z.preprocess(blankAsAbsent, z.string().optional()),
  DEBRIEF_URL: z.preprocess(blankAsAbsent, z.url().optional()),
  DEBRIEF_MODE: z.preprocess(blankAsAbsent, z.enum(['local', 'team']).default('local')),
  DEBRIEF_DEMO: z.preprocess(blankAsAbsent, z.enum(['auto', 'off']).default('auto')),
  /** Set by the launcher: which kind of database DATABASE_URL leads to. */
  DEBRIEF_DATABASE: z.preprocess(blankAsAbsent, z.enum(['embedded', 'server']).default('server')),
});
export type Env = z.infer<typeof schema>;

/** Reads the environment, once, at the edge. Throws a ZodError that names the variable. */
export const readEnv = (values: Record<string, string | undefined>): Env => schema.parse(values);
