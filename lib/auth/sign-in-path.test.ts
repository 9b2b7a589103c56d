import { expect, test } from 'vitest';
import { isOpenToAll, nextPath, signInPath } from '@/lib/auth/sign-in-path';

test.each([
  ['/flower/sessions/x-4f7k2m9c/segments/12?event=361#claims', '/flower/sessions/x-4f7k2m9c/segments/12?event=361#claims'],
  ['/', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
  ['', '/'],
  ['flower', '/'],
  ['https://evil.test/', '/'],
  ['//evil.test', '/'],
  ['/\\evil.test', '/'],
  ['/\t/evil.test', '/'],
  ['/.//evil.test', '/'],
  ['/x/..//evil.test', '/'],
  ['/%2e//evil.test', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/sign-in', '/'],
  ['/sign-in/device?user_code=ABCD-EFGH', '/sign-in/device?user_code=ABCD-EFGH'],
  ['/sign-in/device/more', '/'],
  ['/api/auth/sign-out', '/'],
  ['/apiary/sessions', '/apiary/sessions'],
])('after signing in, %j leads to %j', (asked, path) => expect(nextPath(asked)).toBe(path));

test.each([
  ['/sign-in', true],
  ['/sign-in/device', true],
  ['/s/abc', true],
  ['/invitations/abc', true],
  ['/flower/sessions/x-4f7k2m9c.md', true],
  ['/', false],
  ['/sign-ins', false],
  ['/super/sessions', false],
  ['/settings', false],
])('%s answers without a sign-in: %j', (path, isOpen) => expect(isOpenToAll(path)).toBe(isOpen));

test('the sign-in leads on to where one was going', () => {
  expect(signInPath({ pathname: '/', search: '' })).toBe('/sign-in');
  expect(signInPath({ pathname: '/a/sessions', search: '?q=b&c' })).toBe('/sign-in?next=%2Fa%2Fsessions%3Fq%3Db%26c');
});
