import { expect, test } from 'vitest';
import { pieces, visible } from './safe-text';

test.each([
  ['plain text, tabs\tand\nlines', 'plain text, tabs\tand\nlines'],
  ['nul \0 here', 'nul ␀ here'],
  ['bell\x07 escape\x1b[31m', 'bell␇ escape␛[31m'],
  ['delete \x7f and C1 \x9b', 'delete ␡ and C1 ⟨U+009B⟩'],
  ['access\u202elevel', 'access⟨U+202E⟩level'],
  ['iso\u2066late\u2069', 'iso⟨U+2066⟩late⟨U+2069⟩'],
  ['zero\u200bwidth\ufeff', 'zero⟨U+200B⟩width⟨U+FEFF⟩'],
  ['hidden tag \u{e0041}', 'hidden tag ⟨U+E0041⟩'],
  ['a joiner\u200dbetween letters', 'a joiner⟨U+200D⟩between letters'],
  ['a family 👩‍👩‍👧 keeps its joiners', 'a family 👩‍👩‍👧 keeps its joiners'],
  ['می‌خواهم', 'می‌خواهم'],
  ['two\r\nlines', 'two\nlines'],
  [`heap${'\u0310'.repeat(40)}s`, `heap${'\u0310'.repeat(8)}⟨32 marks⟩s`],
  ['selector \u{e0100}', 'selector ⟨U+E0100⟩'],
  ['lone \r return', 'lone ␍ return'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('secrets, unseen characters and cited literals stand apart, and the pieces make up the whole', () => {
  const text = 'key ‹redacted:aws-key› is 19766\u202e bytes, not 197660';
  const found = pieces(text, ['19766']);
  expect(found.filter((piece) => piece.kind !== 'plain')).toEqual([
    { kind: 'redacted', text: '‹redacted:aws-key›' },
    { kind: 'hit', text: '19766' },
    { kind: 'control', text: '⟨U+202E⟩' },
  ]);
  expect(found.map((piece) => piece.text).join('')).toBe(visible(text));
});

test('a literal may hold characters that mean something in a pattern', () => {
  expect(pieces('see a.b(c) and #144.', ['a.b(c)', '#144']).filter((p) => p.kind === 'hit')).toHaveLength(2);
});
