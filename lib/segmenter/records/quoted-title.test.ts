import { expect, test } from 'vitest';
import { quotedTitle } from '@/lib/segmenter/records/quoted-title';
import { clipped } from '@/lib/segmenter/text/words';

test.each([
  ['Fix the date parser', '“Fix the date parser”'],
  ['Fix the date parser. It fails on leap days.', '“Fix the date parser.”'],
  ['ok. Now add a test for leap days', '“add a test for leap days”'],
  ['ok so how do I read leap days', '“how do I read leap days”'],
  ['also wait', '“also wait”'],
  ['help! the table lost all of its days', '“the table lost all of its days”'],
  ['Address the following items:\n1. The days are wrong', '“Address the following items: The days are wrong”'],
  ['the old table is gone. can you drop the code that read it', '“can you drop the code that read it”'],
  ['1. the table ends too early', '“the table ends too early”'],
  ['the table ends in 2019, it should not. can you extend it', '“the table ends in 2019, it should not.”'],
  ['See https://example.org/acme/dates/issues/12 for leap days', '“See dates#12 for leap days”'],
  ['Open http://localhost:3000/years/2020?view=table&all=true - it is empty', '“Open localhost:3000/…/2020 - it is empty”'],
  ['Look at this:\n$ npm test\nerror: no leap day', '“Look at this: error: no leap day”'],
  ['=== RUN TestLeap\n    leap_test.go:12: day 366 not found\nexit 1', '“leap_test.go:12: day 366 not found”'],
  ['remote: counting\nfatal: no such day', '“fatal: no such day”'],
  ['> npm test\nerror: no leap day\nWhy does this fail?', '“Why does this fail?”'],
  ['Hi!\n\nPlease move `lib/a.ts` to lib/b', '“Please move `lib/a.ts` to lib/b”'],
  ['## Goal\nFaster start', '“Goal”'],
  ['Implement this plan:\n\n# Cache the index\n\nBecause it is slow.', '“Implement this plan: Cache the index”'],
  ['**Bold** and [a link](https://example.org/x) stay words', '“Bold and a link stay words”'],
  ['<b onclick="x()">Do</b>   it\tnow with care', '“Do it now with care”'],
  ['Say "hello" and “bye”', '“Say "hello" and "bye"”'],
  ['```\nnpm ERR! code 1\n```\nWhy does this fail?', '“Why does this fail?”'],
  ['go', '“go”'],
])('%j is titled %s', (ask, title) => {
  expect(quotedTitle(ask)).toBe(title);
});

test.each(['', '   ', '!!!', '---\n***'])('%j gives no title', (ask) => {
  expect(quotedTitle(ask)).toBeNull();
});

test('a long ask is cut after a word, in at most 100 characters, with whole back-ticks or none', () => {
  const title = quotedTitle(`Rewrite ${'the importer '.repeat(6)}so that \`a very long name stands in back-ticks\` here`) ?? '';
  expect(title.length).toBeLessThanOrEqual(100);
  expect(title).toMatch(/^“Rewrite the importer .*\w…”$/);
  expect(title).not.toContain('`');
});

test('a cut never leaves half a character', () => {
  expect(clipped('😀'.repeat(20), 10)).toMatch(/^(?:😀)+…$/u);
});
