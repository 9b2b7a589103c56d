import { expect, test } from 'vitest';
import { storableInstant, storableText } from '@/lib/storable';

test.each([
  ['plain', 'plain'],
  ['a\u0000b', 'a\u2400b'],
  ['\ud800', '\ufffd'],
  ['x\udc00y', 'x\ufffdy'],
  ['\ud83d\ude00', '\ud83d\ude00'],
  ['\ude00\ud83d', '\ufffd\ufffd'],
  ['\u001b[31m\u202e', '\u001b[31m\u202e'],
])('the text %j is stored as %j', (text, stored) => {
  expect(storableText(text)).toBe(stored);
});

test.each([
  ['2026-11-20T08:44:00.000Z', '2026-11-20T08:44:00.000Z'],
  ['2026-11-20T08:44:00+05:45', '2026-11-20T02:59:00.000Z'],
  ['0000-06-01T00:00:00Z', null],
  ['0001-01-01T00:00:00+01:00', null],
  ['yesterday', null],
])('the time %s is stored as %s', (text, stored) => {
  expect(storableInstant(text)?.toISOString() ?? null).toBe(stored);
});
