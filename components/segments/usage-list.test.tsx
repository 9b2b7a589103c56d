import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { SessionUsage } from '@/lib/sessions/usage-schema';
import { UsageList, usageName } from './usage-list';

const tokens = { input: 400, output: 11_200, reasoning: 0, cache_read: 26_200_000, cache_write: 0 };
const usage: SessionUsage = {
  ...tokens,
  ...{ cost_usd: 18.956, cost_source: 'computed', cost_is_partial: true, output_under_reported: true },
  models: [
    { model: 'kiln-2', ...tokens },
    { model: 'kiln-1', ...tokens, output: 44 },
  ],
  subagents: { ...tokens, output: 44 },
};
const textOf = (shown: SessionUsage) =>
  renderToStaticMarkup(<UsageList usage={shown} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('numbers that are too low say so, and why', () => {
  const text = textOf(usage);
  expect(text).toContain('Tokens in 26.2M from the cache 26.2M Tokens out at least 11.2K Cost at least $18.96 computed');
  expect(text).toContain('noted the tokens out too early');
  expect(text).toContain('some tokens have no price there');
  expect(text).toContain('Subagents: 26.2M tokens in, at least 44 out');
  expect(text).toContain('kiln-1 26.2M tokens in, at least 44 out');
  expect(usageName(usage)).toBe('Usage');
});

test('a recorded cost is one, and one model is only named', () => {
  const known: SessionUsage = { ...usage, cost_source: 'recorded', cost_is_partial: false, output_under_reported: false };
  const one = { ...known, models: known.models.slice(0, 1), subagents: null };
  expect(textOf(one)).toMatch(/Tokens out 11\.2K Cost \$18\.96 The agent recorded the cost\. kiln-2 $/);
  expect(usageName(one)).toBe('Usage ($18.96)');
});

test('without a cost nothing is said of one', () => {
  expect(textOf({ ...usage, cost_usd: null, cost_source: 'none' })).not.toMatch(/cost\b/i);
});
