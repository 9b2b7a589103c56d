import { beforeAll, describe, expect, test } from 'vitest';
import { auditLog } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { page } from '@/lib/http/schema';
import { good, testApi } from '@/lib/http/testing';
import { member } from '@/lib/people/member-schema';
import { ensureProject } from '@/lib/projects/commands';
import { putSession } from '@/lib/sessions/commands';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
type Somebody = Awaited<ReturnType<typeof team.person>>;
const ids = { flower: '', tree: '' };
const people = {} as Record<'viewer' | 'reviewer' | 'admin' | 'stranger' | 'boss', Somebody>;

beforeAll(async () => {
  const ctx = localContext(held.db, 'someone');
  for (const name of ['flower', 'tree'] as const) ids[name] = (await ensureProject(ctx, name)).id;
  for (const role of ['viewer', 'reviewer', 'admin'] as const)
    people[role] = await team.person({ name: role, roles: { [ids.flower]: role } });
  people.stranger = await team.person({ name: 'stranger', roles: { [ids.tree]: 'admin' } });
  people.boss = await team.person({ name: 'boss', isAdmin: true });
});

const call = (who: { headers: Record<string, string> }, method: string, path: string, body?: unknown) =>
  body === undefined
    ? api.fetch(`/api/v1${path}`, { method, headers: who.headers })
    : api.send(method, `/api/v1${path}`, body, who.headers);
const status = async (...args: Parameters<typeof call>) => (await call(...args)).status;
const lastAction = async () => (await held.db.orm.select().from(auditLog).orderBy(auditLog.id)).at(-1);

describe('members', () => {
  test('see each other by name, and by email who manages the project', async () => {
    const seenBy = (who: Somebody) => good(page(member), call(who, 'GET', '/projects/flower/members'));
    const { items } = await seenBy(people.viewer);
    expect(items.map(({ name, email, role }) => [name, email, role])).toEqual([
      ['admin', null, 'admin'],
      ['reviewer', null, 'reviewer'],
      ['viewer', null, 'viewer'],
    ]);
    for (const who of [people.admin, people.boss])
      expect((await seenBy(who)).items[0]?.email).toBe(`${people.admin.id}@example.test`);
    expect(await status(people.stranger, 'GET', '/projects/flower/members')).toBe(404);
  });

  test('get roles from an administrator of their project alone', async () => {
    const path = `/projects/flower/members/${people.viewer.id}`;
    for (const who of [people.viewer, people.reviewer]) expect(await status(who, 'PUT', path, { role: 'admin' })).toBe(403);
    expect(await status(people.stranger, 'PUT', path, { role: 'admin' })).toBe(404);
    expect(await status(people.admin, 'PUT', path, { role: 'reviewer' })).toBe(204);
    expect(await lastAction()).toMatchObject({ action: 'member.changed', details: { role: 'reviewer', before: 'viewer' } });
    expect(await status(people.admin, 'PUT', path, { role: 'viewer' })).toBe(204);
  });

  test('who is none is added by an administrator of the installation alone; to others nobody is known', async () => {
    const path = (id: string) => `/projects/flower/members/${id}`;
    for (const id of [people.stranger.id, '0198c0de-0000-7000-8000-00000000000a', 'x'])
      expect(await status(people.admin, 'PUT', path(id), { role: 'viewer' })).toBe(404);
    expect(await status(people.boss, 'PUT', path(people.stranger.id), { role: 'viewer' })).toBe(204);
    expect(await status(people.stranger, 'GET', '/projects/flower/members')).toBe(200);
    expect(await status(people.admin, 'DELETE', path(people.stranger.id))).toBe(204);
    expect(await status(people.stranger, 'GET', '/projects/flower/members')).toBe(404);
  });

  test('leave on their own, but the last administrator', async () => {
    const guest = await team.person({ roles: { [ids.flower]: 'viewer' } });
    expect(await status(guest, 'DELETE', '/projects/flower/membership')).toBe(204);
    expect(await status(guest, 'DELETE', '/projects/flower/membership')).toBe(404);
    expect(await status(people.admin, 'DELETE', '/projects/flower/membership')).toBe(409);
    expect(await status(people.admin, 'PUT', `/projects/flower/members/${people.admin.id}`, { role: 'viewer' })).toBe(409);
  });

  test('keep one administrator when the last two remove each other', async () => {
    const { id } = await ensureProject(localContext(held.db, 'someone'), 'duel');
    const [a, b] = [await team.person({ roles: { [id]: 'admin' } }), await team.person({ roles: { [id]: 'admin' } })];
    const statuses = await Promise.all([
      status(a, 'DELETE', `/projects/duel/members/${b.id}`),
      status(b, 'DELETE', `/projects/duel/members/${a.id}`),
    ]);
    expect(statuses.sort()).toEqual([204, expect.toSatisfy((code: number) => [404, 409].includes(code))]);
    expect(await status(people.boss, 'GET', '/projects/duel/members')).toBe(200);
  });
});

describe('invitations', () => {
  const path = '/projects/flower/invitations';
  const invite = async (who: Somebody, body: unknown = { role: 'viewer', note: 'Ada' }) =>
    (await call(who, 'POST', path, body)).json();

  test('are made, listed without their link and revoked by administrators of the project', async () => {
    const made = await invite(people.admin);
    expect(made).toMatchObject({ role: 'viewer', note: 'Ada', url: expect.stringMatching(/^http:\/\/.*\/invitations\/\S{32}$/) });
    const listed = await (await call(people.admin, 'GET', path)).json();
    expect(listed.items).toMatchObject([{ id: made.id, invited_by: 'admin' }]);
    expect(JSON.stringify(listed)).not.toContain(made.url.slice(-32));
    for (const [who, expected] of [
      [people.reviewer, 404],
      [people.stranger, 404],
      [people.admin, 204],
      [people.admin, 404],
    ] as const)
      expect(await status(who, 'DELETE', `/invitations/${made.id}`)).toBe(expected);
    expect(await lastAction()).toMatchObject({ action: 'invitation.revoked', project: 'flower', subject: 'Ada' });
  });

  test.each(['viewer', 'reviewer'] as const)('are none of the business of a %s', async (role) => {
    expect(await status(people[role], 'GET', path)).toBe(403);
    expect(await status(people[role], 'POST', path, { role: 'viewer' })).toBe(403);
  });

  test('end with the part of whoever made them: nobody lets themselves back in', async () => {
    const ken = await team.person({ roles: { [ids.flower]: 'admin' } });
    const [own, other] = [await invite(ken), await invite(ken)];
    const accept = ({ url }: { url: string }, who: Somebody) => status(who, 'POST', `/invitations/${url.slice(-32)}`, {});
    expect(await status(people.boss, 'PUT', `/projects/flower/members/${ken.id}`, { role: 'reviewer' })).toBe(204);
    expect(await accept(other, people.stranger)).toBe(404);
    expect(await status(people.admin, 'DELETE', `/projects/flower/members/${ken.id}`)).toBe(204);
    expect(await accept(own, ken)).toBe(404);
    const { items } = await (await call(people.admin, 'GET', path)).json();
    expect(items.map(({ id }: { id: string }) => id)).not.toContain(own.id);
  });

  test('last at most 30 days', async () => {
    for (const days of [0, 31, 1.5]) expect(await status(people.admin, 'POST', path, { role: 'viewer', days })).toBe(400);
    const { created_at, expires_at } = await invite(people.admin, { role: 'viewer', days: 30 });
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBeCloseTo(30 * 24 * 3_600_000, -4);
  });

  test('into the installation are for its administrators', async () => {
    expect(await status(people.admin, 'POST', '/invitations', {})).toBe(403);
    expect(await status(people.admin, 'GET', '/invitations')).toBe(403);
    const made = await (await call(people.boss, 'POST', '/invitations', { is_admin: true })).json();
    expect(made).toMatchObject({ role: null, is_admin: true });
    expect(await status(people.admin, 'DELETE', `/invitations/${made.id}`)).toBe(404);
    expect(await status(people.boss, 'DELETE', `/invitations/${made.id}`)).toBe(204);
  });
});

test('what a project holds is deleted by its administrators, and a project is made by those of the installation', async () => {
  const { sid } = await putSession(localContext(held.db, 'x'), { project: 'flower', externalId: 'gone' }, {});
  const agent = await team.token({ projectId: ids.flower, scopes: ['ingest'] });
  for (const who of [people.viewer, people.reviewer]) expect(await status(who, 'DELETE', `/sessions/${sid}`)).toBe(403);
  for (const who of [people.stranger, agent]) expect([403, 404]).toContain(await status(who, 'DELETE', `/sessions/${sid}`));
  expect(await status(people.stranger, 'DELETE', `/sessions/${sid}`)).toBe(404);
  expect(await status(people.admin, 'DELETE', `/sessions/${sid}`)).toBe(204);
  expect(await status(agent, 'PUT', '/projects/flower/sessions/gone', {})).toBe(410);
  expect(await status(people.reviewer, 'DELETE', '/projects/flower/tombstones/gone')).toBe(403);
  expect(await status(people.admin, 'DELETE', '/projects/flower/tombstones/gone')).toBe(204);
  expect(await status(agent, 'PUT', '/projects/flower/sessions/gone', {})).toBe(201);

  expect(await status(people.reviewer, 'DELETE', '/projects/flower')).toBe(403);
  expect(await status(people.stranger, 'DELETE', '/projects/flower')).toBe(404);
  expect(await status(people.admin, 'POST', '/projects', { name: 'mine' })).toBe(403);
  expect(await status(people.admin, 'DELETE', '/projects/flower')).toBe(204);
  expect(await status(people.admin, 'GET', '/projects/flower/sessions')).toBe(404);
  expect(await status(agent, 'PUT', '/projects/flower/sessions/gone', {})).toBe(410);
  expect(await status(people.stranger, 'PUT', '/projects/flower/sessions/gone', {})).toBe(404);
  expect(await status(people.boss, 'POST', '/projects', { name: 'flower' })).toBe(201);
  expect(await status(people.boss, 'POST', '/projects', { name: 'flower' })).toBe(409);
  expect(await status(agent, 'PUT', '/projects/flower/sessions/gone', {})).toBe(201);
});
