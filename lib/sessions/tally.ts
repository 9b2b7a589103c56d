import type { TokenCounts } from '@/lib/sessions/usage-schema';

export const COUNTS = ['input', 'output', 'reasoning', 'cache_read', 'cache_write'] as const;
/** A session has few models; what a client names beyond these is counted as one. */
const MAX_MODELS = 20;

/** Usage as it is counted and stored: without what a price table says of it. */
export interface Tally extends TokenCounts {
  /** The recorded cost. */
  cost_usd: number | null;
  output_under_reported: boolean;
  models: (TokenCounts & { model: string | null })[];
  subagents: TokenCounts | null;
}

export const NO_TOKENS: TokenCounts = { input: 0, output: 0, reasoning: 0, cache_read: 0, cache_write: 0 };
/** The usage of no events. */
export const NO_TALLY: Tally = { ...NO_TOKENS, cost_usd: null, output_under_reported: false, models: [], subagents: null };

/** Whether a stored usage is whole: versions before this one counted less. Where it is not, it is counted anew. */
export const isTally = (stored: Tally | null): stored is Tally => Array.isArray(stored?.models);

/** `a` plus (`sign` 1) or minus (-1) `b`. */
export function addTally(a: Tally, b: Tally, sign: 1 | -1 = 1): Tally {
  return {
    ...addTokens(a, b, sign),
    cost_usd: a.cost_usd === null && b.cost_usd === null ? null : inDollars((a.cost_usd ?? 0) + sign * (b.cost_usd ?? 0)),
    output_under_reported: a.output_under_reported || (sign === 1 && b.output_under_reported),
    models: b.models.reduce((models, { model, ...counts }) => addModel(models, model, counts, sign), a.models),
    subagents: a.subagents || b.subagents ? addTokens(a.subagents ?? NO_TOKENS, b.subagents ?? NO_TOKENS, sign) : null,
  };
}

/** Finer than any price of a token; what stands behind that comes of adding, and tells in which parts the sum came. */
const DIGITS = 12;
const inDollars = (sum: number): number => Number(sum.toFixed(DIGITS));

function addModel(models: Tally['models'], model: string | null, counts: TokenCounts, sign: 1 | -1): Tally['models'] {
  const isNew = !models.some((known) => known.model === model);
  const name = isNew && models.length >= MAX_MODELS ? null : model;
  const known = models.find((entry) => entry.model === name);
  const sum = { model: name, ...addTokens(known ?? NO_TOKENS, counts, sign) };
  return known ? models.map((entry) => (entry === known ? sum : entry)) : [...models, sum];
}

const addTokens = (a: TokenCounts, b: TokenCounts, sign: 1 | -1): TokenCounts => ({
  input: a.input + sign * b.input,
  output: a.output + sign * b.output,
  reasoning: a.reasoning + sign * b.reasoning,
  cache_read: a.cache_read + sign * b.cache_read,
  cache_write: a.cache_write + sign * b.cache_write,
});
