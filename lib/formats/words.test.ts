import { expect, test } from 'vitest';
import { headline } from './words';

test.each([
  ['Mend the tide rule\nand more', 'Mend the tide rule'],
  ['Please:\n- Mend the tide rule', 'Please: Mend the tide rule'],
  ['Mend [tide.ts](src/tides/tide.ts:12) first', 'Mend tide.ts first'],
  ['Is https://github.com/harbour/tidal/issues/14 done', 'Is tidal#14 done'],
  [' \n ', null],
])('%j reads %j', (text, expected) => expect(headline(text)).toBe(expected));
