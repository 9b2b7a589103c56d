import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '@/db/client';
import { accounts, invitations, members, people, signIns } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { startProvider } from '@/lib/auth/testing-provider';
import { hashOf, newSecret } from '@/lib/auth/tokens';
import { bad, good, testApi } from '@/lib/http/testing';
import { me, onward } from '@/lib/people/account-schema';
import { ensureProject } from '@/lib/projects/commands';

const held = testDatabase();
const team = testTeam(held);
let provider: Awaited<ReturnType<typeof startProvider>>;
let api: ReturnType<typeof testApi>;
let flower = '';

beforeAll(async () => {
  provider = await startProvider();
  api = testApi(held, { DEBRIEF_MODE: 'team', ...provider.env });
  flower = (await ensureProject(localContext(held.db, 'someone'), 'flower')).id;
});
afterAll(() => provider.close());

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** A browser that goes to the provider and comes back: where it ends, and its cookies. */
async function travel(path: string, body: object, cookie = '') {
  const started = await api.send('POST', path, { provider: 'oidc', ...body }, { cookie });
  const { url } = onward.parse(await started.clone().json());
  const there = await fetch(url, { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? '');
  const jar = [cookie, cookiesOf(started)].filter(Boolean).join('; ');
  const answer = await api.fetch(`${back.pathname}${back.search}`, { headers: { cookie: jar } });
  const to = answer.headers.get('location') ?? '';
  return {
    status: answer.status,
    to: to.replace('http://127.0.0.1:3000', ''),
    headers: { cookie: cookiesOf(answer) },
    back,
    jar,
  };
}
const signIn = (next = '/flower/sessions') => travel('/api/auth/sign-in/social', { next });
const link = (cookie: string) => travel('/api/auth/link-social', {}, cookie);
const whoIs = (headers: Record<string, string>) => good(me, api.fetch('/api/v1/me', { headers }));

const invite = async () => {
  const token = newSecret();
  const { id: madeBy } = await team.person({ isAdmin: true });
  const of = { projectId: flower, role: 'reviewer', madeBy, expiresAt: new Date(Date.now() + 60_000) } as const;
  await held.db.orm.insert(invitations).values({ id: uuidv7(), tokenHash: hashOf(token), ...of });
  return token;
};

test('a stranger gets no account at a provider, whatever email they have', async () => {
  const ida = await team.person({ name: 'Ida' });
  const before = await held.db.orm.$count(people);
  for (const email of ['mallory@example.test', `${ida.id}@example.test`]) {
    provider.person = { sub: `stranger ${email}`, email, email_verified: true, name: 'Mallory' };
    const { to, headers } = await signIn();
    expect(to).toMatch(/^\/sign-in\?next=%2Fflower%2Fsessions&error=(signup_disabled|account_not_linked)$/);
    expect(headers.cookie).not.toContain('session_token=');
  }
  expect([await held.db.orm.$count(people), await held.db.orm.$count(accounts)]).toEqual([before, 0]);
});

test('who is invited becomes a person by the provider, once, and signs in there from then on', async () => {
  const token = await invite();
  provider.person = { sub: 'mia', email: 'Mia@example.test', email_verified: false, name: 'Mia' };
  const came = await travel('/api/auth/sign-in/social', { invitation: token });
  expect(came.to).toBe(`/invitations/${token}`);
  const mia = await whoIs(came.headers);
  expect(mia).toMatchObject({ name: 'Mia', email: 'mia@example.test', has_password: false, providers: [{ id: 'oidc' }] });
  expect(await held.db.orm.select().from(members).where(eq(members.personId, mia.id))).toMatchObject([{ role: 'reviewer' }]);

  provider.person = { sub: 'noor', email: 'noor@example.test', name: 'Noor' };
  expect((await travel('/api/auth/sign-in/social', { invitation: token })).to).toBe(
    `/invitations/${token}?error=signup_disabled`,
  );

  provider.person = { sub: 'mia', email: 'another@example.test', name: 'Mia M.' };
  const again = await signIn();
  expect([again.to, await whoIs(again.headers)]).toEqual(['/flower/sessions', mia]);
  const [kept] = await held.db.orm.select().from(accounts).where(eq(accounts.userId, mia.id));
  expect(kept).toMatchObject({ accountId: 'mia', accessToken: null, refreshToken: null, idToken: null, password: null });
  expect(await bad(api.fetch('/api/v1/me/providers/oidc', { method: 'DELETE', headers: again.headers }))).toMatchObject({
    status: 422,
  });

  await held.db.orm.update(people).set({ disabledAt: new Date() }).where(eq(people.id, mia.id));
  expect((await signIn()).to).toContain('error=unable_to_create_session');
  expect(await bad(api.fetch('/api/v1/me', { headers: again.headers }))).toMatchObject({ status: 401 });
});

test('somebody who is signed in links a provider, and unlinks it', async () => {
  const ken = await team.person({ name: 'Ken' });
  await held.db.orm
    .insert(accounts)
    .values({ id: uuidv7(), userId: ken.id, providerId: 'credential', accountId: ken.id, password: 'a:b' });
  provider.person = { sub: 'ken', email: 'ken@elsewhere.test', email_verified: false, name: 'Ken' };
  expect((await link(ken.headers.cookie)).to).toBe('/settings/account');
  expect((await whoIs((await signIn()).headers)).id).toBe(ken.id);
  const lea = await team.person({ name: 'Lea' });
  expect((await link(lea.headers.cookie)).to).toContain('/settings/account?error=');
  const kept = await held.db.orm.select().from(accounts).where(eq(accounts.accountId, 'ken'));
  expect(kept).toMatchObject([{ userId: ken.id, accessToken: null, refreshToken: null, idToken: null }]);
  expect((await api.fetch('/api/v1/me/providers/oidc', { method: 'DELETE', headers: ken.headers })).status).toBe(204);
  expect((await signIn()).to).toContain('error=');
  expect(await bad(api.send('POST', '/api/auth/link-social', { provider: 'oidc' }))).toMatchObject({ status: 401 });
});

test('what comes back is good for the browser that left, once, and leads to pages of this server', async () => {
  const olaf = await team.person({ name: 'Olaf' });
  await held.db.orm.insert(accounts).values({ id: uuidv7(), userId: olaf.id, providerId: 'oidc', accountId: 'olaf' });
  provider.person = { sub: 'olaf', email: 'olaf@example.test', name: 'Olaf' };
  const before = await held.db.orm.$count(signIns);
  const { to, back, jar } = await signIn('https://evil.test/');
  expect(to).toBe('/');
  for (const cookie of ['', jar]) {
    const answer = await api.fetch(`${back.pathname}${back.search}`, { headers: { cookie } });
    expect(answer.headers.get('location')).toContain('/sign-in?error=');
  }
  expect(await held.db.orm.$count(signIns)).toBe(before + 1);
  expect(await bad(api.send('POST', '/api/auth/sign-in/social', { provider: 'github' }))).toMatchObject({ status: 404 });
});

test('a provider that is away keeps nobody else from signing in, and is asked again', async () => {
  const db = connect(held.url);
  const away = testApi({ db }, { DEBRIEF_MODE: 'team', ...provider.env, OIDC_ISSUER: 'http://127.0.0.1:9' });
  const pia = await team.person({ name: 'Pia' });
  expect((await away.fetch('/api/v1/me', { headers: pia.headers })).status).toBe(200);
  expect(await bad(away.send('POST', '/api/auth/sign-in/social', { provider: 'oidc' }))).toMatchObject({ status: 503 });
  const back = testApi({ db }, { DEBRIEF_MODE: 'team', ...provider.env });
  expect((await back.send('POST', '/api/auth/sign-in/social', { provider: 'oidc' })).status).toBe(200);
  await db.close();
});
