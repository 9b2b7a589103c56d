import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeValue, readValues } from '@/lib/formats/json';

describe('the values of a line', () => {
  it.each([
    ['one', '{"a":1}', [{ a: 1 }], ''],
    ['two that are glued', '{"a":"}{"}{"b":[2]}', [{ a: '}{' }, { b: [2] }], ''],
    ['two with space between', '{"a":1}  [2] ', [{ a: 1 }, [2]], ''],
    ['one and a broken one', '{"a":1}{"b":', [{ a: 1 }], '{"b":'],
    ['none', 'not json', [], 'not json'],
    ['an end without a start', ']]', [], ']]'],
    ['none in an empty line', '', [], ''],
  ])('%s', (_what, line, values, rest) => {
    const read = readValues(line);
    expect([read.values.map(({ value }) => value), read.rest]).toEqual([values, rest]);
  });

  it('reads what was glued, whatever it is', () => {
    const glued = fc
      .array(fc.object(), { minLength: 1, maxLength: 4 })
      .map((values) => values.map((value) => JSON.stringify(value)));
    fc.assert(
      fc.property(glued, (texts) => {
        expect(readValues(texts.join('')).values.map(({ text }) => text)).toEqual(texts);
      }),
    );
  });
});

describe('a value in words', () => {
  it('leaves encoded files out', () => {
    expect(describeValue({ data: 'QUJD'.repeat(1000), name: 'a.png' })).toBe(
      '{\n  "data": "[4 KB of data]",\n  "name": "a.png"\n}',
    );
  });
});
