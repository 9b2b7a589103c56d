import { expect, test } from 'vitest';
import { isTooDeep } from '@/lib/events/json-depth';

const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;

test.each([
  ['at the limit', nested(200), false],
  ['over the limit', nested(202), true],
  ['wide, not deep', `[${'[],'.repeat(1000)}[]]`, false],
  ['brackets in a text', JSON.stringify({ text: '[{'.repeat(1000) }), false],
  ['an escaped quote in a text', JSON.stringify({ text: `"${'['.repeat(1000)}\\` }), false],
  ['not JSON at all', '['.repeat(100_000), true],
])('%s', (_name, json, expected) => {
  expect(isTooDeep(Buffer.from(json))).toBe(expected);
});
