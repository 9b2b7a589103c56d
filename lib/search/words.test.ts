import { expect, test } from 'vitest';
import { beginsWith, Lexemes, lexemesOf, runsOf, weightedLexemes } from '@/lib/search/words';

test.each([
  ['Reset the daemon_reset flag.', ['reset', 'the', 'daemon_reset', 'flag']],
  ['Merged #271 (as `ab135e5`)', ['merged', '#271', 'as', 'ab135e5']],
  ['see src/foo.ts:42, please', ['see', 'src/foo.ts:42', 'please']],
  ['on flower/271-x…', ['on', 'flower/271-x']],
  ['--- … !!!', []],
  ['Größe in 東京', ['größe', 'in', '東京']],
])('%s is read as runs', (text, runs) => {
  expect([...runsOf(text)]).toEqual(runs);
});

test.each([
  ['timer', ['timer']],
  ['daemon_reset', ['daemon_reset', 'daemon', 'reset']],
  ['#271', ['#271', '271']],
  ['src/lib/foo.ts', ['src/lib/foo.ts', 'lib/foo.ts', 'foo.ts', 'src', 'lib', 'foo', 'ts']],
  ['acme/shop#12', ['acme/shop#12', 'shop#12', '#12', 'acme', 'shop', '12']],
])('%s is found by its parts', (run, lexemes) => {
  expect(lexemesOf(run)).toEqual(lexemes);
});

test('lexemes carry their weights and cannot break out of their quotes', () => {
  expect(
    weightedLexemes([
      ['A', 'Timer'],
      ['C', 'the timer'],
    ]),
  ).toBe("'timer':1A,3C 'the':2C");
  expect(beginsWith("o'br\\en")).toBe("'o''br\\\\en':*");
});

test('lexemes stop where there are too many', () => {
  const lexemes = new Lexemes(10);
  lexemes.add('timer timer timer overflow forgotten');
  expect(lexemes.all).toEqual(['timer', 'overflow']);
  expect(lexemes.isFull).toBe(true);
});
