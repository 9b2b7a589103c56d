import { expect, test } from 'vitest';
import { align, placeIn } from './align';

const quoted = (source: string, before: string, shown: string) => {
  const place = placeIn(source, before, shown);
  return place && source.slice(place.start, place.end);
};

test.each([
  ['plain', 'The gate is shut.', 'The ', 'gate', 'gate'],
  ['the second of two', 'a gate, a gate', 'a gate, a ', 'gate', 'gate'],
  ['with code in it', 'Run `npm test` now.', 'Run ', 'npm test now', 'npm test` now'],
  ['behind a marked link', 'See [the list](https://example.test/a) for it.', 'See the list for ', 'it', 'it'],
  ['over the end of a line', 'One\ntwo', 'One', ' two', '\ntwo'],
  ['without the mark that ends a sentence', 'It is done. It is not.', 'It is done', ' It is not', ' It is not'],
])('finds what is shown in its source: %s', (_, source, before, shown, expected) => {
  expect(quoted(source, before, shown)).toBe(expected);
});

test('the second occurrence is the one that was selected', () =>
  expect(placeIn('a gate, a gate', 'a gate, a ', 'gate')).toEqual({ start: 10, end: 14 }));

test('a letter that the source does not have is passed over', () => expect(align('ab', 'a\u2400b')).toEqual([0, -1, 1]));
