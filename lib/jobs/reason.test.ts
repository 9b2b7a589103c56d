import { expect, test } from 'vitest';
import { reasonOf } from '@/lib/jobs/reason';

const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more);

test.each([
  [
    'what the database said, not the query',
    failure('Failed query: insert …', { cause: failure('The shelf is full', { code: 'P0001' }) }),
    'The shelf is full',
  ],
  [
    'no value that did not fit',
    failure('invalid input syntax for type integer: "my diary"', { code: '22P02' }),
    'The database refused a value (22P02).',
  ],
  ['names, but no texts', failure('key "segments_pkey" of "my dear diary" is taken'), 'key "segments_pkey" of "…" is taken'],
  [
    'nothing of a text that is no JSON',
    new SyntaxError('Unexpected token d, "dear diary" is not valid JSON'),
    'A text could not be parsed.',
  ],
  ['at most a line', failure(`a\n${'b'.repeat(400)}`), `a ${'b'.repeat(298)}`],
  ['no error at all', 'dear diary', 'Something was thrown that is no error.'],
])('a reason holds %s', async (_, error, expected) => {
  expect(await reasonOf(error)).toBe(expected);
});
