import { expect, test } from 'vitest';
import { pgUrls } from '@/db/pg-urls';

test.each([
  ['postgres://ida:p%40ss@127.0.0.1:5432/debrief', ['postgres://ida:p%40ss@127.0.0.1:5432/debrief?application_name=jobs']],
  ['postgresql://localhost', ['postgresql://localhost?application_name=jobs']],
  [
    'postgres://ida@one:1,two:2/debrief?target_session_attrs=primary',
    ['postgres://ida@one:1/debrief?application_name=jobs', 'postgres://ida@two:2/debrief?application_name=jobs'],
  ],
  ['postgres://one/debrief?sslmode=require', ['postgres://one/debrief?application_name=jobs&sslmode=no-verify']],
  ['postgres://one/debrief?ssl=verify-full', ['postgres://one/debrief?application_name=jobs&sslmode=verify-full']],
  [
    'postgres://one/debrief?sslmode=prefer',
    [
      'postgres://one/debrief?application_name=jobs&sslmode=no-verify',
      'postgres://one/debrief?application_name=jobs&sslmode=disable',
    ],
  ],
])('pg finds the database of %s', (url, expected) => {
  expect(pgUrls(url, 'jobs')).toEqual(expected);
});
