import type { Locator } from '@playwright/test';
import { demoIn } from './demo';
import { expect, type Page, test } from './fixtures';

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  permissions: ['clipboard-read', 'clipboard-write'],
});

/** A thumb is not a pointer: what is smaller than this is not hit. */
const LEAST = 24;

async function tap(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  const isInText = await target.evaluate((one) => getComputedStyle(one).display === 'inline');
  const name = (await target.textContent()) ?? '';
  if (!isInText) expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(LEAST);
  await target.tap();
}

/** Nothing is scrolled sideways for. */
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test('the demo is gone through by touch alone at 390 px: inbox, review, evidence, comment, question, search, link', async ({
  page,
  api,
  baseURL,
}) => {
  const { segments } = await demoIn(api);
  await page.goto(`/${api.project}`);
  await page.waitForLoadState('networkidle');
  await tap(page.getByRole('link', { name: 'Land briefs #14, #15 and #16 of tidal' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Land briefs #14, #15 and #16 of tidal');
  await page.waitForLoadState('networkidle');
  for (let n = 1; n < segments; n++) {
    await tap(page.getByRole('button', { name: `Mark ${n} reviewed` }));
    await expect(page.locator(`#segment-${n + 1}`).getByRole('article')).toHaveAttribute('aria-current', 'true');
  }
  await expect(
    page
      .getByText(`${segments - 1} of ${segments} reviewed`)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  expect(await fits(page)).toBe(true);

  const last = page.locator(`#segment-${segments}`);
  await tap(last.getByRole('heading', { level: 3 }).getByRole('link'));
  await expect(page).toHaveURL(new RegExp(`/segments/${segments}$`));
  await page.waitForLoadState('networkidle');
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await tap(page.getByRole('navigation', { name: 'Segment navigation' }).getByRole('link', { name: 'Evidence' }));
  await expect(page.getByRole('region', { name: 'Evidence' })).toBeInViewport();
  await tap(page.getByRole('button', { name: 'Comment', exact: true }));
  await page.getByRole('textbox', { name: 'Comment' }).fill('Who watches the feed tonight?');
  await tap(page.getByRole('form', { name: 'New comment' }).getByRole('button', { name: 'Comment' }));
  await expect(page.getByRole('article', { name: 'Comment by you' })).toContainText('Who watches the feed tonight?');
  await tap(page.getByRole('button', { name: `Mark ${segments} reviewed` }));
  await expect(page.getByRole('button', { name: `${segments} reviewed` })).toBeVisible();
  await tap(page.getByRole('button', { name: 'Copy link' }).filter({ visible: true }).first());
  const { pathname } = new URL(page.url());
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}${pathname}`);
  expect(await fits(page)).toBe(true);

  const main = page.getByRole('navigation', { name: 'Main' });
  await tap(main.locator('summary'));
  await tap(main.getByRole('link', { name: /^Questions/ }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questions');
  await page.waitForLoadState('networkidle');
  const open = Number((await page.getByRole('link', { name: /^Open \d+/ }).textContent())?.match(/\d+/)?.[0]);
  await tap(page.getByRole('main').getByRole('listitem').first().getByRole('link').first());
  await page.getByRole('textbox', { name: 'Answer' }).fill('The ferry office does');
  await tap(page.getByRole('button', { name: 'Save answer' }));
  await expect(page.getByRole('status').filter({ hasText: 'Answer saved' })).toBeVisible();
  await tap(page.getByRole('link', { name: /\d+ questions?$/ }));
  await expect(page.getByRole('link', { name: `Open ${open - 1}` })).toBeVisible();

  await tap(page.getByRole('banner').getByRole('link', { name: 'Search' }));
  await page.getByRole('searchbox', { name: 'Search for' }).fill('holiday');
  await tap(page.getByRole('button', { name: 'Search', exact: true }));
  await tap(page.getByRole('list', { name: 'Segments' }).getByRole('heading', { level: 3 }).getByRole('link').first());
  await expect(page).toHaveURL(/\/segments\/\d+$/);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toBe(title);
});
