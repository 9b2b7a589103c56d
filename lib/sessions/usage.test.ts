import { describe, expect, test } from 'vitest';
import { priceOf } from '@/lib/sessions/prices';
import { NO_TALLY, NO_TOKENS, type Tally } from '@/lib/sessions/tally';
import { sessionUsageOf, usageOf } from '@/lib/sessions/usage';

const prices = {
  'kiln-2': { input: 2, output: 10, cache_read: 0.2, cache_write: 2.5 },
  'kiln-*': { input: 1, output: 4 },
  'kiln-2-*': { input: 1, output: 8 },
};

const tally = (counts: Partial<Tally>, model: string | null = 'kiln-2'): Tally => {
  const tokens = { ...NO_TOKENS, ...counts };
  return { ...NO_TALLY, ...tokens, models: [{ model, ...tokens }] };
};

test.each([
  ['kiln-2', prices['kiln-2']],
  ['kiln-2-mini', prices['kiln-2-*']],
  ['kiln-3', prices['kiln-*']],
  ['oven', null],
  ['constructor', null],
  [null, null],
])('the price of %s is that of its name, else of the longest beginning', (model, expected) => {
  expect(priceOf(prices, model)).toEqual(expected);
});

describe('cost', () => {
  const costOf = (stored: Tally, model: string | null = null) => {
    const { cost_usd, cost_source, cost_is_partial } = sessionUsageOf(stored, { prices, model });
    return [cost_usd, cost_source, cost_is_partial];
  };
  const used = { input: 1_000_000, output: 500_000, reasoning: 100_000, cache_read: 1_000_000, cache_write: 100_000 };

  test('is computed from the price of each kind of token; reasoning is part of the output', () => {
    expect(costOf(tally(used))).toEqual([7.45, 'computed', false]);
  });

  test('of a model without a price is none', () => {
    expect(costOf(tally(used, 'oven'))).toEqual([null, 'none', false]);
    expect(costOf(NO_TALLY)).toEqual([null, 'none', false]);
  });

  test('says where some tokens have no price', () => {
    const both = { ...tally(used), models: [...tally(used).models, { model: 'oven', ...NO_TOKENS, output: 5 }] };
    expect(costOf(both)).toEqual([7.45, 'computed', true]);
    expect(costOf(tally({ output: 1_000_000, cache_read: 5 }, 'kiln-9'))).toEqual([4, 'computed', true]);
  });

  test('says where what was read is not recorded, or not all that was written', () => {
    expect(costOf(tally({ output: 1_000_000 }))).toEqual([10, 'computed', true]);
    expect(costOf({ ...tally(used), output_under_reported: true })).toEqual([7.45, 'computed', true]);
  });

  test('is that of the session’s model where a response names none', () => {
    expect(costOf(tally({ input: 1, output: 1_000_000 }, null), 'kiln-2')).toEqual([10.000002, 'computed', false]);
    expect(costOf(tally({ output: 1_000_000 }, null))).toEqual([null, 'none', false]);
  });

  test('that was recorded counts before one that could be computed', () => {
    expect(costOf({ ...tally(used), cost_usd: 0.1 + 0.2 })).toEqual([0.3, 'recorded', false]);
    expect(costOf({ ...tally(used, 'oven'), cost_usd: 0 })).toEqual([0, 'recorded', false]);
  });

  test('of nothing is what agents record that know no price', () => {
    expect(costOf({ ...tally(used), cost_usd: 0 })).toEqual([7.45, 'computed', false]);
  });

  test('of a segment is not computed where its session has a recorded one', () => {
    const pricing = { prices, model: null };
    expect(usageOf(tally(used), { ...pricing, isRecorded: true })).toMatchObject({ cost_usd: null, cost_source: 'none' });
    expect(usageOf(tally(used), { ...pricing, isRecorded: false })).toMatchObject({ cost_usd: 7.45, cost_source: 'computed' });
  });
});

test('what was counted before models were is read without them', () => {
  const old = { input: 5, output: 7, reasoning: 0, cache_read: 0, cache_write: 0, cost_usd: null };
  expect(sessionUsageOf(old, { prices, model: 'kiln-2' })).toMatchObject({ input: 5, output: 7, models: [], subagents: null });
  expect(sessionUsageOf(null, { prices, model: null })).toMatchObject({ input: 0, cost_source: 'none', models: [] });
});
