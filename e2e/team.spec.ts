import { readdirSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import postgres from 'postgres';
import { expect, PASSWORD, test } from './team';
import { cookieOf, filled, invited, rootOf } from './team-people';

test.use({ installation: 'journeys' });
test.describe.configure({ mode: 'serial' });

let ida: BrowserContext;
let vera: BrowserContext;
let theo: BrowserContext;
let flower: Awaited<ReturnType<typeof filled>>;
let tree: Awaited<ReturnType<typeof filled>>;
/** A connection that a server has just closed for being idle is no failure. */
const AGAIN = { maxRetries: 2 };
const by = async (context: BrowserContext) => ({ email: '', cookie: await cookieOf(context) });

test('whoever has the code that the server printed is the first administrator, once', async ({ team, browser }) => {
  ida = await browser.newContext({ baseURL: team.url });
  const page = await ida.newPage();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Create the first administrator' })).toBeVisible();
  await page.getByLabel('Code').fill('AAAA-AAAA-AAAA');
  await page.getByLabel('Your name').fill('Ida');
  await page.getByLabel('Email').fill('ida@example.test');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await expect(page.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Code').fill(team.code);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.waitForURL((url) => url.pathname === '/');

  const late = await browser.newContext({ baseURL: team.servers[1].url });
  const second = await late.newPage();
  await second.goto('/welcome');
  await expect(second.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  const data = { code: team.code, name: 'Mallory', email: 'mallory@example.test', password: PASSWORD };
  expect((await late.request.post('/api/v1/welcome', { data, ...AGAIN })).status()).toBe(404);
  await late.close();
});

test('a link made on the members page lets one person in', async ({ team, browser }) => {
  flower = await filled(team, await by(ida), 'flower');
  tree = await filled(team, await by(ida), 'tree');
  const page = await ida.newPage();
  await page.goto('/flower/settings/members');
  await page.getByLabel('Who is it for').fill('Vera');
  await page.getByRole('combobox', { name: 'Role' }).last().selectOption('reviewer');
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = (await page.locator('code').filter({ hasText: '/invitations/' }).textContent()) ?? '';
  vera = await browser.newContext({ baseURL: team.url });
  const hers = await vera.newPage();
  await hers.goto(link);
  await hers.getByLabel('Your name').fill('Vera');
  await hers.getByLabel('Email').fill('vera@example.test');
  await hers.getByLabel('Password').fill(PASSWORD);
  await hers.getByRole('button', { name: 'Join flower' }).click();
  await hers.waitForURL('**/flower');
  await expect(hers.getByText('Lay the keel of flower').first()).toBeVisible();
  const late = await (await browser.newContext({ baseURL: team.url })).newPage();
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This invitation no longer works' })).toBeVisible();
  await late.context().close();
});

test('two people with different projects each find only their own', async ({ team, browser }) => {
  await invited(team, await by(ida), { name: 'Theo', project: 'tree', role: 'reviewer' });
  theo = await team.signedIn(browser, 'theo@example.test');
  for (const [context, mine, theirs] of [
    [vera, flower, tree],
    [theo, tree, flower],
  ] as const) {
    const page = await context.newPage();
    await page.goto('/');
    await page.waitForURL(`**/${mine.project}`);
    await expect(page.getByText(`Lay the keel of ${mine.project}`).first()).toBeVisible();
    expect(await page.content()).not.toContain(theirs.project);
    const read = async (path: string) => (await context.request.get(path, AGAIN)).text();
    expect(JSON.parse(await read('/api/v1/projects')).items.map(({ name }: { name: string }) => name)).toEqual([mine.project]);
    for (const tail of ['', '/segments/1']) {
      await page.goto(theirs.page + tail);
      await expect(page.getByRole('heading', { level: 1, name: 'No session at this address' })).toBeVisible();
      expect(await page.title()).not.toContain('keel');
    }
    await page.goto(`/${theirs.project}/sessions`);
    await expect(page.getByRole('heading', { level: 1, name: 'No project of this name' })).toBeVisible();
    for (const path of [
      `${theirs.page}.md`,
      `${theirs.page}.json`,
      `/api/v1/sessions/${theirs.sid}/handoff`,
      `/api/v1/sessions/${theirs.sid}`,
    ])
      expect([path, /keel|Laid/.test(await read(path))]).toEqual([path, false]);
    expect(await read(`${mine.page}.md`)).toContain(`Lay the keel of ${mine.project}`);
    await page.close();
  }
});

test('a teammate who opens a link to a segment signs in and lands on it', async ({ team, browser }) => {
  const fresh = await browser.newContext({ baseURL: team.url });
  const page = await fresh.newPage();
  const link = `${flower.page}/segments/1?event=2`;
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  expect(await page.content()).not.toMatch(/Lay the keel|make keel/);
  await page.getByLabel('Email').fill('vera@example.test');
  await page.getByLabel('Password').fill('a ferry for no tide');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('The email or the password is not right.')).toBeVisible();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`**${link}`);
  await expect(page.getByRole('main').getByText('make keel').first()).toBeVisible();
  await fresh.close();
});

test('signing in on one instance is being signed in on both, and so is signing out', async ({ team, browser }) => {
  const context = await team.signedIn(browser, 'vera@example.test');
  const [one, two] = team.servers;
  const page = await context.newPage();
  await page.goto(`${two.url}/flower/sessions`);
  await expect(page.getByText('Lay the keel of flower').first()).toBeVisible();
  await context.request.post(`${two.url}/api/auth/sign-out`, { headers: { origin: two.url }, ...AGAIN });
  expect((await fetch(`${one.url}/api/v1/projects`, { headers: { cookie: await cookieOf(context) } })).status).toBe(401);
  await page.goto(`${one.url}/flower/sessions`);
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await context.close();
});

test('a sign-in that is ended, a role that is taken away and a person who is disabled are over at once, on both', async ({
  team,
}) => {
  const [one, two] = team.servers;
  const veras = { cookie: await cookieOf(vera) };
  const list = (url: string) => fetch(`${url}/api/v1/projects/flower/sessions`, { headers: veras });
  const people = await (await ida.request.get('/api/v1/people', AGAIN)).json();
  const { id } = people.items.find(({ name }: { name: string }) => name === 'Vera');
  const page = await vera.newPage();
  await page.goto('/flower/sessions');
  const change = (role: string) =>
    ida.request.put(`${two.url}/api/v1/projects/flower/members/${id}`, { data: { role }, ...AGAIN });
  expect((await change('viewer')).status()).toBe(204);
  const write = await fetch(`${one.url}/api/v1/projects/flower/sessions/new`, {
    method: 'PUT',
    headers: { ...veras, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(write.status).toBe(403);
  expect((await ida.request.delete(`${two.url}/api/v1/projects/flower/members/${id}`, AGAIN)).status()).toBe(204);
  await page.getByText('Lay the keel of flower').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'No session at this address' })).toBeVisible();
  expect([(await list(one.url)).status, (await list(two.url)).status]).toEqual([404, 404]);
  expect((await ida.request.patch(`${two.url}/api/v1/people/${id}`, { data: { is_disabled: true }, ...AGAIN })).status()).toBe(
    200,
  );
  expect([(await list(one.url)).status, (await list(two.url)).status]).toEqual([401, 401]);
});

test('each migration ran once, and the log tells what was done here', async ({ team }) => {
  const sql = postgres(team.database, { max: 1 });
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
  await sql.end();
  expect(row?.count).toBe(readdirSync(rootOf('db', 'migrations')).filter((name) => name.endsWith('.sql')).length);
  const log = await (await ida.request.get(`${team.servers[1].url}/api/v1/audit`, AGAIN)).json();
  expect(new Set(log.items.map(({ action }: { action: string }) => action))).toEqual(
    new Set([
      ...['person.created', 'signin.succeeded', 'signin.failed', 'signin.ended', 'project.created', 'person.disabled'],
      ...['invitation.created', 'invitation.accepted', 'member.changed', 'member.removed'],
    ]),
  );
  const page = await ida.newPage();
  await page.goto('/settings/audit');
  await expect(page.getByRole('main')).toContainText('Vera');
});
