import type { BrowserContext } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './team';
import { filled, firstAdministrator, invited } from './team-people';

test.use({ installation: 'accessibility' });
test.describe.configure({ mode: 'serial' });

let ida: BrowserContext;
let home: Awaited<ReturnType<typeof filled>>;

async function checkAll(context: BrowserContext, addresses: string[]) {
  const page = await context.newPage();
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page, address);
  }
  await page.close();
}

test('the ways in', async ({ team, browser }) => {
  const stranger = await browser.newContext({ baseURL: team.url });
  await checkAll(stranger, ['/welcome']);
  const by = await firstAdministrator(team);
  home = await filled(team, by, 'ferry');
  await invited(team, by, { name: 'Viola', project: 'ferry', role: 'viewer' });
  await checkAll(stranger, ['/sign-in', '/invitations/none', '/sign-in/reset?token=none', '/s/none']);
  await stranger.close();
});

test('the settings of an administrator', async ({ team, browser }) => {
  ida = await team.signedIn(browser, 'ida@example.test');
  await checkAll(ida, [
    ...['account', 'tokens', 'display', 'keyboard', 'projects', 'people', 'audit'].map((page) => `/settings/${page}`),
    ...['general', 'members', 'tokens', 'audit'].map((page) => `/ferry/settings/${page}`),
    '/sign-in/device',
  ]);
});

test('what a viewer may not open', async ({ team, browser }) => {
  const viola = await team.signedIn(browser, 'viola@example.test');
  await checkAll(viola, ['/ferry/settings/tokens', '/settings/people', '/elsewhere/sessions']);
  await viola.close();
});

test('dialogs give the focus back to what opened them, and say what came of it', async () => {
  const page = await ida.newPage();
  await page.goto('/ferry/settings/tokens');
  await page.getByLabel('Name').fill('pier-runner');
  await page.getByRole('button', { name: 'Create token' }).press('Enter');
  await expect(page.getByRole('heading', { name: /is ready/ })).toBeFocused();
  await expectAccessible(page, 'a token that was made');
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(page.getByLabel('Name')).toBeFocused();
  const revoke = page.getByRole('button', { name: 'Revoke pier-runner' });
  await revoke.press('Enter');
  await expectAccessible(page, 'the question whether to revoke');
  await page.keyboard.press('Escape');
  await expect(revoke).toBeFocused();
  await revoke.press('Enter');
  await page.getByRole('button', { name: 'Revoke token' }).press('Enter');
  await expect(page.getByText('Token ‘pier-runner’ revoked')).toBeFocused();
  await page.close();
});

test('a session is shared and deleted on a phone', async ({ browser, team }) => {
  const page = await ida.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(home.page);
  await page.getByLabel('More', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Share publicly' }).press('Enter');
  await page.getByRole('button', { name: 'Create link' }).press('Enter');
  const link = await page.getByRole('textbox', { name: 'The link' }).inputValue();
  await expectAccessible(page, 'the share dialog');
  const guest = await browser.newContext({ baseURL: team.url });
  await checkAll(guest, [link]);
  await page.keyboard.press('Escape');
  await page.getByLabel('More', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Delete session' }).press('Enter');
  await page.getByRole('button', { name: 'Delete session' }).last().press('Enter');
  await page.waitForURL('**/ferry/sessions');
  await expect(page.getByRole('heading', { name: 'Send your first session' })).toBeVisible();
});
