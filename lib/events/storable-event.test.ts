import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Content, storableContent } from '@/lib/events/storable-event';
import { LIMITS } from '@/lib/limits';

const content: Content = { text: null, output: null, input: null, data: null };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('what is storable stays what it is', () => {
  const input = { a: [1, 'x', { b: null }], '': true };
  const data = { type: 'plan' };
  const stored = storableContent({ text: 't', output: 'o', input, data });
  expect(stored).toEqual({ text: 't', output: 'o', input, data });
  expect(stored.input).toBe(input);
});

test('NUL and lone surrogates are replaced in texts, values and keys', () => {
  const stored = storableContent({
    ...content,
    text: 'a\u0000',
    input: [{ 'k\u0000': '\ud800' }],
    data: JSON.parse('{"__proto__":"\\u0000"}'),
  });
  expect(stored.text).toBe('a\u2400');
  expect(stored.input).toEqual([{ 'k\u2400': '\ufffd' }]);
  expect(JSON.stringify(stored.data)).toBe('{"__proto__":"\u2400"}');
});

test('a text over the limit keeps head and tail, and says what it was', () => {
  const long = `head${'-'.repeat(LIMITS.text_chars)}tail`;
  const stored = storableContent({ ...content, text: long, input: { list: [long] }, data: { type: 'x' } });
  expect(stored.text?.startsWith('head')).toBe(true);
  expect(stored.text?.endsWith('tail')).toBe(true);
  expect(stored.text).toContain('[… 8 characters left out; the raw record has them …]');
  expect(stored.data).toEqual({
    type: 'x',
    clamped: [
      { path: 'text', chars: long.length, sha256: sha256(long) },
      { path: 'tool.input.list[0]', chars: long.length, sha256: sha256(long) },
    ],
  });
});

test('a cut never leaves half of a character', () => {
  const stored = storableContent({ ...content, text: `x${'\ud83d\ude00'.repeat(LIMITS.text_chars)}` });
  expect(/\p{Surrogate}/u.test(stored.text ?? '')).toBe(false);
});
