import { expect, test } from 'vitest';
import { normalised, splitSentences } from '@/lib/segmenter/text/sentences';

test.each([
  ['One. Two.', ['One.', 'Two.']],
  ['The limit is 16,384 bytes, e.g. in solo.db. It holds.', ['The limit is 16,384 bytes, e.g. in solo.db.', 'It holds.']],
  ['Call `a. B` first. Then stop.', ['Call `a. B` first.', 'Then stop.']],
  ['Session 50d2-8..., with heartbeats.', ['Session 50d2-8..., with heartbeats.']],
  ['# Done\n\n- First thing\n- Second thing\n\n---', ['First thing', 'Second thing']],
  ['Before\n```\ncode. more code.\n```\nAfter', ['Before', 'After']],
  ['', []],
])('%j holds %j', (text, sentences) => {
  expect(splitSentences(text)).toEqual(sentences);
});

test('every sentence is a part of its text', () => {
  const text = '1. **Fixed** the parser (see `lib/a.ts`). Tests pass!\n2. Pushed as ab12cd3';
  for (const sentence of splitSentences(text)) expect(text).toContain(sentence);
});

test('a limit ends the reading early', () => {
  expect(splitSentences('A. B. C.', 2)).toHaveLength(2);
});

test('texts are compared without case, spacing and closing stop', () => {
  expect(normalised('  The  Tests pass. ')).toBe(normalised('the tests pass'));
});
