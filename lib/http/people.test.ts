import { beforeEach, expect, test } from 'vitest';
import { people } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { page } from '@/lib/http/schema';
import { good, testApi } from '@/lib/http/testing';
import { person } from '@/lib/people/person-schema';
import { ensureProject } from '@/lib/projects/commands';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
type Somebody = Awaited<ReturnType<typeof team.person>>;

let boss: Somebody;
beforeEach(async () => {
  await held.db.orm.update(people).set({ isAdmin: false });
  boss = await team.person({ name: 'boss', isAdmin: true });
});

const change = async (who: Somebody, id: string, body: unknown) =>
  (await api.send('PATCH', `/api/v1/people/${id}`, body, who.headers)).status;

test('people are shown to administrators of the installation, with their projects', async () => {
  const { id: project } = await ensureProject(localContext(held.db, 'x'), 'flower');
  const ida = await team.person({ name: 'Ida', roles: { [project]: 'admin' } });
  expect((await api.fetch('/api/v1/people', { headers: ida.headers })).status).toBe(403);
  expect(await change(ida, ida.id, { is_admin: true })).toBe(403);
  const { items } = await good(page(person), api.fetch('/api/v1/people', { headers: boss.headers }));
  expect(items.find(({ id }) => id === ida.id)).toMatchObject({
    name: 'Ida',
    is_admin: false,
    last_sign_in_at: expect.any(String),
    projects: [{ project: 'flower', role: 'admin' }],
  });
  expect(items.every(({ email }) => email !== '')).toBe(true);
});

test('who is disabled is nobody at once, in every browser and with every token', async () => {
  const ida = await team.person({ name: 'Ida' });
  const token = await team.token({ personId: ida.id, scopes: ['read'] });
  const seen = async ({ headers }: { headers: Record<string, string> }) =>
    (await api.fetch('/api/v1/projects', { headers })).status;
  expect([await seen(ida), await seen(token)]).toEqual([200, 200]);
  expect(await change(boss, ida.id, { is_disabled: true })).toBe(200);
  expect([await seen(ida), await seen(token)]).toEqual([401, 401]);
  expect(await change(boss, ida.id, { is_disabled: false })).toBe(200);
  expect([await seen(ida), await seen(token)]).toEqual([401, 200]);
});

test('who administers no more keeps no link that makes an administrator or sets a password', async () => {
  for (const body of [{ is_admin: false }, { is_disabled: true }]) {
    const other = await team.person({ isAdmin: true });
    const invited = await api.send('POST', '/api/v1/invitations', { is_admin: true }, other.headers);
    const reset = await api.send('POST', `/api/v1/people/${boss.id}/reset-link`, {}, other.headers);
    const [{ url: way }, { url: link }] = [await invited.json(), await reset.json()];
    expect(await change(boss, other.id, body)).toBe(200);
    const newcomer = { name: 'Mallory', email: 'mallory@example.test', password: 'correct horse battery' };
    expect((await api.send('POST', `/api/v1/invitations/${way.slice(-32)}`, newcomer)).status).toBe(404);
    const set = { token: new URL(link).searchParams.get('token'), password: newcomer.password };
    expect((await api.send('POST', '/api/v1/password-reset', set)).status).toBe(404);
  }
});

test('the installation keeps an administrator, whoever goes first', async () => {
  for (const body of [{ is_admin: false }, { is_disabled: true }]) expect(await change(boss, boss.id, body)).toBe(409);
  const other = await team.person({ name: 'other', isAdmin: true });
  const statuses = await Promise.all([
    change(boss, other.id, { is_admin: false }),
    change(other, boss.id, { is_disabled: true }),
  ]);
  expect(statuses.filter((code) => code === 200)).toHaveLength(1);
  expect(await change(boss, 'nobody', { is_admin: true })).not.toBe(200);
});
