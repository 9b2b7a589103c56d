import { expect, test } from './fixtures';
import { recordedBySegments, threeTurns } from './stories';

test('a session recorded by its agent is read without a click', async ({ page, api }) => {
  const { url } = await recordedBySegments(api);
  await page.goto(url);
  await expect(page).toHaveTitle(/Harbour queue, morning shift/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour queue, morning shift');
  const main = page.getByRole('main');
  for (const fact of ['claude', 'main', '3 segments', '120 events', 'Waiting on you'])
    await expect(main.getByText(fact).first()).toBeVisible();
  await expect(main.getByRole('article')).toHaveCount(3);
  await expect(main.getByRole('heading', { level: 3 })).toHaveCount(3);
  const first = main.getByRole('article').first();
  for (const text of [
    'of 3',
    'Key decisions',
    'Kept the night shift’s order of briefs.',
    'Spawn workers for #41 and #42.',
    'picked up in 2',
  ]) {
    await expect(first.getByText(text).first()).toBeVisible();
  }
  await expect(first.locator('code', { hasText: 'harbour' })).toBeVisible();
  await expect(main.locator('#segment-2').getByText('Is the cap of two workers still needed?')).toBeVisible();
  const standing = page.getByRole('region', { name: 'Where it stands' });
  await expect(standing).toContainText('Waiting on you: Restart the pier display');
  await expect(standing).toContainText('1 open question');
});

test('headings of empty fields are not printed', async ({ page, api }) => {
  const { url } = await recordedBySegments(api);
  await page.goto(url);
  const second = page.getByRole('article').nth(1);
  await expect(second.getByText('Outcome', { exact: true })).toBeVisible();
  await expect(second.getByText(/^Key decision/)).toHaveCount(0);
  await expect(second.getByText(/^Next step/)).toHaveCount(0);
});

test('a transcript becomes turns named by commit or ask, with facts that code computed', async ({ page, api }) => {
  const { sessions } = await api.transcript(threeTurns().text());
  await page.goto(sessions[0]?.url ?? '');
  const articles = page.getByRole('article');
  await expect(articles).toHaveCount(3);
  await expect(articles.first().getByRole('heading', { level: 3 })).toHaveText('Follow the winter table on Sundays');
  await expect(articles.first()).toContainText('Fix the Sunday timetable of pier 7');
  await expect(articles.last().getByRole('heading', { level: 3 })).toHaveText('“the same for pier 8”');
  await expect(articles.first()).toContainText('Sundays follow the winter table now; all 12 tests pass.');
  await expect(articles.first()).toContainText('2 checks, last passed');
  await expect(articles.first()).toContainText('pier7.ts');
  await expect(articles.first()).toContainText('committed 3fa9c21');
  await expect(
    page
      .getByRole('main')
      .getByText(/with no events/)
      .first(),
  ).toBeVisible();
});

test('everything is there without JavaScript', async ({ browser, api, baseURL }) => {
  const { url } = await recordedBySegments(api);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.getByText('Workers for #41 and #42 run on branches')).toBeVisible();
  await page.getByRole('article').nth(1).getByRole('heading', { level: 3 }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Dispatch two workers');
  await context.close();
});

test('a parent and a predecessor are linked, in whatever order they arrive', async ({ page, api }) => {
  await api.session('worker', { title: 'Worker for #41', agent: 'codex', parent: 'lead' });
  await api.session('lead', { title: 'Lead', predecessor: 'night' });
  await api.session('night', { title: 'Night shift' });
  const { url } = await api.session('lead', {});
  await page.goto(url);
  const lineage = page.getByRole('complementary');
  await expect(lineage.getByRole('link', { name: 'Night shift' })).toBeVisible();
  await lineage.getByRole('link', { name: 'Worker for #41' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Worker for #41');
  await expect(page.getByRole('complementary').getByRole('link', { name: 'Lead' })).toBeVisible();
});

test('J and K move between segments, Enter opens one and Escape leads back', async ({ page, api }) => {
  const { url } = await recordedBySegments(api);
  await page.goto(url);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/segments\/2$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`${new URL(url, 'http://x').pathname}(#segment-\\d+)?$`));
});

test('the project leads to its inbox, and / to the project that was opened last', async ({ page, api }) => {
  await recordedBySegments(api);
  await page.goto(`/${api.project}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
  await page.getByRole('link', { name: 'Harbour queue, morning shift' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour queue, morning shift');
  await page.goto('/');
  await expect(page).toHaveURL(new RegExp(`/${api.project}$`));
});

test('a stale name in the address leads to the right one; an unknown one says so', async ({ page, api }) => {
  const { sid, url } = await recordedBySegments(api);
  await page.goto(`/${api.project}/sessions/an-old-name-${sid}`);
  await expect(page).toHaveURL(new RegExp(`${new URL(url, 'http://x').pathname}$`));
  const answer = await page.goto(`/${api.project}/sessions/nothing-zzzzzzzz`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('No session at this address')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('link', { name: 'Harbour queue, morning shift' })).toBeVisible();
});

test('a session is exported as Markdown and JSON', async ({ request, api }) => {
  const { url } = await recordedBySegments(api);
  const markdown = await request.get(`${url}.md`);
  expect(markdown.headers()['content-type']).toContain('text/markdown');
  expect(await markdown.text()).toContain('## 3. Merge the fix for the Sunday table');
  const json = await (await request.get(`${url}.json`)).json();
  expect(JSON.stringify(json)).toContain('Restart the pier display');
});
