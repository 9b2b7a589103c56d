import type { Locator } from '@playwright/test';
import { demoIn } from './demo';
import { expect, type Page, test } from './fixtures';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Fails the test at its end if anything was pointed at or touched. */
async function withoutPointer(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    for (const kind of ['pointerdown', 'touchstart', 'wheel'])
      addEventListener(kind, () => sessionStorage.setItem('pointed', kind), { capture: true });
  });
  return async () => expect(await page.evaluate(() => sessionStorage.getItem('pointed'))).toBeNull();
}

/** Presses a key once the page has loaded what hears it. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const key of keys) await page.keyboard.press(key);
}

/** Tab, until what is named has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [0], timeout: 30_000 });
}

test('the demo is gone through by keyboard alone: inbox, review, question, comment, search, link', async ({
  page,
  api,
  baseURL,
}) => {
  const { segments, url } = await demoIn(api);
  const atEnd = await withoutPointer(page);
  const title = 'Land briefs #14, #15 and #16 of tidal';

  await page.goto(`/${api.project}`);
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

  await page.waitForLoadState('networkidle');
  for (let n = 1; n <= segments; n++) {
    await expect(page.locator(`#segment-${n}`).getByRole('article')).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('x');
    await expect(page.locator(`#segment-${n}`).getByRole('article')).toBeHidden();
  }
  await expect(page.getByText(`${segments} of ${segments} reviewed`).filter({ visible: true })).toBeVisible();

  await press(page, 'g', 'q');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questions');
  const pane = page.getByRole('complementary', { name: 'Answer' });
  const question = (await pane.getByRole('heading', { level: 2 }).textContent()) ?? '';
  const open = Number((await page.getByRole('link', { name: /^Open \d+/ }).textContent())?.match(/\d+/)?.[0]);
  await press(page, 'Enter');
  await expect(page.getByRole('textbox', { name: 'Answer' })).toBeFocused();
  await page.keyboard.type('The ferry office says so');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('link', { name: `Open ${open - 1}` })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: question, exact: true })).toHaveCount(0);

  await expect(page.getByRole('textbox', { name: 'Answer' })).toBeFocused(); // of the next one
  await page.keyboard.press('Control+k');
  await page.keyboard.type('holiday');
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Segments' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/segments\/\d+$/);
  await press(page, 'c');
  await expect(page.getByRole('textbox', { name: 'Comment' })).toBeFocused();
  await page.keyboard.type('Does this hold for Sundays?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article', { name: 'Comment by you' })).toContainText('Does this hold for Sundays?');

  await press(page, 'Escape', '/');
  await expect(page.getByRole('searchbox', { name: 'Search segments' })).toBeFocused();
  await page.keyboard.type('brief-14');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=brief-14$/);
  const first = page.getByRole('list', { name: 'Segments' }).getByRole('heading', { level: 3 }).getByRole('link').first();
  const found = new URL((await first.getAttribute('href')) ?? '', baseURL).pathname;
  await tabTo(page, first);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${found}$`));
  await press(page, 'y');
  await expect(page.getByText(/^Link to segment \d+ copied$/)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}${found}`);
  expect(found.startsWith(new URL(url, baseURL).pathname)).toBe(true);
  await atEnd();
});
