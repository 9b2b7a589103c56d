import type { BrowserContext, Page } from '@playwright/test';
import { Api } from './fixtures';
import { sixteenSegments } from './stories';
import { expect, test } from './team';
import { firstAdministrator, invited, type Person } from './team-people';

test.use({ installation: 'shared' });
test.describe.configure({ mode: 'serial' });

interface Reader {
  context: BrowserContext;
  page: Page;
  api: Api;
}

let ida: Reader;
let tom: Reader;
let story: Awaited<ReturnType<typeof sixteenSegments>>;

const article = (page: Page, n: number) => page.locator(`#segment-${n}`).getByRole('article');
const topOf = (page: Page, n: number) => article(page, n).evaluate((item) => item.getBoundingClientRect().top);
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));

async function open({ page }: Reader, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
}

test('two people review the same session at once: each has their own marks and sees the other’s initials', async ({
  team,
  browser,
}) => {
  const admin: Person = await firstAdministrator(team, 'ida@example.test');
  await new Api(team.url, 'quay', { cookie: admin.cookie }).send('POST', '/projects', { name: 'quay' });
  await invited(team, admin, { name: 'Tom', role: 'reviewer', project: 'quay' });
  const reader = async (email: string): Promise<Reader> => {
    const context = await team.signedIn(browser, email);
    return { context, page: await context.newPage(), api: await team.as(context, 'quay') };
  };
  [ida, tom] = [await reader('ida@example.test'), await reader('tom@example.test')];
  story = await sixteenSegments(ida.api);
  const path = new URL(story.url, team.url).pathname;
  await open(ida, path);
  await open(tom, `${path}#segment-9`);
  await expect(article(tom.page, 9)).toHaveAttribute('aria-current', 'true');
  const before = await topOf(tom.page, 9);
  for (const n of [1, 2]) {
    await ida.page.keyboard.press('x');
    await expect(article(ida.page, n)).toBeHidden();
  }
  await expect(ida.page.getByText('2 of 16 reviewed').filter({ visible: true })).toBeVisible();
  await comeBack(tom.page);
  // What another has reviewed is still to be read by everybody else.
  await expect(article(tom.page, 1).getByText('I', { exact: true })).toHaveAttribute('title', 'Reviewed by Ida');
  await expect(article(tom.page, 1).getByRole('checkbox', { name: 'Reviewed' })).not.toBeChecked();
  await expect(tom.page.getByText('0 of 16 reviewed').filter({ visible: true })).toBeVisible();
  expect(Math.abs((await topOf(tom.page, 9)) - before)).toBeLessThanOrEqual(1);
  await tom.page.keyboard.press('x');
  await expect(tom.page.getByText('1 of 16 reviewed').filter({ visible: true })).toBeVisible();
  await comeBack(ida.page);
  await expect(article(ida.page, 9).locator('.rev-by')).toHaveText('T');
  await expect(ida.page.getByText('2 of 16 reviewed').filter({ visible: true })).toBeVisible();
});

test('what one says appears for the other, and does not move what they read', async () => {
  const { pathname, search } = new URL(story.pages[8] ?? '');
  await open(ida, pathname + search);
  await open(tom, pathname + search);
  const heading = tom.page.getByRole('heading', { level: 1 });
  const before = await heading.evaluate((one) => one.getBoundingClientRect().top);
  await ida.page.keyboard.press('c');
  await ida.page.getByRole('textbox', { name: 'Comment' }).fill('Is the gauge wet?');
  await ida.page.keyboard.press('Control+Enter');
  await expect(ida.page.getByRole('article', { name: 'Comment by you' })).toContainText('Is the gauge wet?');
  await comeBack(tom.page);
  const hers = tom.page.getByRole('article', { name: 'Comment by Ida' });
  await expect(hers).toContainText('Is the gauge wet?');
  await expect(hers.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await expect(hers.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  expect(await heading.evaluate((one) => one.getBoundingClientRect().top)).toBe(before);
});

test('an edit carries the name of who made it, and is there for the other', async () => {
  await tom.page.getByRole('button', { name: 'Edit outcome' }).click();
  await tom.page.getByRole('textbox', { name: 'Outcome' }).fill('The gauge was wet.');
  await tom.page.keyboard.press('Control+Enter');
  await expect(tom.page.getByRole('main').getByText('The gauge was wet.')).toBeVisible();
  await comeBack(ida.page);
  await expect(ida.page.getByRole('main').getByText('The gauge was wet.')).toBeVisible();
  await expect(ida.page.getByText(/Edited by Tom/)).toBeVisible();
  // Who writes a record has read it: their own mark stays.
  const { items } = await tom.api.send<{ items: { n: number; mark: { current: boolean } | null }[] }>(
    'GET',
    `/sessions/${story.sid}/segments`,
  );
  expect(items[8]?.mark).toMatchObject({ current: true });
});

test('a member of another project finds nothing: not by words, identifiers, events or references', async ({ team, browser }) => {
  const admin: Person = { email: 'ida@example.test', cookie: '' };
  admin.cookie = (await ida.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await ida.api.send('POST', '/projects', { name: 'tree' });
  await invited(team, admin, { name: 'Vera', role: 'reviewer', project: 'tree' });
  const context = await team.signedIn(browser, 'vera@example.test');
  const { items } = await ida.api.send<{ items: { title: string }[] }>('GET', `/sessions/${story.sid}/segments`);
  const word = items[0]?.title.split(' ').at(-2) ?? '';
  const search = async (who: BrowserContext, project: string, more = '') => {
    const answer = await who.request.get(`/api/v1/projects/${project}/search?q=${word}${more}`, { maxRetries: 2 });
    return { status: answer.status(), text: await answer.text() };
  };
  expect((await search(ida.context, 'quay')).text).toContain(story.sid);
  for (const more of ['', '&in=events']) {
    expect(await search(context, 'quay', more)).toMatchObject({ status: 404 });
    expect((await search(context, 'tree', more)).text).not.toContain(story.sid);
  }
  const page = await context.newPage();
  await page.goto(`/tree/search?q=${word}`);
  await expect(page.getByRole('heading', { name: `No segment mentions “${word}”` })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(word);
  await expect(page.getByRole('option', { name: new RegExp(`Search all sessions for “${word}”`) })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Segments' })).toHaveCount(0);
  await page.goto(`/quay/search?q=${word}`);
  await expect(page.getByRole('heading', { level: 1, name: 'No project of this name' })).toBeVisible();
  await context.close();
  await ida.context.close();
  await tom.context.close();
});
