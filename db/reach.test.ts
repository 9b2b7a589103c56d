import { expect, inject, test } from 'vitest';
import { NewerDatabaseError } from '@/db/migrate';
import { explainDatabaseError, reachDatabase } from '@/db/reach';

const failure = (message: string, code?: string) => Object.assign(new Error(message), { code });
const URL = 'postgres://ann:hunter2@db.example:6543/reviews';

test.each([
  [failure('connect ECONNREFUSED', 'ECONNREFUSED'), 'The database at db.example:6543 cannot be reached (ECONNREFUSED)'],
  [failure('write CONNECT_TIMEOUT', 'CONNECT_TIMEOUT'), 'cannot be reached (CONNECT_TIMEOUT)'],
  [failure('password authentication failed', '28P01'), 'The database at db.example:6543 refused the user ann'],
  [failure('database "reviews" does not exist', '3D000'), 'There is no database reviews at db.example:6543'],
  [failure('permission denied for schema public', '42501'), 'may not create the tables'],
  [new NewerDatabaseError('The database is newer.'), 'The database is newer. Update Debrief'],
  [new Error('Failed query', { cause: failure('no room', '53100') }), 'cannot be used: no room'],
  [failure('bad: hunter2', 'X'), 'cannot be used: bad: …'],
  ['anything', 'cannot be used: anything'],
])('%s is explained', (error, expected) => {
  const line = explainDatabaseError(error, URL);
  expect(line).toContain(expected);
  expect(line).not.toContain('hunter2');
});

test('an address that is no URL is not repeated', () => {
  expect(explainDatabaseError(new Error('x'), 'postgres://a:hunter2@one:1,two:2/d')).not.toContain('hunter2');
});

test('what cannot pass is thrown at once, what can after some patience', async () => {
  await reachDatabase(inject('postgresUrl'));
  const wrong = inject('postgresUrl').replace(/\/[^/]*$/, '/no_such_database');
  await expect(reachDatabase(wrong)).rejects.toThrow('does not exist');
  await expect(reachDatabase('postgres://a:b@127.0.0.1:1/d', 0)).rejects.toThrow('ECONNREFUSED');
});
