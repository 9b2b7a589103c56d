import { expect, test } from 'vitest';
import { bestSentences, leadSentence, openingSentence, wholeMessage } from '@/lib/segmenter/records/best-sentences';

test.each<[string, string[]]>([
  ['Fixed the date parser in `lib/date.ts`. Want me to commit it?', ['Fixed the date parser in `lib/date.ts`.']],
  ['Good question. The root cause is a table that ends in 2019.', ['The root cause is a table that ends in 2019.']],
  ['Done. Here’s a summary:\n\n- **Parser**: reads dates\n- Added `lib/leap.ts`\n', ['Added `lib/leap.ts`']],
  ['The importer passes all 12 tests:\n\n| a | fixed |\n|---|---|', ['The importer passes all 12 tests.']],
  ['Fixed. The table now shows:\n\n```\nx\n```', ['Fixed.']],
  [
    'Fixed two parsers:\n- the one for dates;\n  - and a nested note\n- the one for times.',
    ['Fixed two parsers: the one for dates; the one for times.'],
  ],
  ['All tests pass. The parser now reads leap days.', ['The parser now reads leap days.']],
  ['Updated [date.ts](/home/me/app/lib/date.ts#L3) <!-- done -->to read leap days.', ['Updated date.ts to read leap days.']],
  ['The parser reads both. It goes on. That would be fixed by `lib/date.ts`.', ['The parser reads both.']],
  ['Add the table to `lib/date.ts`, then it works.', []],
  ['## Report\n\n**Result: no leap day is missing**\n\n- `a.ts`\n- `b.ts`', ['**Result: no leap day is missing**']],
  ['Here are the lines.\n\n**2,569 lines total**', ['**2,569 lines total**']],
  ['Right — the table in `lib/date.ts` ends too early.', ['The table in `lib/date.ts` ends too early.']],
  ['The parser reads both calendars now. Branch: `main`', ['The parser reads both calendars now.']],
  ['Now I understand the root cause.', []],
  ['Let me run the tests.', []],
  ['I’ll fix the parser next.', []],
  ['Which approach do you prefer?', []],
  ['If I removed the cache, `lib/index.ts` would break.', []],
  ['The two options are:\n\nA) Fixed table\nB) Computed table\n\nWhich one?', []],
  ['Looking at `lib/date.ts` it was fixed before.', []],
  ['## How to test\n\n1. Added a button, click `Run` in `lib/a.ts`', []],
  ['```\nFixed the parser\n```', []],
  ['**Summary**\n\nThe parser reads dates of both calendars now.', ['The parser reads dates of both calendars now.']],
  ['', []],
])('of %j is told %j', (text, sentences) => {
  expect(bestSentences(text)).toEqual(sentences);
});

test.each([
  ['Committed.', ['Committed.']],
  ['Updated. Want me to push?', ['Updated.']],
  ['Let me look at it.', []],
  ['- one\n- two', []],
  [`Long ${'story '.repeat(50)}`, []],
])('the short message %j is taken as %j', (text, sentences) => {
  expect(wholeMessage(text)).toEqual(sentences);
});

test('at most 300 characters, a second sentence only as prose nearby', () => {
  const text = `Fixed the parser in \`lib/date.ts\`. The cause was the table. ${'Then nothing. '.repeat(5)}Updated \`README.md\` and \`CHANGES.md\` too.`;
  expect(bestSentences(text)).toEqual(['Fixed the parser in `lib/date.ts`.', 'The cause was the table.']);
  expect(bestSentences(`Fixed ${'the parser and '.repeat(30)}the rest.`)).toEqual([]);
});

test('where nothing is good enough, the best near the opening; never a question, an offer or an item', () => {
  expect(leadSentence('The dates come in two forms. Which one do you need?')).toEqual(['The dates come in two forms.']);
  expect(leadSentence('- a list\n- of words')).toEqual([]);
  expect(leadSentence('Let me look. Want me to go on?')).toEqual([]);
});

test.each([
  ['The table ends in 2019. It was written then.', 'The table ends in 2019.'],
  ['That is why it fails. Because of it all dates are wrong.', null],
  ['It has one row each. It has two. It has three. It has four. Fixed the table in `lib/date.ts`.', null],
])('%j opens with %j', (text, sentence) => {
  expect(openingSentence(text)).toBe(sentence);
});
