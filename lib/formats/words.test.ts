import { expect, test } from 'vitest';
import { headline, isTelling } from './words';

test.each([
  ['Mend the tide rule\nand more', 'Mend the tide rule'],
  ['Please:\n- Mend the tide rule', 'Please: Mend the tide rule'],
  ['Mend [tide.ts](src/tides/tide.ts:12) first', 'Mend tide.ts first'],
  ['Is https://github.com/harbour/tidal/issues/14 done', 'Is tidal#14 done'],
  [' \n ', null],
])('%j reads %j', (text, expected) => expect(headline(text)).toBe(expected));

test.each([
  ['continue', false],
  ['/model', false],
  [' /plugins:list\n', false],
  ['/review the tide rule', true],
  ['/etc/hosts is wrong', true],
  ['Mend the tide rule', true],
])('whether %j tells what it is about: %j', (prompt, expected) => expect(isTelling(prompt)).toBe(expected));
