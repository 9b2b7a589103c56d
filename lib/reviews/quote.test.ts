import { expect, test } from 'vitest';
import { locate } from '@/lib/reviews/quote';

const TEXT = 'The gate is shut. The gate is green.';

test.each([
  ['at the same place', { start: 4, text: 'gate' }, { start: 4, end: 8 }],
  ['moved: the only occurrence', { start: 0, text: 'green' }, { start: 30, end: 35 }],
  ['moved: the nearest of several', { start: 20, text: 'gate' }, { start: 22, end: 26 }],
  ['gone', { start: 4, text: 'door' }, null],
  ['no words', { start: 4, text: '' }, null],
])('a quote is found %s', (_, quote, place) => expect(locate(quote, TEXT)).toEqual(place));

test('nothing is found in a field that is empty now', () => expect(locate({ start: 0, text: 'gate' }, null)).toBeNull());
