import { expect, test } from 'vitest';
import { IDENTIFIER_CHARS, patternProblem } from '@/lib/projects/rule-pattern';
import { linker, ruleInput } from '@/lib/projects/rule-schema';

const rule = (pattern: string, url: string) => ({ kind: 'issue', pattern, url });

test.each([
  ['#(\\d+)', 'https://git.test/issues/{1}', '#271', 'https://git.test/issues/271'],
  ['([\\w.-]+/[\\w.-]+)#(\\d+)', 'https://git.test/{1}/issues/{2}', 'acme/shop#12', 'https://git.test/acme/shop/issues/12'],
  ['[0-9a-f]{7,40}', 'https://git.test/commit/{0}', 'ab135e5', 'https://git.test/commit/ab135e5'],
  ['(TIDE|FERRY)-\\d+', 'https://desk.test/?q={0}', 'TIDE-4', 'https://desk.test/?q=TIDE-4'],
  ['#(\\d+)', 'https://git.test/issues/{1}', 'see #271', undefined],
  ['.+', 'https://git.test/{0}', 'a b"><script>', 'https://git.test/a%20b%22%3E%3Cscript%3E'],
  ['.+', 'https://git.test/{0}', '@evil.test/#', 'https://git.test/%40evil.test/%23'],
])('%s to %s makes of %s %s', (pattern, url, text, address) => {
  expect(ruleInput.safeParse({ kind: 'issue', pattern, url }).success).toBe(true);
  expect(linker([rule(pattern, url)])(text) ?? undefined).toBe(address);
});

test('an identifier that is too long is plain text', () => {
  expect(linker([rule('.+', 'https://git.test/{0}')])('a'.repeat(IDENTIFIER_CHARS + 1))).toBeNull();
});

test.each([
  'javascript:alert(1)',
  'http://git.test/{1}',
  'https://{1}/x',
  'https://git.test{1}',
  '//git.test/{1}',
  'https://user@git.test/',
  'data:text/html,x',
  '',
])('a rule never leads to %s', (url) => {
  expect(ruleInput.safeParse({ kind: 'issue', pattern: '#(\\d+)', url }).success).toBe(false);
});

test.each([
  '(a+)+',
  '(a|a)*',
  '(a*){2}',
  '(?=a)',
  '(a)\\1',
  '(?<n>a)',
  '[',
  'a*a*a*a*a*a*b',
  'a?'.repeat(30),
  '(a|b|c)'.repeat(13),
  'a{0,99}'.repeat(6),
  `a${'b'.repeat(100)}`,
])('%s is refused with a reason', (pattern) => {
  expect(patternProblem(pattern)).toMatch(/\.$/);
});

test.each(['#\\d+', '[A-Z]{2,10}-\\d{1,7}', '(?:[\\w.-]+/[\\w.-]+)?#\\d+', 'brief[- ]?(\\d+)'])('%s is taken', (pattern) => {
  expect(patternProblem(pattern)).toBeNull();
});
