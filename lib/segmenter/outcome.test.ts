import { expect, test } from 'vitest';
import { bestSentences, outcomeOf, wholeMessage } from '@/lib/segmenter/outcome';
import { message, prompt, script, shell } from '@/lib/segmenter/testing';

test.each<[string, string[]]>([
  ['Fixed the date parser in `lib/date.ts`. Want me to commit it?', ['Fixed the date parser in `lib/date.ts`.']],
  ['Good question. The root cause is a table that ends in 2019.', ['The root cause is a table that ends in 2019.']],
  ['Done. Here’s a summary:\n\n- **Parser**: reads dates\n- Added `lib/leap.ts`\n', ['Added `lib/leap.ts`']],
  ['All 12 tests pass:\n\n| a | fixed |\n|---|---|', ['All 12 tests pass']],
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

test('a turn that goes on or was stopped has no outcome; without a final message its commits speak', () => {
  const work = [prompt('Fix it now'), message('Fixed the parser in `a.ts`.'), ...shell('ls')];
  expect(outcomeOf(script(...work))).toBeNull();
  expect(outcomeOf(script(prompt('Fix it'), message('Fixed `a.ts`.'), { actor: 'human', kind: 'interrupt' }))).toBeNull();
  expect(outcomeOf(script(...work, ...shell('git commit -m x', '[main ab12cd3] fix: count leap days')))).toMatchObject({
    text: 'Committed ab12cd3: fix: count leap days.',
    claims: [{ evidence: [6] }],
  });
  expect(outcomeOf(script(...work, ...shell('git commit -m x', '[main ab12cd3] wip')))).toBeNull();
});
