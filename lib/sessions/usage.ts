import { type PriceTable, priceOf } from '@/lib/sessions/prices';
import { COUNTS, NO_TALLY, type Tally } from '@/lib/sessions/tally';
import type { SessionUsage, TokenCounts, Usage } from '@/lib/sessions/usage-schema';

const MILLION = 1_000_000;
/** Sums of dollars are given to a millionth. */
const DIGITS = 6;
const PRICED = ['input', 'output', 'cache_read', 'cache_write'] as const;

interface Pricing {
  prices: PriceTable;
  /** Stands for the model of responses that name none. */
  model: string | null;
  /** The session has a recorded cost, which covers all of it: nothing is computed beside it. */
  isRecorded: boolean;
}

/** Whether the agent recorded what a session cost. A cost of nothing is recorded where a price is not known. */
export const hasRecordedCost = (stored: Partial<Tally> | null): boolean => (stored?.cost_usd ?? 0) > 0;

/** Counted usage as it is read, with its cost. */
export function usageOf(stored: Partial<Tally> | null, pricing: Pricing): Usage {
  const tally = { ...NO_TALLY, ...stored };
  return { ...tokensOf(tally), ...costOf(tally, pricing), output_under_reported: tally.output_under_reported };
}

/** The usage of a whole session as it is read. */
export function sessionUsageOf(stored: Partial<Tally> | null, pricing: Omit<Pricing, 'isRecorded'>): SessionUsage {
  const tally = { ...NO_TALLY, ...stored };
  return {
    ...usageOf(stored, { ...pricing, isRecorded: hasRecordedCost(stored) }),
    models: tally.models
      .filter((counts) => COUNTS.some((count) => counts[count] > 0))
      .map(({ model, ...counts }) => ({ model, ...tokensOf(counts) }))
      .sort((a, b) => b.output - a.output || (a.model ?? '').localeCompare(b.model ?? '')),
    subagents: tally.subagents && tokensOf(tally.subagents),
  };
}

const tokensOf = ({ input, output, reasoning, cache_read, cache_write }: TokenCounts): TokenCounts => ({
  ...{ input, output, reasoning, cache_read, cache_write },
});

function costOf(
  tally: Tally,
  { prices, model, isRecorded }: Pricing,
): Pick<Usage, 'cost_usd' | 'cost_source' | 'cost_is_partial'> {
  const computed = isRecorded ? null : computedCost(tally.models, { prices, model });
  const isLow = tally.output_under_reported;
  if (computed)
    return { cost_usd: rounded(computed.cost), cost_source: 'computed', cost_is_partial: computed.isPartial || isLow };
  const isNone = tally.cost_usd === null;
  return {
    cost_usd: tally.cost_usd === null ? null : rounded(tally.cost_usd),
    cost_source: isNone ? 'none' : 'recorded',
    cost_is_partial: false,
  };
}

/** The cost of the tokens that have a price; null where none has. */
function computedCost(models: Tally['models'], { prices, model }: Pick<Pricing, 'prices' | 'model'>) {
  let [cost, isPriced, isPartial] = [0, false, false];
  for (const counts of models) {
    const price = priceOf(prices, counts.model ?? model);
    if (hasUntoldInput(counts)) isPartial = true;
    for (const kind of PRICED) {
      if (counts[kind] <= 0) continue;
      const dollars = price?.[kind];
      if (dollars === undefined) isPartial = true;
      else {
        isPriced = true;
        cost += (counts[kind] * dollars) / MILLION;
      }
    }
  }
  return isPriced ? { cost, isPartial } : null;
}

/** Nothing is answered that was not read: some agents tell it only when their session ends. */
const hasUntoldInput = ({ input, output, cache_read, cache_write }: TokenCounts): boolean =>
  output > 0 && input + cache_read + cache_write === 0;

const rounded = (dollars: number): number => Number(dollars.toFixed(DIGITS));
