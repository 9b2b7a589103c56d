import { describe, expect, test } from 'vitest';
import { escapeBlock, escapeLine } from '@/lib/exports/escape';

describe('text of a transcript stays text in Markdown', () => {
  test.each([
    ['plain words', 'plain words'],
    ['# Not a heading', '\\# Not a heading'],
    ['#271 is an issue', '#271 is an issue'],
    ['- not an item', '\\- not an item'],
    ['1. not an item', '1\\. not an item'],
    ['> no quote', '\\> no quote'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['a = b', 'a = b'],
    ['| a | b |', '\\| a | b |'],
    ['<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
    ['![x](http://example.com/x.png)', '!\\[x](http://example.com/x.png)'],
    ['snake_case and _emphasis_', 'snake_case and \\_emphasis\\_'],
    ['2 * 3 * 4', '2 \\* 3 \\* 4'],
    ['run `rm -rf *` now', 'run `rm -rf *` now'],
    ['an open ` tick', 'an open \\` tick'],
    ['``` fence', '\\`\\`\\` fence'],
    ['&lt;b&gt; &copy', '&amp;lt;b&amp;gt; &copy'],
    ['C:\\temp', 'C:\\\\temp'],
    ['right\u202eleft\u0007', 'rightleft'],
    ['letters of tags \u{e0041}\u{e0042} and a soft\u00adhyphen', 'letters of tags  and a softhyphen'],
    ['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['~~gone~~ in ~/home', '\\~\\~gone\\~\\~ in ~/home'],
    ['\u200b# no heading', '\\# no heading'],
  ])('%j', (text, escaped) => expect(escapeLine(text)).toBe(escaped));

  test('a line break in a title does not open a block', () => {
    expect(escapeLine('Title\n# Heading')).toBe('Title # Heading');
  });

  test('lines of a longer text are escaped one by one', () => {
    expect(escapeBlock('One\r\n# two\n\n\n\n    code\n')).toBe('One\n\\# two\n\ncode');
  });
});
