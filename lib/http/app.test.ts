import { describe, expect, test, vi } from 'vitest';
import { connect } from '@/db/client';
import { testDatabase } from '@/db/testing';
import type { Context } from '@/lib/auth/context';
import { health } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { log, quietConsole } from '@/lib/log';

const api = testApi(testDatabase());
/** Nothing listens there. */
const away = testApi({ db: connect('postgres://nobody@127.0.0.1:9/none') });

test('health says that all is well', async () => {
  expect(await good(health, api.fetch('/api/health'))).toMatchObject({ status: 'ok', database: 'server' });
});

describe('while the database is away', () => {
  test.each(['/api/health', '/api/v1/projects', '/api/v1/sessions/4f7k2m9c'])('%s says: try again', async (path) => {
    const response = await away.fetch(path);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await bad(away.fetch(path))).toMatchObject({ code: 'unavailable' });
  });
});

test('every answer carries its id, is not stored and not sniffed', async () => {
  for (const path of ['/api/health', '/api/nothing']) {
    const { headers } = await api.fetch(path);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
  }
});

test('a problem carries the id of its request', async () => {
  const response = await api.fetch('/api/nothing');
  expect((await response.json()).request_id).toBe(response.headers.get('x-request-id'));
});

test('HEAD answers as GET does, without a body', async () => {
  const response = await api.fetch('/api/health', { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
});

describe('other sites', () => {
  test.each([
    ['a foreign Host', { host: 'evil.example' }, 'forbidden_host'],
    ['a foreign Origin', { origin: 'https://evil.example' }, 'forbidden_origin'],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, 'forbidden_origin'],
  ])('get nothing: %s', async (_, headers, code) => {
    expect(await bad(api.fetch('/api/v1/projects', { headers }))).toMatchObject({ status: 403, code });
  });

  test('this one may', async () => {
    const headers = { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' };
    expect((await api.fetch('/api/v1/projects', { headers })).status).toBe(200);
  });
});

test('a fault says nothing but its request id, and the log holds nothing that was sent', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
  const broken = testApi({
    db: { ...connect('postgres://nobody@127.0.0.1:9/none'), orm: brokenOrm('the secret that was sent') },
  });
  const problem = await bad(broken.fetch('/api/v1/projects'));
  expect(problem).toMatchObject({ status: 500, code: 'internal' });
  const said = JSON.stringify([problem, logged.mock.calls]);
  expect(said).not.toContain('secret');
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ request_id: problem.request_id, route: '/api/v1/projects' });
});

test('what the framework says of a failed page is logged without what was sent', () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
  const { error: before } = console;
  quietConsole();
  console.error(
    ' ⨯',
    Object.assign(new Error('params: the secret that was sent', { cause: new Error('secret') }), {
      params: ['secret'],
      digest: '42',
    }),
  );
  console.error = before;
  expect(logged.mock.lastCall?.[0]).toMatchObject({ digest: '42', error: { name: 'Error' } });
  expect(JSON.stringify(logged.mock.lastCall)).not.toContain('secret');
});

/** A database whose every use fails, with a message that quotes what was sent, as databases do. */
const brokenOrm = (message: string) =>
  new Proxy({} as Context['db']['orm'], {
    get: () => {
      throw new TypeError(message);
    },
  });
