import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isLoopback, isNodeSupported, ownUrlOf, readSettings, urlOf } from '@/lib/start/settings.mjs';

const DEFAULTS = {
  port: 3000,
  host: '127.0.0.1',
  home: join(homedir(), '.debrief'),
  databaseUrl: null,
  mode: 'local',
  publicUrl: null,
  prices: null,
  warnings: [],
};

describe('settings', () => {
  test.each([
    [{}, DEFAULTS],
    [{ PORT: '', HOST: '', DEBRIEF_HOME: '', DATABASE_URL: '', DEBRIEF_MODE: '', DEBRIEF_DEMO: '', DEBRIEF_URL: '' }, DEFAULTS],
    [
      { PORT: '0', HOST: '::1', DEBRIEF_MODE: 'local', DEBRIEF_DEMO: 'off' },
      { ...DEFAULTS, port: 0, host: '::1' },
    ],
    [{ DATABASE_URL: 'postgresql://a:b@c/d' }, { ...DEFAULTS, databaseUrl: 'postgresql://a:b@c/d' }],
    [{ DATABASE_URL: 'postgres://a:b@one:1,two:2/d' }, { ...DEFAULTS, databaseUrl: 'postgres://a:b@one:1,two:2/d' }],
    [{ DEBRIEF_HOME: '/srv/debrief' }, { ...DEFAULTS, home: '/srv/debrief' }],
    [{ DEBRIEF_URL: 'https://Debrief.example.com/' }, { ...DEFAULTS, publicUrl: 'https://debrief.example.com' }],
    [{ DEBRIEF_MODE: 'team' }, { ...DEFAULTS, mode: 'team' }],
    [
      { DEBRIEF_MODE: 'team', HOST: '0.0.0.0', DEBRIEF_URL: 'https://debrief.example.com:8443' },
      { ...DEFAULTS, mode: 'team', host: '0.0.0.0', publicUrl: 'https://debrief.example.com:8443' },
    ],
  ])('%j', (env, expected) => {
    expect(readSettings(env)).toEqual(expected);
  });

  test.each([
    [{ PORT: 'abc' }, 'PORT is abc'],
    [{ PORT: '65536' }, 'PORT is 65536'],
    [{ PORT: '80.5' }, 'PORT is 80.5'],
    [{ HOST: '0.0.0.0' }, 'no sign-in'],
    [{ HOST: '::' }, 'Use HOST=127.0.0.1'],
    [{ HOST: '192.168.1.4' }, 'let other machines in'],
    [{ HOST: '127.example.com' }, 'let other machines in'],
    [{ HOST: '0.0.0.0', DEBRIEF_URL: 'https://debrief.example.com' }, 'DEBRIEF_MODE=team'],
    [{ DEBRIEF_MODE: 'team', HOST: '0.0.0.0' }, 'Set DEBRIEF_URL, for example DEBRIEF_URL=https://debrief.example.com'],
    [{ DEBRIEF_MODE: 'solo' }, 'DEBRIEF_MODE is solo'],
    [{ DEBRIEF_DEMO: 'yes' }, 'DEBRIEF_DEMO is yes'],
    [{ DEBRIEF_URL: 'debrief.example.com' }, 'DEBRIEF_URL is not'],
    [{ DEBRIEF_URL: 'debrief.example.com:3000' }, 'DEBRIEF_URL is not'],
    [{ DEBRIEF_URL: 'postgres://debrief.example.com' }, 'DEBRIEF_URL is not'],
    [{ DEBRIEF_URL: 'https://example.com/debrief' }, 'a host of its own'],
    [{ DEBRIEF_URL: 'https://example.com/?a=b' }, 'a host of its own'],
    [{ DEBRIEF_URL: 'https://example.com/#a' }, 'a host of its own'],
    [{ DEBRIEF_URL: 'https://me@example.com' }, 'a name or a password'],
    [{ GITHUB_CLIENT_ID: 'a' }, 'GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET go together; GITHUB_CLIENT_SECRET is not set.'],
    [{ GOOGLE_CLIENT_ID: '', GOOGLE_CLIENT_SECRET: 'b' }, 'GOOGLE_CLIENT_ID is not set.'],
    [{ OIDC_ISSUER: 'https://login.example.com' }, 'OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are not set.'],
    [{ OIDC_ISSUER: 'http://login.example.com', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, 'OIDC_ISSUER is not an https'],
    [{ OIDC_ISSUER: 'login.example.com', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, 'OIDC_ISSUER is not an https'],
    [{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL is not a Postgres address'],
  ])('refuses %j', (env, message) => {
    expect(() => readSettings(env)).toThrow(message);
  });

  test.each([
    { DATABASE_URL: 'mysql://me:hunter2@c/d' },
    { DEBRIEF_URL: 'https://me:hunter2@c' },
    { GITHUB_CLIENT_SECRET: 'hunter2' },
  ])('a refused value that may hold a password is not repeated: %j', (env) => {
    expect(() => readSettings(env)).toThrow(/^((?!hunter2).)*$/);
  });

  test.each([
    ['http://debrief.example.com', true],
    ['http://10.0.0.5:3000', true],
    ['https://debrief.example.com', false],
    ['http://localhost:3000', false],
    ['http://[::1]:3000', false],
  ])('team mode at %s warns of what travels in the clear: %s', (url, expected) => {
    const { warnings } = readSettings({ DEBRIEF_MODE: 'team', DEBRIEF_URL: url });
    expect(warnings.some((line) => line.includes('unencrypted'))).toBe(expected);
    expect(readSettings({ DEBRIEF_URL: url }).warnings).toEqual([]);
  });

  test('a provider may be given whole; a local one for trying out may do without https', () => {
    const env = { OIDC_ISSUER: 'http://127.0.0.1:9000/realm', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
    expect(readSettings(env)).toEqual(DEFAULTS);
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
  ['127.0.0.1.example.com', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test('an IPv6 address is written in brackets', () => {
  expect([urlOf('127.0.0.1', 3000), urlOf('::1', 80)]).toEqual(['http://127.0.0.1:3000', 'http://[::1]:80']);
});

test.each([
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['10.0.0.5', 'http://10.0.0.5:3000'],
])('a server that listens at %s is reached from its own machine at %s', (host, expected) => {
  expect(ownUrlOf(host, 3000)).toBe(expected);
});

test.each([
  ['18.20.0', false],
  ['20.18.9', false],
  ['20.19.0', true],
  ['22.1.0', true],
  ['24.0.0', true],
])('Node %s will do: %s', (version, expected) => {
  expect(isNodeSupported(version)).toBe(expected);
});
