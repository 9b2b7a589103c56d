import { z } from 'zod';

const count = z.number().int();
/** `input` does not hold what came from the cache or went into it; `output` holds `reasoning`. */
const tokens = { input: count, output: count, reasoning: count, cache_read: count, cache_write: count };
export const tokenCounts = z.object(tokens);
export type TokenCounts = z.infer<typeof tokenCounts>;

/** What the responses of a model took, each counted once. */
export const usage = z.object({
  ...tokens,
  /** In US dollars; null where none was recorded and the price table of this server has none. */
  cost_usd: z.number().nullable(),
  /** `recorded` by the agent, or `computed` here from tokens and the price table. */
  cost_source: z.enum(['recorded', 'computed', 'none']),
  /** Computed, and some tokens have no price or were not recorded: the cost is that of the others. */
  cost_is_partial: z.boolean(),
  /** The agent wrote `output` down before its responses were complete: there was more. */
  output_under_reported: z.boolean(),
});
export type Usage = z.infer<typeof usage>;

/** Of a whole session, subagents included. */
export const sessionUsage = usage.extend({
  /** By the model that responded, the one that wrote most first; null: not told. */
  models: z.array(tokenCounts.extend({ model: z.string().nullable() })),
  /** What of it the subagents took; null where there are none. */
  subagents: tokenCounts.nullable(),
});
export type SessionUsage = z.infer<typeof sessionUsage>;
