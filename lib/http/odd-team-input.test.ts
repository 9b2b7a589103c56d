import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { bad, testApi } from '@/lib/http/testing';
import { LIMITS } from '@/lib/limits';
import { ensureProject } from '@/lib/projects/commands';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const ODD = 'a\u0000b\ud800';

test('texts that Postgres cannot hold are answered wherever they are sent', async () => {
  await ensureProject(localContext(held.db, 'x'), 'odd');
  const { headers } = await testTeam(held).person({ isAdmin: true });
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  const sent = [
    ['POST', '/api/auth/sign-in/email', { email: ODD, password: ODD }, 401],
    ['POST', '/api/v1/password-reset', { token: ODD, password: 'correct horse battery' }, 404],
    ['POST', '/api/v1/device/code', { client_id: ODD }, 200],
    ['POST', '/api/v1/device/token', { grant_type, device_code: ODD, client_id: ODD }, 400],
    ['PUT', '/api/v1/device/approval', { user_code: ODD, approved: true }, 404],
    ['PATCH', '/api/v1/me', { name: ODD }, 200],
    ['POST', '/api/v1/invitations', { note: ODD }, 201],
    ['POST', '/api/v1/projects/odd/invitations', { role: 'viewer', note: ODD }, 201],
    ['DELETE', '/api/v1/projects/odd/tombstones/%00', undefined, 404],
    ['GET', '/api/v1/projects/odd/audit?actor=%00', undefined, 200],
  ] as const;
  for (const [method, path, body, status] of sent) {
    const answer = await (body ? api.send(method, path, body, headers) : api.fetch(path, { method, headers }));
    expect([path, answer.status]).toEqual([path, status]);
  }
});

test('what strangers send is small, however it is packed', async () => {
  const body = JSON.stringify({ client_id: `${' '.repeat(LIMITS.form_bytes)}x` });
  for (const path of ['/api/auth/sign-in/email', '/api/v1/welcome', '/api/v1/password-reset', '/api/v1/device/code']) {
    const headers = { 'content-type': 'application/json' };
    const packed = api.fetch(path, { method: 'POST', headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(body) });
    for (const answer of [packed, api.fetch(path, { method: 'POST', headers, body })])
      expect(await bad(answer)).toMatchObject({ code: 'body_too_large' });
  }
});

test('a name is one line that can be seen', async () => {
  const { headers } = await testTeam(held).person();
  const rename = async (name: string) => (await api.send('PATCH', '/api/v1/me', { name }, headers)).json();
  expect(await rename(' Ida\n\u2028signed out ')).toMatchObject({ name: 'Ida signed out' });
  for (const name of ['\n', '\u200b\u2060', '']) expect(await rename(name)).toMatchObject({ status: 400 });
});
