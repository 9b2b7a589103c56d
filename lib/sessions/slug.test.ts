import { expect, test } from 'vitest';
import { newSid, segmentPath, sessionPath, sidOfPath, slugOf } from '@/lib/sessions/slug';

test.each([
  ['Fix the login page', 'fix-the-login-page'],
  ['  Übergrößen & Café! ', 'ubergro-en-cafe'],
  ["Don't break it", 'dont-break-it'],
  ['日本語', ''],
  [null, ''],
  ['../../etc/passwd?x=1#y', 'etc-passwd-x-1-y'],
  ['one two three four five six seven eight nine ten eleven', 'one-two-three-four-five-six-seven-eight-nine-ten'],
  ['x'.repeat(100), 'x'.repeat(48)],
])('the slug of %j is %j', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('a session is found again by the end of its path', () => {
  const sid = newSid();
  expect(sid).toMatch(/^[0-9a-hjkmnp-tv-z]{8}$/);
  const path = sessionPath('flower', 'Fix the login page', sid);
  expect(path).toBe(`/flower/sessions/fix-the-login-page-${sid}`);
  expect(sidOfPath(path.split('/').at(-1) ?? '')).toBe(sid);
  expect(sidOfPath(sessionPath('flower', null, sid).split('/').at(-1) ?? '')).toBe(sid);
});

test('a link to a segment names its cut unless it is the first', () => {
  const session = { project: 'flower', title: 'A b', sid: '4f7k2m9c' };
  expect(segmentPath(session, 3)).toBe('/flower/sessions/a-b-4f7k2m9c/segments/3');
  expect(segmentPath(session, 3, 2)).toBe('/flower/sessions/a-b-4f7k2m9c/segments/3?cut=2');
});
