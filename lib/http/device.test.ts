import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog, deviceCodes, people, signIns } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { ensureProject } from '@/lib/projects/commands';
import { deviceCode, deviceError, deviceToken } from '@/lib/tokens/device-schema';
import { token } from '@/lib/tokens/schema';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);

const name = 'idas-laptop';
const ask = () => good(deviceCode, api.send('POST', '/api/v1/device/code', { client_id: name }));
const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
const poll = (device_code: string, client_id = name) =>
  api.send('POST', '/api/v1/device/token', { grant_type, device_code, client_id });
const refusal = async (device_code: string, client_id?: string) => {
  const answer = await poll(device_code, client_id);
  return [answer.status, deviceError.parse(await answer.json()).error];
};
const answer = async (headers: Record<string, string>, user_code: string, approved = true) =>
  (await api.send('PUT', '/api/v1/device/approval', { user_code, approved }, headers)).status;
/** As if the command line had waited before it asked again. */
const later = () => held.db.orm.update(deviceCodes).set({ lastPolledAt: null });

test('a command line gets a token of whoever lets it in, once', async () => {
  const project = await ensureProject(localContext(held.db, 'someone'), 'flower');
  const ida = await team.person({ name: 'Ida', roles: { [project.id]: 'viewer' } });
  const { device_code, user_code, ...where } = await ask();
  expect(user_code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  expect(where).toEqual({
    verification_uri: 'http://127.0.0.1:3000/sign-in/device',
    verification_uri_complete: `http://127.0.0.1:3000/sign-in/device?user_code=${user_code}`,
    expires_in: 900,
    interval: 5,
  });
  expect(await refusal(device_code)).toEqual([400, 'authorization_pending']);
  expect(await refusal(device_code)).toEqual([400, 'slow_down']);
  expect(await answer(ida.headers, user_code.toLowerCase())).toBe(204);
  await later();
  expect(await refusal(device_code, 'another-computer')).toEqual([400, 'invalid_grant']);
  await later();
  const got = await good(deviceToken, poll(device_code));
  expect(got).toMatchObject({ token_type: 'Bearer', scope: 'ingest read review', person: 'Ida' });
  expect(await refusal(device_code)).toEqual([400, 'invalid_grant']);
  const headers = { authorization: `Bearer ${got.access_token}` };
  expect(await (await api.fetch('/api/v1/projects', { headers })).json()).toMatchObject({ items: [{ name: 'flower' }] });
  const { items } = await good(page(token), api.fetch('/api/v1/me/tokens', { headers: ida.headers }));
  expect(items).toMatchObject([{ name, scopes: ['ingest', 'read', 'review'], expires_at: expect.any(String) }]);
  const written = await held.db.orm.select().from(auditLog).where(eq(auditLog.actorId, ida.id));
  expect(written).toMatchObject([{ action: 'token.created', actorId: ida.id, actorName: 'Ida', subject: name, projectId: null }]);
  expect(await held.db.orm.select().from(signIns)).toHaveLength(1); // the browser's
  await held.db.orm.update(people).set({ disabledAt: sql`now()` }).where(eq(people.id, ida.id));
  expect((await api.fetch('/api/v1/projects', { headers })).status).toBe(401);
});

test('one that is turned away or comes too late gets none', async () => {
  const ida = await team.person();
  const denied = await ask();
  expect(await answer(ida.headers, denied.user_code, false)).toBe(204);
  expect(await answer(ida.headers, denied.user_code)).toBe(404);
  expect(await refusal(denied.device_code)).toEqual([400, 'access_denied']);
  const late = await ask();
  await held.db.orm.update(deviceCodes).set({ expiresAt: new Date(Date.now() - 1000) });
  expect(await answer(ida.headers, late.user_code)).toBe(404);
  expect(await refusal(late.device_code)).toEqual([400, 'expired_token']);
  expect(await refusal('nothing')).toEqual([400, 'invalid_grant']);
});

test('only a person who is signed in lets one in', async () => {
  const { user_code, device_code } = await ask();
  const ida = await team.person();
  const { headers } = await team.token({ personId: ida.id, scopes: ['ingest', 'read', 'review'] });
  expect([await answer({}, user_code), await answer(headers, user_code)]).toEqual([401, 403]);
  expect(await refusal(device_code)).toEqual([400, 'authorization_pending']);
});

test.each(['code', 'token', 'approve', 'deny', 'redeem', ''])(
  'better-auth itself answers nothing at /device/%s',
  async (part) => {
    const at = `/api/auth/device${part && `/${part}`}`;
    expect((await api.send('POST', at, { client_id: name, device_code: 'x' })).status).toBe(404);
    expect((await api.fetch(`${at}?user_code=x`)).status).toBe(404);
  },
);

test('the name of a computer is not anything', async () => {
  for (const client_id of ['', ' ', 'x'.repeat(101), 7])
    expect(await bad(api.send('POST', '/api/v1/device/code', { client_id }))).toMatchObject({ status: 400 });
});
