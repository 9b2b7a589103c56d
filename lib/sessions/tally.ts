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
  const sum = copyOf(a);
  addTo(sum, b, sign);
  return sum;
}

/** All of them together. A long session has tens of thousands, so that each is added in place. */
export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum = copyOf(NO_TALLY);
  for (const tally of tallies) addTo(sum, tally, 1);
  return sum;
}

const copyOf = (tally: Tally): Tally => ({
  ...tally,
  models: tally.models.map((model) => ({ ...model })),
  subagents: tally.subagents && { ...tally.subagents },
});

function addTo(sum: Tally, tally: Tally, sign: 1 | -1): void {
  addTokens(sum, tally, sign);
  if (tally.cost_usd !== null) sum.cost_usd = inDollars((sum.cost_usd ?? 0) + sign * tally.cost_usd);
  if (sign === 1 && tally.output_under_reported) sum.output_under_reported = true;
  for (const counts of tally.models) addTokens(ofModel(sum.models, counts.model), counts, sign);
  if (!tally.subagents) return;
  sum.subagents ??= { ...NO_TOKENS };
  addTokens(sum.subagents, tally.subagents, sign);
}

/** Finer than any price of a token; what stands behind that comes of adding, and tells in which parts the sum came. */
const DIGITS = 12;
const inDollars = (sum: number): number => Number(sum.toFixed(DIGITS));

/** The counts of a model, added where it has none yet. */
function ofModel(models: Tally['models'], model: string | null): TokenCounts {
  const isNew = !models.some((known) => known.model === model);
  const name = isNew && models.length >= MAX_MODELS ? null : model;
  const known = models.find((entry) => entry.model === name);
  if (known) return known;
  const counts = { model: name, ...NO_TOKENS };
  models.push(counts);
  return counts;
}

function addTokens(sum: TokenCounts, counts: TokenCounts, sign: 1 | -1): void {
  for (const count of COUNTS) sum[count] += sign * counts[count];
}
