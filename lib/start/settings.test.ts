import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isLoopback, isNodeSupported, readSettings, urlOf } from '@/lib/start/settings.mjs';

const DEFAULTS = { port: 3000, host: '127.0.0.1', home: join(homedir(), '.debrief'), databaseUrl: null };

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
    [{ DEBRIEF_MODE: 'team', HOST: '0.0.0.0' }, 'accounts'],
    [{ DEBRIEF_MODE: 'solo' }, 'DEBRIEF_MODE is solo'],
    [{ DEBRIEF_DEMO: 'yes' }, 'DEBRIEF_DEMO is yes'],
    [{ DEBRIEF_URL: 'debrief.example.com' }, 'DEBRIEF_URL is not'],
    [{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL is not a Postgres address'],
  ])('refuses %j', (env, message) => {
    expect(() => readSettings(env)).toThrow(message);
  });

  test('a refused DATABASE_URL is not repeated: it may hold a password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:hunter2@c/d' })).toThrow(/^((?!hunter2).)*$/);
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
  ['18.20.0', false],
  ['20.18.9', false],
  ['20.19.0', true],
  ['22.1.0', true],
  ['24.0.0', true],
])('Node %s will do: %s', (version, expected) => {
  expect(isNodeSupported(version)).toBe(expected);
});
