import { and, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { accounts, auditLog, invitations, members, people, signIns } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { LOCAL_PERSON, localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { hashOf, newSecret } from '@/lib/auth/tokens';
import { bad, good, testApi } from '@/lib/http/testing';
import { me, onward, resetLink } from '@/lib/people/account-schema';
import { awaitsAdministrator, welcomeCode } from '@/lib/people/welcome-queries';
import { ensureProject } from '@/lib/projects/commands';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
const password = 'correct horse battery';
let flower = '';

beforeAll(async () => {
  flower = (await ensureProject(localContext(held.db, 'someone'), 'flower')).id;
});

/** The header of a browser that got these cookies. */
const browser = (answer: Response) => ({
  cookie: answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; '),
});
const whoIs = (headers: Record<string, string>) => good(me, api.fetch('/api/v1/me', { headers }));
const signIn = (email: string, secret = password) => api.send('POST', '/api/auth/sign-in/email', { email, password: secret });
const logged = async (action: string) =>
  held.db.orm
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, action as never));

describe('the first administrator', () => {
  const ida = { name: 'Ida', email: 'Ida@Example.test ', password };

  test('comes with the code that the start prints; of two at once one is made', async () => {
    const code = await welcomeCode(held.db);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await bad(api.send('POST', '/api/v1/welcome', { ...ida, code: 'AAAA-AAAA-AAAA' }))).toMatchObject({
      status: 403,
      issues: [{ path: 'code' }],
    });
    expect(await bad(api.send('POST', '/api/v1/welcome', { ...ida, code, password: 'short' }))).toMatchObject({
      status: 400,
      issues: [{ path: 'password', message: 'Use at least 12 characters' }],
    });
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const answers = await Promise.all([
      api.send('POST', '/api/v1/welcome', { ...ida, code: typed }),
      api.send('POST', '/api/v1/welcome', { ...ida, name: 'Mallory', email: 'mallory@example.test', code }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    const made = await held.db.orm.select().from(people).where(eq(people.isAdmin, true));
    expect(made).toMatchObject([{ id: LOCAL_PERSON }]);
    const [winner] = answers.filter(({ ok }) => ok);
    expect(winner && (await whoIs(browser(winner)))).toMatchObject({ id: LOCAL_PERSON, is_admin: true });
    expect(await awaitsAdministrator(held.db)).toBe(false);
    expect(await bad(api.send('POST', '/api/v1/welcome', { ...ida, code }))).toMatchObject({ status: 404 });
    expect(await logged('person.created')).toMatchObject([{ actorId: LOCAL_PERSON, details: { is_admin: true } }]);
    await held.db.orm.update(people).set({ name: 'Ida', email: 'ida@example.test' }).where(eq(people.id, LOCAL_PERSON));
  });

  test('signs in, and is told the same of a wrong password and of an email that nobody has', async () => {
    const answer = await api.send('POST', '/api/auth/sign-in/email', {
      email: 'IDA@example.test',
      password,
      next: '/flower/sessions',
    });
    expect(await answer.clone().json()).toEqual({ url: '/flower/sessions' });
    expect(answer.headers.getSetCookie().join()).toMatch(/^debrief\.session_token=[^;]+;.*HttpOnly; SameSite=Lax/);
    expect(await whoIs(browser(answer))).toMatchObject({ name: 'Ida', email: 'ida@example.test', has_password: true });
    const [wrong, nobody, none] = [
      await bad(signIn('ida@example.test', 'not this one')),
      await bad(signIn('nobody@example.test', 'not this one')),
      await bad(signIn('not an email', 'not this one')),
    ];
    expect(wrong).toMatchObject({ status: 401, detail: 'The email or the password is not right.' });
    for (const other of [nobody, none]) expect({ ...other, request_id: '' }).toEqual({ ...wrong, request_id: '' });
    expect((await logged('signin.failed')).map(({ subject }) => subject)).toEqual([
      'ida@example.test',
      'nobody@example.test',
      null, // a password may be typed there
    ]);
    expect((await logged('signin.succeeded')).at(-1)).toMatchObject({ actorName: 'Ida', details: { by: 'password' } });
  });

  test('signs out', async () => {
    const headers = browser(await signIn('ida@example.test'));
    const answer = await api.send('POST', '/api/auth/sign-out', {}, headers);
    expect(answer.headers.getSetCookie().join()).toContain('debrief.session_token=; Max-Age=0');
    expect((await api.fetch('/api/v1/me', { headers })).status).toBe(401);
    expect(await logged('signin.ended')).toMatchObject([{ actorName: 'Ida' }]);
  });
});

const invite = async (given: Partial<typeof invitations.$inferInsert> = {}) => {
  const token = newSecret();
  const expiresAt = new Date(Date.now() + 60_000);
  const of = { projectId: flower, role: 'reviewer', madeBy: LOCAL_PERSON, expiresAt, ...given } as const;
  await held.db.orm.insert(invitations).values({ id: uuidv7(), tokenHash: hashOf(token), ...of });
  return `/api/v1/invitations/${token}`;
};
const roleOf = async (personId: string) =>
  (
    await held.db.orm
      .select()
      .from(members)
      .where(and(eq(members.personId, personId), eq(members.projectId, flower)))
  )[0]?.role;

describe('an invitation', () => {
  test('makes a person of one of those who open it, once', async () => {
    const path = await invite();
    const join = (n: number) => api.send('POST', path, { name: `Person ${n}`, email: `${n}@example.test`, password });
    const answers = await Promise.all([1, 2, 3].map(join));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
    const [winner] = answers.filter(({ ok }) => ok);
    if (!winner) throw new Error('nobody came in');
    expect(onward.parse(await winner.clone().json())).toEqual({ url: '/flower' });
    const { id } = await whoIs(browser(winner));
    expect(await roleOf(id)).toBe('reviewer');
    expect(await held.db.orm.$count(people)).toBe(2);
    expect(await held.db.orm.select().from(invitations)).toMatchObject([{ acceptedBy: id, acceptedAt: expect.any(Date) }]);
    expect(await logged('invitation.accepted')).toMatchObject([
      { actorId: id, project: 'flower', details: { role: 'reviewer' } },
    ]);
  });

  test('is accepted by who is signed in as themselves, and takes nothing from them', async () => {
    const ken = await team.person({ name: 'Ken', roles: { [flower]: 'admin' } });
    const lea = await team.person({ name: 'Lea' });
    for (const { headers } of [ken, lea]) await good(onward, api.send('POST', await invite(), {}, headers));
    expect([await roleOf(ken.id), await roleOf(lea.id)]).toEqual(['admin', 'reviewer']);
    const stale = { name: 'Mia', email: 'mia@example.test', password };
    expect(await bad(api.send('POST', await invite(), stale, ken.headers))).toMatchObject({ status: 409 });
  });

  test('makes an administrator where it says so', async () => {
    const { id, headers } = await team.person();
    await good(onward, api.send('POST', await invite({ projectId: null, role: null, isAdmin: true }), {}, headers));
    expect(await whoIs(headers)).toMatchObject({ id, is_admin: true });
  });

  test('that is used, revoked, expired or none at all is one and the same', async () => {
    const now = new Date();
    const newcomer = { name: 'Mia', email: 'mia@example.test', password };
    const answers = [
      await invite({ acceptedAt: now }),
      await invite({ revokedAt: now }),
      await invite({ expiresAt: new Date(now.getTime() - 1) }),
      '/api/v1/invitations/nothing',
    ].map((path) => bad(api.send('POST', path, newcomer)));
    for (const answer of await Promise.all(answers))
      expect(answer).toMatchObject({ status: 404, detail: 'This invitation no longer works. Ask for another one.' });
  });

  test('stays open when the email is somebody else’s, or the password too short', async () => {
    const path = await invite();
    const mia = { name: 'Mia', email: 'mia@example.test', password };
    const taken = await bad(api.send('POST', path, { ...mia, email: 'ida@example.test' }));
    expect(taken).toMatchObject({ status: 409, issues: [{ path: 'email' }] });
    expect(await bad(api.send('POST', path, { ...mia, password: 'short' }))).toMatchObject({ status: 400 });
    expect((await api.send('POST', path, mia)).status).toBe(200);
  });
});

describe('a link to set a new password', () => {
  const linkFor = async (id: string, headers: Record<string, string>) =>
    api.send('POST', `/api/v1/people/${id}/reset-link`, {}, headers);

  test('is an administrator’s to make; it sets the password once and ends all sign-ins', async () => {
    const admin = await team.person({ name: 'Ada', isAdmin: true });
    const noor = await team.person({ name: 'Noor' });
    expect((await linkFor(noor.id, noor.headers)).status).toBe(403);
    expect((await linkFor(uuidv7(), admin.headers)).status).toBe(404);
    const first = await good(resetLink, linkFor(noor.id, admin.headers));
    const second = await good(resetLink, linkFor(noor.id, admin.headers));
    const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('token');
    const set = (token: string | null) => api.send('POST', '/api/v1/password-reset', { token, password });
    expect((await set(tokenOf(first))).status).toBe(404);
    const answers = await Promise.all([set(tokenOf(second)), set(tokenOf(second))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    expect((await api.fetch('/api/v1/me', { headers: noor.headers })).status).toBe(401);
    expect(await held.db.orm.$count(signIns, eq(signIns.userId, noor.id))).toBe(1);
    expect((await signIn(`${noor.id}@example.test`)).status).toBe(200);
    expect(await logged('password.reset')).toMatchObject([{ actorId: noor.id }]);
    expect(await logged('password.reset_link_created')).toHaveLength(2);
  });

  test('is none for who was disabled, who cannot sign in either', async () => {
    const admin = await team.person({ isAdmin: true });
    const olaf = await team.person({ name: 'Olaf' });
    const { url } = await good(resetLink, linkFor(olaf.id, admin.headers));
    const set = () => api.send('POST', '/api/v1/password-reset', { token: new URL(url).searchParams.get('token'), password });
    await held.db.orm.update(people).set({ disabledAt: new Date() }).where(eq(people.id, olaf.id));
    expect([(await set()).status, (await linkFor(olaf.id, admin.headers)).status]).toEqual([404, 404]);
    await held.db.orm.update(people).set({ disabledAt: null }).where(eq(people.id, olaf.id));
    expect((await set()).status).toBe(200);
    await held.db.orm.update(people).set({ disabledAt: new Date() }).where(eq(people.id, olaf.id));
    expect((await signIn(`${olaf.id}@example.test`)).status).toBe(401);
  });
});

test('passwords are kept as hashes alone', async () => {
  const kept = await held.db.orm.select({ password: accounts.password }).from(accounts);
  for (const row of kept) expect(row.password).toMatch(/^[0-9a-f]+:[0-9a-f]+$/);
});
