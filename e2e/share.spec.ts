import type { Browser } from '@playwright/test';
import { expectAccessible, expectAccessibleAt } from './axe';
import { expect, type Page, test } from './fixtures';
import { recordedBySegments, threeTurns } from './stories';

/** Somebody with nothing but a link. */
async function reader(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, ...options });
  return context.newPage();
}

async function share(page: Page, address: string): Promise<string> {
  await page.goto(address);
  await page.getByLabel('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Share publicly' }).click();
  const dialog = page.getByRole('dialog', { name: /^Share/ });
  await dialog.getByRole('button', { name: 'Create link' }).click();
  return dialog.getByRole('textbox', { name: 'The link' }).inputValue();
}

test('a shared segment is read without scripts by whoever has the link, until it is turned off', async ({
  page,
  browser,
  api,
}) => {
  const { sessions } = await api.transcript(threeTurns().text());
  const link = await share(page, `${sessions[0]?.url}/segments/2`);
  const dialog = page.getByRole('dialog', { name: 'Share segment 2' });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Segment 2' })).toContainText('not opened yet');

  const guest = await reader(browser, { javaScriptEnabled: false });
  const answer = await guest.goto(link);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()).toMatchObject({
    'x-robots-tag': expect.stringContaining('noindex'),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  await expect(guest.getByRole('banner')).toContainText(`Shared from ${api.project} · read-only · until`);
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Segment 2');
  await expect(guest.getByRole('region', { name: 'Evidence' })).toBeVisible();
  const ways = await guest.getByRole('link').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  const own = new URL(link).pathname;
  expect(ways.filter((way) => !way.startsWith('#') && !way.startsWith(`${own}?event=`))).toEqual([]);
  expect((await guest.goto(`${link}/segments/1`))?.status()).toBe(404);

  await dialog.getByRole('button', { name: 'Revoke the link to segment 2' }).click();
  await expect(dialog.getByText('Link revoked')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('More', { exact: true })).toBeFocused();
  expect((await guest.goto(link))?.status()).toBe(404);
  await expect(guest.getByText('This link was turned off by its owner.')).toBeVisible();
});

test('a shared session leads to its segments and nowhere else', async ({ page, browser, api }) => {
  const { url } = await recordedBySegments(api);
  const link = await share(page, url);
  const guest = await reader(browser);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Harbour queue, morning shift');
  await expect(guest.getByRole('button', { name: /Share|Export/ })).toHaveCount(0);
  const own = new URL(link).pathname;
  const leaving = () =>
    guest
      .getByRole('link')
      .evaluateAll(
        (all, path) =>
          all.map((a) => new URL(a.getAttribute('href') ?? '', location.href).pathname).filter((to) => !to.startsWith(path)),
        own,
      );
  expect(await leaving()).toEqual([]);
  await guest.locator('#segment-2').getByRole('heading').getByRole('link').click();
  await expect(guest).toHaveURL(`${link}/segments/2`);
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Segment 2');
  expect(await leaving()).toEqual([]);
  const answer = await guest.goto(`${link}/segments/19`);
  expect(answer?.status()).toBe(404);
  await guest.getByRole('link', { name: 'Open the timeline' }).click();
  await expect(guest).toHaveURL(link);
});

test('a preview tells the title and the outcome of what is shared, and nothing of a link that is off', async ({
  request,
  api,
}) => {
  const { sid } = await recordedBySegments(api);
  const made = await api.send<{ url: string }>('POST', `/sessions/${sid}/shares`, { segment: { n: 2 } });
  const html = await (await request.get(made.url)).text();
  expect(html).toMatch(/<meta property="og:title" content="2\. /);
  expect(html).toContain('<meta name="robots" content="noindex');
  expect(html).not.toContain(sid);
  const gone = await (await request.get(made.url.replace(/.{4}$/, 'none'))).text();
  expect(gone).not.toContain('og:title');
});

test('shared pages are accessible at every width and in both themes', async ({ page, browser, api }) => {
  const { sessions } = await api.transcript(threeTurns().text());
  const url = sessions[0]?.url ?? '';
  const links = [await share(page, url), await share(page, `${url}/segments/2`)];
  await expectAccessible(page, 'the share dialog');
  const guest = await reader(browser);
  for (const address of [...links, `${links[0]}none`]) await expectAccessibleAt(guest, address);
});
