import { type Api, expect, type Page, test } from './fixtures';
import { sixteenSegments } from './stories';

const article = (page: Page, n: number) => page.locator(`#segment-${n}`).getByRole('article');
const topOf = (page: Page, n: number) => page.locator(`#segment-${n}`).evaluate((item) => item.getBoundingClientRect().top);
const coverage = (page: Page) => page.locator('.coverage').filter({ visible: true }).first();

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForLoadState('networkidle');
}

/** A timeline that hears keys: what is current is marked by the same scripts. */
async function openTimeline(page: Page, url: string): Promise<void> {
  await open(page, url);
  await expect(page.locator('article[aria-current="true"]')).toBeAttached();
}

const segmentsOf = async (api: Api, sid: string) =>
  (
    await api.send<{
      items: { n: number; id: string; rev: number; title: string; outcome: string; summary: string; event_count: number }[];
    }>('GET', `/sessions/${sid}/segments`)
  ).items;

async function mark(api: Api, sid: string, ...numbers: number[]): Promise<void> {
  const items = (await segmentsOf(api, sid)).filter(({ n }) => numbers.includes(n));
  await api.send('PATCH', `/sessions/${sid}/marks`, { marks: items.map(({ id, rev }) => ({ segment: id, rev })) });
}

test('the browser’s own search finds what stands far below', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  const words = (await segmentsOf(api, sid)).find(({ n }) => n === 14)?.summary.slice(0, 40) ?? '';
  await openTimeline(page, url);
  await expect(page.locator('#segment-14')).not.toBeInViewport();
  const isFound = await page.evaluate((text) => (window as unknown as { find(text: string): boolean }).find(text), words);
  expect(isFound, words).toBe(true);
  await expect(page.locator('#segment-14')).toBeInViewport();
});

test('each item is there once, and how many there are is what the record says', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  await page.goto(url);
  // Of 16 segments: one or two decisions each, a step in two of three, a question in every fifth.
  for (const [field, count] of [
    ['key_decision', 28],
    ['next_step', 10],
    ['open_question', 3],
  ] as const)
    await expect(page.getByRole('main').locator(`article [data-field="${field}"]`)).toHaveCount(count);
});

test('a way leads to the heading of the next page, and back to the segment that was left', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  await openTimeline(page, url);
  const entries = await page.evaluate(() => history.length);
  for (let n = 2; n <= 6; n++) await page.keyboard.press('j');
  await expect(page).toHaveURL(/#segment-6$/);
  await page.mouse.wheel(0, 60);
  await expect.poll(async () => Math.round(await topOf(page, 6))).toBe(36);
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/segments\/6(\?|$)/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Escape');
  await expect(article(page, 6)).toBeFocused();
  await expect(article(page, 6)).toHaveAttribute('aria-current', 'true');
  await expect.poll(async () => Math.round(await topOf(page, 6))).toBe(36);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { level: 1, name: 'Decisions' })).toBeFocused();
});

test('from the inbox a session that is begun opens at what is left, with a way to its start', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await mark(api, sid, 1, 2, 3, 4);
  await open(page, `/${api.project}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${new URL(url).pathname}(\\?[^#]*)?#segment-5$`));
  await expect(article(page, 5)).toHaveAttribute('aria-current', 'true');
  await expect.poll(async () => Math.abs((await topOf(page, 5)) - 96)).toBeLessThanOrEqual(4);
  const back = page.getByRole('link', { name: 'Back to the start' });
  await expect(back).toBeVisible();
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 400);
  await expect(back).toHaveCount(0);
  await expect(coverage(page)).toContainText('4 of 16 reviewed 25 % of events');
  await expect(page.locator('#outline a[data-mark="on"]')).toHaveCount(4);
});

test('the tape leads by a click, and by drawing along it', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  await openTimeline(page, url);
  const at = async (n: number) => {
    const box = await page.locator(`.tape [data-seg="${n}"]`).filter({ visible: true }).first().boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  const [four, nine] = [await at(4), await at(9)];
  await page.mouse.click(four.x, four.y);
  await expect(article(page, 4)).toHaveAttribute('aria-current', 'true');
  await expect.poll(async () => Math.abs((await topOf(page, 4)) - 96)).toBeLessThanOrEqual(4);
  const from = await at(4);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(nine.x, from.y, { steps: 8 });
  await expect(article(page, 9)).toHaveAttribute('aria-current', 'true');
  await page.mouse.up();
  await page.mouse.move(four.x, from.y);
  await expect(article(page, 9)).toHaveAttribute('aria-current', 'true');
});

test('letters that are typed while a box is loading are written in it, and are no keys', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  await openTimeline(page, url);
  await page.keyboard.press('c');
  await page.keyboard.type('x marks jokes'); // x, a, j, o and k would do something
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('x marks jokes');
  await expect(coverage(page)).toContainText('0 of 16');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('axe');
  await expect(page.getByRole('combobox')).toHaveValue('axe');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox')).toHaveCount(0);
  for (const key of ['Control+x', 'Alt+x', 'Meta+j', 'Space']) await page.keyboard.press(key);
  await expect(coverage(page)).toContainText('0 of 16');
});

test('where the clipboard is blocked a key shows the link to be copied by hand', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('blocked')) } }),
  );
  await openTimeline(page, url);
  await page.keyboard.press('y');
  const field = page.getByRole('textbox', { name: 'Link to copy' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(/\/segments\/1(\?cut=\d+)?$/);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(await field.inputValue());
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});

test('who does not want to be led on after a mark stays where they are', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  await openTimeline(page, url);
  await page.evaluate(() => localStorage.setItem('debrief.advance.off', '1'));
  await page.keyboard.press('x');
  await expect(coverage(page)).toContainText('1 of 16');
  await expect(article(page, 1).or(page.locator('#segment-1 summary')).filter({ visible: true })).toHaveAttribute(
    'aria-current',
    'true',
  );
});

test('what came since the last visit stands under a rule', async ({ page, api }) => {
  const { url } = await sixteenSegments(api);
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/seen') && answer.ok());
  await page.goto(url);
  await kept;
  await api.events('orchestrator', [{ id: 'later', actor: 'agent', kind: 'message', text: 'One more buoy.' }]);
  await api.segments('orchestrator', [{ key: 'later', title: 'Set one more buoy', first: 'later', last: 'later' }]);
  await page.goto(url);
  await expect(page.locator('#segment-17')).toHaveAttribute('data-new', /^New since your visit/);
  await expect(page.locator('[data-new]')).toHaveCount(1);
});

test('an earlier version of a record is read as one, and changed by nobody', async ({ page, api }) => {
  const tell = (outcome: string) => api.segments('gate', [{ key: 'gate', title: 'Mend the gate', outcome }]);
  await api.session('gate', { title: 'The gate', status: 'done' });
  const { segments } = await tell('The gate squeaks.');
  await tell('The gate is silent.');
  const address = new URL(segments[0]?.url ?? '');
  address.searchParams.set('rev', '1');
  await open(page, address.href);
  await expect(page.getByRole('main')).toContainText('The gate squeaks.');
  await expect(
    page
      .getByRole('main')
      .getByText(/earlier|revision 1/i)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^Edit|^Mark reviewed/ })).toHaveCount(0);
});
