import type { BrowserContext, Page } from '@playwright/test';
import { recordedBySegments } from './stories';
import { expect, test } from './team';
import { firstAdministrator } from './team-people';

test.use({ installation: 'settings' });
test.describe.configure({ mode: 'serial' });

const EMAIL = 'ida@example.test';
let desk: BrowserContext;
let session: string;

/** Opens a page and waits until its keys answer. */
async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  return page;
}

test('somebody is there', async ({ team, browser }) => {
  await firstAdministrator(team);
  desk = await team.signedIn(browser, EMAIL);
  session = new URL((await recordedBySegments(await team.as(desk, 'harbour'))).url, team.url).pathname;
});

test('density, theme and time zone are the person’s, on every device and in the first picture', async ({ team, browser }) => {
  const page = await opened(desk, '/settings/display');
  const saved = () => page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
  const choose = async (name: string) => Promise.all([saved(), page.getByRole('radio', { name }).check()]);
  await choose('Compact');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await choose('Dark');
  await choose('A named zone');
  const zone = page.getByRole('combobox', { name: 'Zone' });
  await Promise.all([saved(), zone.selectOption('Pacific/Auckland')]);
  await expect(page.getByText(/in Pacific\/Auckland/)).toBeVisible();
  await page.close();

  const phone = await team.signedIn(browser, EMAIL);
  const html = await (await phone.request.get(session)).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"[^>]*data-density="compact"/);
  // 08:00 UTC in March is 21:00 in Auckland.
  expect(html).toContain('21:00');
  const there = await opened(phone, session);
  const warnings: string[] = [];
  there.on('console', (message) => message.type() === 'error' && warnings.push(message.text()));
  await there.reload();
  await there.waitForLoadState('networkidle');
  await expect(there.getByRole('main').getByText('21:00').first()).toBeVisible();
  expect(warnings).toEqual([]);
  await phone.close();
});

test('single keys that are switched off do nothing, here and on another device, until they are on again', async ({
  team,
  browser,
}) => {
  const page = await opened(desk, session);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences') && answer.ok());
  await keys.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await saved;
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);

  const phone = await team.signedIn(browser, EMAIL);
  for (const there of [page, await opened(phone, session)]) {
    for (const key of ['?', 'j', 'e', 'x', 'g', 's', '/', 'Enter', 'o', 'c']) await there.keyboard.press(key);
    await expect(there.getByRole('dialog')).toHaveCount(0);
    expect(new URL(there.url()).pathname).toBe(session);
    expect(await there.locator('[data-mark="on"]').count()).toBe(0);
  }
  await phone.close();

  await page.goto('/settings/keyboard');
  await page.waitForLoadState('networkidle');
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).check();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.close();
});

test('a private link tells a chat what its address says, whether or not there is something', async ({ team, playwright }) => {
  const chat = await playwright.request.newContext({ baseURL: team.url });
  const headOf = async (path: string) => {
    const html = await (await chat.get(path)).text();
    return [...html.matchAll(/<meta property="og:(\w+)" content="([^"]*)"/g)].map(([, name, text]) => `${name}: ${text}`);
  };
  const there = await headOf(`${session}/segments/2`);
  expect(there).toContain('title: A segment in harbour');
  expect(there).toContain('description: Sign in to see it.');
  const nowhere = `/harbour/sessions/nothing-zzzzzzz1/segments/9`;
  const bare = (head: string[], path: string) => head.map((line) => line.replaceAll(encodeURIComponent(path), 'path'));
  expect(bare(there, `${session}/segments/2`)).toEqual(bare(await headOf(nowhere), nowhere));
  const picture = async (path: string) => (await chat.get(`/sign-in/card?${new URLSearchParams({ next: path })}`)).body();
  const drawn = await picture(`${session}/segments/2`);
  expect(drawn.subarray(1, 4).toString()).toBe('PNG');
  expect(drawn.equals(await picture(nowhere))).toBe(true);
  await chat.dispose();
});
