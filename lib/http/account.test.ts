import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { accounts, auditLog, signIns } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { accountsOf } from '@/lib/auth/accounts';
import { hashPassword } from '@/lib/auth/passwords';
import { testTeam } from '@/lib/auth/testing';
import { readEnv } from '@/lib/env';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { me, signIn } from '@/lib/people/account-schema';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
const password = 'correct horse battery';
let ida: Awaited<ReturnType<typeof team.person>>;

beforeAll(async () => {
  ida = await team.person({ name: 'Ida' });
  const of = { userId: ida.id, accountId: ida.id, providerId: 'credential', password: await hashPassword(password) };
  await held.db.orm.insert(accounts).values({ id: uuidv7(), ...of });
});

const send = (method: string, path: string, body: unknown = {}) => api.send(method, `/api/v1/me${path}`, body, ida.headers);
const list = async (headers = ida.headers) => {
  const answer = await api.fetch('/api/v1/me/sign-ins', { headers });
  return { text: await answer.clone().text(), items: page(signIn).parse(await answer.json()).items };
};
const isIn = async (cookie: string) => (await api.fetch('/api/v1/me', { headers: { cookie } })).status === 200;

test('a person has another name from then on', async () => {
  expect(await good(me, send('PATCH', '', { name: ' Ida B. ' }))).toMatchObject({ id: ida.id, name: 'Ida B.' });
  expect(await bad(send('PATCH', '', { name: ' ' }))).toMatchObject({ issues: [{ path: 'name', message: 'Enter a name' }] });
});

test('sign-ins are listed without what signs in, and end one by one or all at once, only one’s own', async () => {
  const [phone, desk, other] = [await team.signIn(ida.id), await team.signIn(ida.id), await team.person({ name: 'Ken' })];
  await held.db.orm.update(signIns).set({ userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/145.0', ipAddress: '192.0.2.1' });
  const { items, text } = await list();
  expect(items.map((item) => item.is_current)).toEqual([true, false, false]);
  expect(items[0]).toMatchObject({ browser: 'Firefox on Linux', ip: '192.0.2.1' });
  for (const { token } of await held.db.orm.select().from(signIns)) expect(text).not.toContain(token);
  const last = (await list({ cookie: desk })).items[0];
  expect((await send('DELETE', `/sign-ins/${last?.id}`)).status).toBe(204);
  expect([await isIn(desk), await isIn(phone)]).toEqual([false, true]);
  const [theirs] = (await list(other.headers)).items;
  expect(await bad(send('DELETE', `/sign-ins/${theirs?.id}`))).toMatchObject({ status: 404 });
  expect((await send('DELETE', '/sign-ins')).status).toBe(204);
  expect([await isIn(phone), await isIn(ida.headers.cookie), await isIn(other.headers.cookie)]).toEqual([false, true, true]);
  const revoked = await held.db.orm.select().from(auditLog).where(eq(auditLog.action, 'signin.revoked'));
  expect(revoked.map(({ actorId, subject }) => [actorId, subject])).toEqual(Array(2).fill([ida.id, 'Firefox on Linux']));
});

describe('the password', () => {
  const change = (current_password: string, new_password: string) => send('PUT', '/password', { current_password, new_password });

  test('is changed by who knows it, which ends all other sign-ins', async () => {
    const elsewhere = await team.signIn(ida.id);
    expect(await bad(change('not this one', password))).toMatchObject({ status: 403, issues: [{ path: 'current_password' }] });
    expect(await bad(change(password, 'short'))).toMatchObject({ status: 400, issues: [{ path: 'new_password' }] });
    expect((await change(password, 'another horse battery')).status).toBe(204);
    expect([await isIn(elsewhere), await isIn(ida.headers.cookie)]).toEqual([false, true]);
    const sign = (secret: string) =>
      api.send('POST', '/api/auth/sign-in/email', { email: `${ida.id}@example.test`, password: secret });
    expect([(await sign(password)).status, (await sign('another horse battery')).status]).toEqual([401, 200]);
  });

  test('is none for who signs in at a provider', async () => {
    const { headers } = await team.person();
    const body = { current_password: password, new_password: password };
    expect(await bad(api.send('PUT', '/api/v1/me/password', body, headers))).toMatchObject({ status: 422 });
  });
});

test('only people have an account here, and only in team mode', async () => {
  const { headers } = await team.token({ personId: ida.id, scopes: ['read'] });
  expect((await api.fetch('/api/v1/me', { headers })).status).toBe(403);
  expect((await api.fetch('/api/v1/me')).status).toBe(401);
  const local = testApi(held);
  for (const path of ['/api/v1/me', '/api/auth/sign-in/email']) expect((await local.fetch(path)).status).toBe(404);
  for (const path of ['/api/v1/welcome', '/api/v1/invitations/x', '/api/v1/password-reset'])
    expect((await local.send('POST', path, {})).status).toBe(404);
});

test('of what better-auth could answer only this is open', async () => {
  const { api: endpoints } = await accountsOf(held.db, readEnv({ DEBRIEF_MODE: 'team' }));
  const all = Object.values(endpoints).flatMap(({ path, options }) =>
    path ? [options.method].flat().map((method) => ({ path, method })) : [],
  );
  expect(all.length).toBeGreaterThan(30);
  const open: string[] = [];
  for (const { path, method } of all) {
    const body = method === 'GET' ? null : '{}';
    const headers = { ...ida.headers, 'content-type': 'application/json' };
    const { status } = await api.fetch(`/api/auth${path.replace(/:\w+/g, 'x')}`, { method: String(method), body, headers });
    if (status !== 404 && status !== 405) open.push(`${method} ${path}`);
  }
  expect(open.toSorted()).toEqual(['POST /link-social', 'POST /sign-in/email', 'POST /sign-in/social', 'POST /sign-out']);
});
