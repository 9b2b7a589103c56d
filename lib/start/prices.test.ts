import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPrices } from '@/lib/start/prices.mjs';
import { readSettings } from '@/lib/start/settings.mjs';

const folder = mkdtempSync(join(tmpdir(), 'debrief-prices-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'prices.json');
  writeFileSync(path, text);
  return path;
}

test('a table is read and handed on as JSON', () => {
  const path = file('{\n  "kiln-*": { "input": 3, "output": 15.5 },\n  "oven": { "cache_read": 0 }\n}\n');
  expect(readSettings({ DEBRIEF_PRICES: path }).prices).toBe('{"kiln-*":{"input":3,"output":15.5},"oven":{"cache_read":0}}');
});

test.each([
  ['', 'is not JSON'],
  ['{', 'is not JSON'],
  ['[]', 'holds no models'],
  ['{}', 'holds no models'],
  ['{"kiln": 3}', '"kiln" has no prices'],
  ['{"kiln": {}}', '"kiln" has no prices'],
  ['{"ki*ln": {"input": 3}}', 'a * that is not at its end'],
  ['{"kiln": {"in": 3}}', 'it can be input, output, cache_read, cache_write'],
  ['{"kiln": {"input": "3"}}', 'no number of US dollars'],
  ['{"kiln": {"input": -1}}', 'no number of US dollars'],
  [`{"${'k'.repeat(30_000)}": {"input": 3}}`, 'too long'],
])('%.40s is refused in one line', (text, reason) => {
  const path = file(text);
  expect(() => readPrices(path)).toThrow(reason);
  expect(() => readPrices(path)).toThrow(/^DEBRIEF_PRICES names [^\n]+$/);
});

test('a file that is not there, or is a folder, is refused', () => {
  expect(() => readPrices(join(folder, 'none.json'))).toThrow('does not exist');
  expect(() => readPrices(folder)).toThrow('cannot be read');
  expect(readPrices('')).toBeNull();
});
