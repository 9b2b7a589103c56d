import { expect, test } from 'vitest';
import { cutStrings } from '@/lib/events/preview';

test.each([
  ['short', 'short', false],
  ['abcdefgh', 'abcde', true],
  [{ a: ['abcdefgh', 1, null, true] }, { a: ['abcde', 1, null, true] }, true],
  [null, null, false],
  ['abcd😀', 'abcd', true],
])('%j', (value, cut, isCut) => expect(cutStrings<unknown>(value, 5)).toEqual({ value: cut, isCut }));
