import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from './fixtures';
import { recordedBySegments, sixteenSegments, threeTurns } from './stories';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('copied links are the addresses of pages: of a session, a segment, an event', async ({ page, api, baseURL }) => {
  const { sessions } = await api.transcript(threeTurns().text());
  const path = new URL(sessions[0]?.url ?? '', baseURL).pathname;
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Copy link', exact: true }).first().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await clipboard(page)).toBe(`${baseURL}${path}`);
  await page.keyboard.press('j');
  await page.keyboard.press('y');
  await expect(page.getByText('Link to segment 2 copied')).toBeVisible();
  expect(await clipboard(page)).toBe(`${baseURL}${path}/segments/2`);

  await page.goto(`${path}/segments/1?event=3`);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('y');
  await expect(page.getByText('Link to segment 1 copied')).toBeVisible();
  expect(await clipboard(page)).toBe(`${baseURL}${path}/segments/1?event=3`);
});

test('a segment’s page is whole without scripts, with its preview and a way to the timeline', async ({
  browser,
  api,
  baseURL,
}) => {
  const { url, pages } = await sixteenSegments(api);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto(pages[11] ?? '');
  const [segment] = (
    await api.send<{ segments: { title: string; outcome: string; summary: string }[] }>('GET', exportOf(url))
  ).segments.slice(11);
  await expect(page).toHaveTitle(new RegExp(`^12\\. ${segment?.title}`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(segment?.title ?? '-');
  // Before the full stop stands what a sentence cites.
  for (const text of [segment?.outcome, ...(segment?.summary.split('. ') ?? [])])
    await expect(page.getByRole('article')).toContainText(text?.replace(/\.$/, '') ?? '-');
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', `12. ${segment?.title}`);
  // What only its readers may open has no picture.
  await expect(page.locator('meta[property="og:image"]')).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().click();
  await expect(page.getByRole('article')).toHaveCount(16);
  await context.close();
});

const exportOf = (url: string) => `/sessions/${new URL(url, 'http://x').pathname.split('-').at(-1)}/export?format=json`;

test('a timeline of 16 segments has a heading for each and none that is empty, and finds every word', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  const { segments } = await api.send<{ segments: Record<string, unknown>[] }>('GET', exportOf(url));
  await page.goto(url);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 3 })).toHaveCount(16);
  expect(segments).toHaveLength(16);
  const empty = await main.locator('dd').evaluateAll((all) => all.filter((field) => !field.textContent?.trim()).length);
  expect(empty).toBe(0);
  const shown = await main.evaluate((element) => element.textContent ?? '');
  for (const segment of segments) {
    const items = [segment.next_steps, segment.key_decisions, segment.open_questions].flat() as { text: string }[];
    for (const text of [segment.title, segment.outcome, segment.summary, ...items.map((item) => item.text)])
      expect(shown).toContain(String(text));
  }
});

test('a shared link has a picture of what it shows, until it is turned off', async ({ request, api }) => {
  const { sid } = await sixteenSegments(api);
  const link = await api.send<{ id: string; url: string }>('POST', `/sessions/${sid}/shares`, {});
  const imageOf = async (address: string) => {
    const html = await (await request.get(address)).text();
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image"');
    return /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? '';
  };
  const pictures: Buffer[] = [];
  for (const address of [link.url, `${link.url}/segments/3`, `${link.url}/segments/4`]) {
    const url = await imageOf(address);
    expect(url).toBe(`${address}/card`);
    const answer = await request.get(url);
    expect(answer.headers()['content-type']).toBe('image/png');
    const png = await answer.body();
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    pictures.push(png);
  }
  expect(new Set(pictures.map((png) => png.toString('base64'))).size).toBe(3);
  expect((await request.get(`${link.url}/segments/99/card`)).status()).toBe(404);
  const { items } = await api.send<{ items: { last_opened_at?: string | null }[] }>('GET', `/sessions/${sid}/shares`);
  expect(items).toHaveLength(1);
  await request.delete(`/api/v1/shares/${link.id}`);
  expect((await request.get(`${link.url}/card`)).status()).toBe(404);
});

test('on paper a session is all that is said, without what is pressed', async ({ page, api }, info) => {
  const { url } = await recordedBySegments(api);
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: 'Outcomes' }).click();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const text of ['Kept the night shift’s order of briefs.', 'Read the handover note.', 'Restart the pier display'])
    await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText(new URL(page.url()).pathname).first()).toBeVisible();
  for (const control of await page.getByRole('button').all()) await expect(control).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(background).toBe('rgb(255, 255, 255)');
  const file = info.outputPath('session.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true, format: 'A4' });
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
});
