import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '@/lib/auth/csp';

const directives = (isDevelopment: boolean) =>
  new Map(
    contentSecurityPolicy({ nonce: 'bm9uY2U=', isDevelopment })
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  );

test('a page runs only scripts with its nonce and talks to nobody else', () => {
  const policy = directives(false);
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('script-src')).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(policy.get('style-src')).toEqual(["'self'", "'nonce-bm9uY2U='"]);
  expect(policy.get('connect-src')).toEqual(["'self'"]);
  for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(name)).toEqual(["'none'"]);
  const remote = [...policy.values()].flat().filter((source) => /^(https?:|wss?:|\*)/.test(source));
  expect(remote).toEqual([]);
});

test('a development server may evaluate code and hold a web socket', () => {
  expect(directives(true).get('script-src')).toContain("'unsafe-eval'");
  expect(directives(true).get('connect-src')).toContain('ws:');
});
