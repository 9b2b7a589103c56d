import { expect, test } from 'vitest';
import { cutText, moreLabel } from './cut-text';

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');

test('a short text is whole', () => {
  expect(cutText(lines(40))).toEqual({ head: lines(40), moreLines: 0, moreChars: 0 });
});

test('a long text is cut after 40 lines and says how many more there are', () => {
  const cut = cutText(lines(252));
  expect(cut.head).toBe(lines(40));
  expect(moreLabel(cut)).toBe('Show 212 more lines');
});

test.each([
  [`${lines(41)}\n`, 'Show 1 more line'],
  ['x'.repeat(9000), 'Show 1,000 more characters'],
])('%#: the button names what it shows', (text, label) => {
  expect(moreLabel(cutText(text))).toBe(label);
});

test('the head and what follows it make up the text, and no character is halved', () => {
  const text = `${'x'.repeat(7999)}😀 tail`;
  const cut = cutText(text);
  expect(cut.head).toBe('x'.repeat(7999));
  expect(cut.head.length + cut.moreChars).toBe(text.length);
});
