import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { readBatch } from '@/lib/http/batch';
import { parseJson, splitLines } from '@/lib/http/json';
import { LIMITS } from '@/lib/limits';

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
  return 'fine';
};

describe('JSON is checked before it is parsed', () => {
  const nested = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels));
  test.each([
    ['at the limit', nested(LIMITS.json_depth), 'fine'],
    ['one level beyond', nested(LIMITS.json_depth + 1), 'too_deep'],
    ['far beyond', nested(1_000_000), 'too_deep'],
    ['with brackets in a string', Buffer.from(JSON.stringify('['.repeat(500))), 'fine'],
    ['broken', Buffer.from('{"a":'), 'invalid_json'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'invalid_json'],
    ['empty', Buffer.alloc(0), 'invalid_json'],
    ['after a byte order mark', Buffer.from('\ufeff{}'), 'fine'],
  ])('%s', (_, bytes, code) => expect(codeOf(() => parseJson(bytes))).toBe(code));
});

describe('NDJSON is lines', () => {
  test.each([
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['\n\n a \n\t\n', [' a ']],
    ['', []],
    ['a', ['a']],
  ])('%j', (text, lines) => expect(splitLines(Buffer.from(text)).map(String)).toEqual(lines));

  test('a line keeps its bytes, whatever they are', () => {
    const line = Buffer.from([0x7b, 0x00, 0xff, 0xed, 0xa0, 0x80, 0x7d]);
    expect(splitLines(Buffer.concat([line, Buffer.from('\n')]))[0]).toEqual(line);
  });

  test('an item of JSON keeps NUL and lone surrogates as escapes', () => {
    const batch = readBatch(Buffer.from('{"events":[{"text":"\\u0000\\ud800"}]}'), 'application/json');
    expect(String(batch.items[0]?.bytes)).toBe('{"text":"\\u0000\\ud800"}');
  });

  test('too many events are refused', () => {
    const lines = Buffer.from('{}\n'.repeat(LIMITS.batch_events + 1));
    expect(codeOf(() => readBatch(lines, 'application/x-ndjson'))).toBe('body_too_large');
  });
});
