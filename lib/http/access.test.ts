import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { testApi } from '@/lib/http/testing';
import { ensureProject } from '@/lib/projects/commands';
import { putSession } from '@/lib/sessions/commands';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
const ids = { flower: '', tree: '', sid: '' };

beforeAll(async () => {
  const ctx = localContext(held.db, 'someone');
  for (const name of ['flower', 'tree'] as const) ids[name] = (await ensureProject(ctx, name)).id;
  ids.sid = (await putSession(ctx, { project: 'flower', externalId: 'one' }, { title: 'First light' })).sid;
});

const status = async (headers: Record<string, string>, method: string, path: string, body?: unknown) =>
  (await (body === undefined ? api.fetch(path, { method, headers }) : api.send(method, path, body, headers))).status;

test('nobody is asked to sign in, whatever they ask for', async () => {
  for (const path of [
    `/api/v1/sessions/${ids.sid}`,
    '/api/v1/sessions/nothing0',
    '/api/v1/projects/flower/sessions',
    '/api/v1/projects',
  ])
    expect(await status({}, 'GET', path)).toBe(401);
  expect(await status({}, 'GET', '/api/health')).toBe(200);
  expect((await api.fetch('/api/v1/projects')).headers.get('www-authenticate')).toBe('Bearer realm="Debrief"');
});

describe('people', () => {
  test('see their projects and no others', async () => {
    const { headers } = await team.person({ roles: { [ids.tree]: 'admin' } });
    expect(await (await api.fetch('/api/v1/projects', { headers })).json()).toMatchObject({ items: [{ name: 'tree' }] });
    const [there, nowhere] = await Promise.all([
      api.fetch(`/api/v1/sessions/${ids.sid}`, { headers }),
      api.fetch('/api/v1/sessions/nothing0', { headers }),
    ]);
    const [a, b] = [await there.json(), await nowhere.json()];
    expect({ ...a, request_id: '' }).toEqual({ ...b, request_id: '' });
  });

  test('do what their role allows, and are told what it takes', async () => {
    const viewer = await team.person({ roles: { [ids.flower]: 'viewer' } });
    const reviewer = await team.person({ roles: { [ids.flower]: 'reviewer' } });
    const cut = `/api/v1/sessions/${ids.sid}/segmentation`;
    expect(await status(viewer.headers, 'GET', `/api/v1/sessions/${ids.sid}`)).toBe(200);
    expect(await status(viewer.headers, 'POST', cut, { granularity: 'fine' })).toBe(403);
    expect(await status(reviewer.headers, 'POST', cut, { granularity: 'fine' })).not.toBe(403);
    expect(await status(viewer.headers, 'PUT', '/api/v1/projects/flower/sessions/two', { title: 'x' })).toBe(403);
    expect(await status(viewer.headers, 'PUT', '/api/v1/projects/tree/sessions/two', { title: 'x' })).toBe(404);
  });

  test('are nobody once their sign-in is gone or forged', async () => {
    const { headers } = await team.person();
    expect(await status({ cookie: headers.cookie.replace(/.$/, '!') }, 'GET', '/api/v1/projects')).toBe(401);
    expect(await status({ cookie: 'debrief.session_token=x.y' }, 'GET', '/api/v1/projects')).toBe(401);
  });
});

describe('tokens', () => {
  test.each([
    [['ingest'], { write: 201, read: 403, cut: 403 }],
    [['read'], { write: 403, read: 200, cut: 403 }],
    [['read', 'review'], { write: 403, read: 200, cut: 200 }],
  ] as const)('%j', async (scopes, expected) => {
    const { headers } = await team.token({ projectId: ids.flower, scopes: [...scopes] });
    const name = `by-${scopes.join('-')}`;
    expect({
      write: await status(headers, 'PUT', `/api/v1/projects/flower/sessions/${name}`, { title: 'x' }),
      read: await status(headers, 'GET', `/api/v1/sessions/${ids.sid}`),
      cut:
        (await status(headers, 'GET', `/api/v1/sessions/${ids.sid}/cuts`)) &&
        (await status(headers, 'POST', `/api/v1/sessions/${ids.sid}/jobs/retry`)),
    }).toEqual(expected);
    expect(await status(headers, 'PUT', '/api/v1/projects/tree/sessions/x', {})).toBe(404);
  });

  test('that are revoked, expired, unknown or malformed are refused in words', async () => {
    const past = new Date(Date.now() - 1000);
    const of = { projectId: ids.flower, scopes: ['read' as const] };
    const refused = [
      (await team.token({ ...of, revokedAt: past })).headers,
      (await team.token({ ...of, expiresAt: past })).headers,
      { authorization: 'Bearer dbf_unknown' },
      { authorization: 'Basic eDp5' },
    ];
    for (const headers of refused) expect(await status(headers, 'GET', '/api/v1/projects')).toBe(401);
  });

  test('of a person reach as far as the person', async () => {
    const person = await team.person({ roles: { [ids.flower]: 'viewer' } });
    const { headers } = await team.token({ personId: person.id, scopes: ['read', 'ingest'] });
    expect(await status(headers, 'GET', `/api/v1/sessions/${ids.sid}`)).toBe(200);
    expect(await status(headers, 'PUT', '/api/v1/projects/flower/sessions/x', {})).toBe(403);
  });
});
