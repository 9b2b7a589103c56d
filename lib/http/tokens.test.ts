import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connect } from '@/db/client';
import { auditLog, tokens } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { ensureProject } from '@/lib/projects/commands';
import { newToken, token } from '@/lib/tokens/schema';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
type Person = Awaited<ReturnType<typeof team.person>>;
let admin: Person;
let stranger: Person;
let flower = '';

beforeAll(async () => {
  const ctx = localContext(held.db, 'someone');
  flower = (await ensureProject(ctx, 'flower')).id;
  const tree = (await ensureProject(ctx, 'tree')).id;
  admin = await team.person({ name: 'Ada', roles: { [flower]: 'admin' } });
  stranger = await team.person({ roles: { [tree]: 'admin' } });
});

const path = '/api/v1/projects/flower/tokens';
const input = { name: 'ci-runner', scopes: ['ingest'], expires_at: '2999-01-01T00:00:00Z' };
const make = (body: object = input) => good(newToken, api.send('POST', path, body, admin.headers));
const list = async (headers: Record<string, string> = admin.headers) =>
  (await good(page(token), api.fetch(path, { headers }))).items;
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const event = { events: [{ id: '1', actor: 'human', kind: 'prompt', text: 'Count the boats' }] };
const append = async (value: string, by = api) =>
  (await by.send('POST', '/api/v1/projects/flower/sessions/one/events', event, bearer(value))).status;

test('a token is made, used, listed without its value and revoked', async () => {
  const { value, ...made } = await make();
  expect(value).toMatch(/^dbf_[\w-]{32}$/);
  expect(made).toMatchObject({
    name: 'ci-runner',
    prefix: value.slice(0, 10),
    scopes: ['ingest'],
    created_by: 'Ada',
    last_used_at: null,
    expires_at: '2999-01-01T00:00:00.000Z',
  });
  expect(await append(value)).toBe(200);
  const found = (await list()).find(({ id }) => id === made.id);
  expect(found).toEqual({ ...made, last_used_at: expect.any(String) });
  const rows = await held.db.orm.select().from(tokens);
  expect(JSON.stringify(rows)).not.toContain(value.slice(10));
  for (let again = 0; again < 2; again++)
    expect((await api.fetch(`/api/v1/tokens/${made.id}`, { method: 'DELETE', headers: admin.headers })).status).toBe(204);
  expect(await append(value)).toBe(401);
  expect((await list()).map(({ id }) => id)).not.toContain(made.id);
});

test('what was done with tokens is in the audit log, once', async () => {
  const { id, value } = await make({ name: 'audited', scopes: ['read'] });
  for (let again = 0; again < 2; again++) await api.fetch(`/api/v1/tokens/${id}`, { method: 'DELETE', headers: admin.headers });
  const entries = (await held.db.orm.select().from(auditLog)).filter(({ subjectId }) => subjectId === id);
  expect(entries).toMatchObject([
    { action: 'token.created', actorName: 'Ada', project: 'flower', subject: 'audited', details: { scopes: ['read'] } },
    { action: 'token.revoked', actorName: 'Ada', project: 'flower', subject: 'audited' },
  ]);
  expect(JSON.stringify(entries)).not.toContain(value.slice(10));
});

test.each([
  ['no name', { ...input, name: ' \u0000\n'.replace('\u0000', '') }],
  ['a long name', { ...input, name: 'x'.repeat(101) }],
  ['no scope', { ...input, scopes: [] }],
  ['to manage', { ...input, scopes: ['manage'] }],
  ['an expiry that has passed', { ...input, expires_at: '2001-01-01T00:00:00Z' }],
  ['an expiry that is none', { ...input, expires_at: 'soon' }],
])('no token is made with %s', async (_what, body) => {
  expect(await bad(api.send('POST', path, body, admin.headers))).toMatchObject({ status: 400, code: 'invalid_request' });
});

test('a name is text on one line, and scopes are a set', async () => {
  const hostile = '<img src=x onerror=alert(1)> \u001b[31m\u202e\n\u0000 x';
  const made = await make({ name: hostile, scopes: ['read', 'read'] });
  expect(made).toMatchObject({ name: '<img src=x onerror=alert(1)> \u001b[31m\u202e \u2400 x', scopes: ['read'] });
});

describe('who may', () => {
  test('no token makes, lists or revokes tokens', async () => {
    const { id } = await make();
    const held = await make({ name: 'all', scopes: ['ingest', 'read', 'review'] });
    const own = await team.token({ personId: admin.id, scopes: ['ingest', 'read', 'review'] });
    for (const headers of [bearer(held.value), own.headers]) {
      expect(await bad(api.fetch(path, { headers }))).toMatchObject({ status: 403 });
      expect(await bad(api.send('POST', path, input, headers))).toMatchObject({ status: 403 });
      expect(await bad(api.fetch(`/api/v1/tokens/${id}`, { method: 'DELETE', headers }))).toMatchObject({ status: 404 });
      expect(await bad(api.fetch('/api/v1/me/tokens', { headers }))).toMatchObject({ status: 403 });
    }
  });

  test('a reviewer may not, and to others the project and its tokens are none', async () => {
    const { id } = await make();
    const reviewer = await team.person({ roles: { [flower]: 'reviewer' } });
    const outcomes = async ({ headers }: Person) => [
      (await api.fetch(path, { headers })).status,
      (await api.send('POST', path, input, headers)).status,
      (await api.fetch(`/api/v1/tokens/${id}`, { method: 'DELETE', headers })).status,
    ];
    expect(await outcomes(reviewer)).toEqual([403, 403, 404]);
    expect(await outcomes(stranger)).toEqual([404, 404, 404]);
    expect((await list()).map((each) => each.id)).toContain(id);
  });

  test('a person sees and revokes their own tokens alone', async () => {
    const { id, headers } = await team.token({ personId: admin.id, scopes: ['read'] });
    const mine = async (of: Person) => (await good(page(token), api.fetch('/api/v1/me/tokens', { headers: of.headers }))).items;
    const drop = async (of: Person) =>
      (await api.fetch(`/api/v1/me/tokens/${id}`, { method: 'DELETE', headers: of.headers })).status;
    expect((await mine(admin)).map((each) => each.id)).toContain(id);
    expect(await mine(stranger)).toEqual([]);
    expect((await list()).map((each) => each.id)).not.toContain(id);
    expect((await api.fetch(`/api/v1/tokens/${id}`, { method: 'DELETE', headers: admin.headers })).status).toBe(404);
    expect([await drop(stranger), await drop(admin)]).toEqual([404, 204]);
    expect((await api.fetch('/api/v1/projects', { headers })).status).toBe(401);
  });

  test('a token gives itself up', async () => {
    const { value } = await make({ name: 'leaving', scopes: ['ingest'] });
    const leave = () => api.fetch('/api/v1/token', { method: 'DELETE', headers: bearer(value) });
    expect([(await leave()).status, (await leave()).status]).toEqual([204, 401]);
    expect(await bad(api.fetch('/api/v1/token', { method: 'DELETE', headers: admin.headers }))).toMatchObject({ status: 403 });
  });
});

test('what one instance makes and revokes, the next request to another one knows', async () => {
  const other = { db: connect(held.url, { max: 2 }) };
  const there = testApi(other, { DEBRIEF_MODE: 'team' });
  try {
    const { id, value } = await make();
    expect([await append(value, there), await append(value)]).toEqual([200, 200]);
    await api.fetch(`/api/v1/tokens/${id}`, { method: 'DELETE', headers: admin.headers });
    expect([await append(value, there), await append(value)]).toEqual([401, 401]);
  } finally {
    await other.db.close();
  }
});

test('local mode has no tokens', async () => {
  const local = testApi(held);
  for (const [method, at] of [
    ['GET', path],
    ['GET', '/api/v1/me/tokens'],
    ['DELETE', '/api/v1/token'],
    ['POST', '/api/v1/device/code'],
  ] as const)
    expect(await bad(local.fetch(at, { method }))).toMatchObject({ status: 404, code: 'not_found' });
  const { paths } = await good(z.object({ paths: z.record(z.string(), z.unknown()) }), local.fetch('/api/v1/openapi.json'));
  expect(Object.keys(paths)).not.toContain('/api/v1/me/tokens');
});
