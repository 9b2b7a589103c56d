import { expect, test } from 'vitest';
import { isTransient } from '@/db/transient';

const failure = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  ['a refused connection', failure('ECONNREFUSED'), true],
  ['a lost connection', failure('CONNECTION_CLOSED'), true],
  ['a shutdown', failure('57P01'), true],
  ['a deadlock', failure('40P01'), true],
  ['a serialization failure', failure('40001'), true],
  ['a wrapped one', new Error('query failed', { cause: failure('57P03') }), true],
  ['one of several addresses', new AggregateError([failure('EACCES'), failure('ECONNREFUSED')]), true],
  ['a unique violation', failure('23505'), false],
  ['a bug', new TypeError('x'), false],
  ['no error', 'ECONNREFUSED', false],
])('%s', (_name, error, expected) => {
  expect(isTransient(error)).toBe(expected);
});
