import { type Api, expect, type Page, test } from './fixtures';
import { sixteenSegments } from './stories';

interface Listed {
  items: { id: string; n: number; rev: number; url: string; mark: { current: boolean } | null }[];
}

const listed = (api: Api, sid: string) => api.send<Listed>('GET', `/sessions/${sid}/segments`);

/** Numbers of the segments whose mark is kept. */
async function marked(api: Api, sid: string): Promise<number[]> {
  return (await listed(api, sid)).items.filter(({ mark }) => mark?.current).map(({ n }) => n);
}

async function mark(api: Api, sid: string, ...numbers: number[]): Promise<void> {
  const marks = (await listed(api, sid)).items
    .filter(({ n }) => numbers.includes(n))
    .map(({ id, rev }) => ({ segment: id, rev }));
  await api.send('PATCH', `/sessions/${sid}/marks`, { marks });
}

const segment = (page: Page, n: number) => page.locator(`#segment-${n}`);
const row = (page: Page, n: number) => segment(page, n).locator('summary');
const article = (page: Page, n: number) => segment(page, n).getByRole('article');
const coverage = (page: Page, text: string) => expect(page.getByText(`${text} reviewed`).filter({ visible: true })).toBeVisible();
const topOf = (page: Page, n: number) => segment(page, n).evaluate((item) => item.getBoundingClientRect().top);

/** Opens a session when its keys work: the count beside the tape is there and a key of it does something. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('button', { name: 'Next to review' })).toBeEnabled();
  await page.waitForLoadState('networkidle');
}

const READING_LINE = 96;

test('X marks a segment and leads to the next one to review; Z restores everything', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await mark(api, sid, 1, 2, 5);
  await open(page, `${url}#segment-6`);
  await coverage(page, '3 of 16');
  await expect(article(page, 6)).toHaveAttribute('aria-current', 'true');
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.press('x');
  await expect(row(page, 6)).toBeVisible();
  await expect(article(page, 6)).toBeHidden();
  await expect(article(page, 7)).toBeFocused();
  expect(Math.abs((await topOf(page, 7)) - READING_LINE)).toBeLessThanOrEqual(4);
  await coverage(page, '4 of 16');
  await expect(page.getByRole('status').filter({ hasText: 'Segment 6 reviewed. 4 of 16.' })).toBeAttached();
  await expect.poll(() => marked(api, sid)).toEqual([1, 2, 5, 6]);
  await page.keyboard.press('z');
  await expect(article(page, 6)).toBeFocused();
  await coverage(page, '3 of 16');
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await expect.poll(() => marked(api, sid)).toEqual([1, 2, 5]);
});

test('a session is reviewed with X alone', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await open(page, `${url}?show=todo`);
  for (let n = 1; n <= 16; n++) {
    await expect(article(page, n)).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('x');
    await expect(segment(page, n)).toBeHidden();
  }
  await coverage(page, '16 of 16');
  await expect(page.getByText('All 16 segments reviewed')).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByText('All reviewed', { exact: true })).toBeVisible();
  await expect.poll(() => marked(api, sid)).toHaveLength(16);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(row(page, 16)).toBeVisible();
  await page.reload();
  await expect(row(page, 1)).toBeVisible();
});

test('a mark lapses when the record is written anew, and the page shows what changed', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await mark(api, sid, 1, 2, 3);
  const write = (outcome: string) =>
    api.segments('orchestrator', [{ key: 's2', title: 'Grease the crane', first: 'e62', last: 'e92', outcome }]);
  await write('The crane turns slowly.');
  await mark(api, sid, 3);
  await open(page, url);
  await coverage(page, '3 of 16');
  await write('The crane turns quickly.');
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await coverage(page, '2 of 16');
  await expect(row(page, 3)).toContainText('Changed since you reviewed it');
  await row(page, 3).click();
  await expect(article(page, 3).getByRole('checkbox', { name: 'Reviewed' })).not.toBeChecked();
  await expect(article(page, 3)).toContainText(/The summary was rewritten .+, after you reviewed it/);
  await article(page, 3).getByRole('button', { name: 'Show what changed' }).click();
  await expect(article(page, 3).locator('del')).toHaveText(['slowly']);
  await expect(article(page, 3).locator('ins')).toHaveText(['quickly']);
  await article(page, 3).getByRole('checkbox', { name: 'Reviewed' }).check();
  const changed = row(page, 3).getByText('Changed since you reviewed it');
  await expect(row(page, 3)).toBeVisible();
  await expect(changed).toBeHidden();
  await page.keyboard.press('z');
  await expect(article(page, 3).getByRole('checkbox', { name: 'Reviewed' })).not.toBeChecked();
  await page.reload();
  await expect(changed).toBeVisible();
});

test('a link to a reviewed segment opens it at the reading line, and its mark stays', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await mark(api, sid, 11, 12);
  await open(page, `${url}#segment-12`);
  await expect(article(page, 12)).toBeVisible();
  await expect.poll(async () => Math.abs((await topOf(page, 12)) - READING_LINE)).toBeLessThanOrEqual(4);
  await expect(article(page, 12).getByRole('checkbox', { name: 'Reviewed' })).toBeChecked();
  await expect(article(page, 11)).toBeHidden();
  await article(page, 12).getByRole('button', { name: 'Collapse segment 12' }).click();
  await expect(article(page, 12)).toBeHidden();
  await expect(row(page, 12)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(article(page, 12)).toBeVisible();
  expect(await marked(api, sid)).toEqual([11, 12]);
});

test('many are marked at once by ⇧X and between two boxes, and taken back together', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await open(page, `${url}#segment-5`);
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('5 segments marked reviewed')).toBeVisible();
  await coverage(page, '5 of 16');
  await page.keyboard.press('z');
  await coverage(page, '0 of 16');
  const box = (n: number) => segment(page, n).getByRole('checkbox', { name: 'Reviewed' });
  await box(8).click();
  await box(11).click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 segments marked reviewed')).toBeVisible();
  await coverage(page, '4 of 16');
  await page.getByRole('button', { name: 'Undo' }).click();
  await coverage(page, '1 of 16');
  await expect.poll(() => marked(api, sid)).toEqual([8]);
});

test('what cannot be saved is taken back, and can be tried again', async ({ page, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await open(page, url);
  await page.route('**/marks', (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 500, body: 'no' }) : route.fallback(),
  );
  await page.keyboard.press('x');
  await expect(page.getByText('Not saved')).toBeVisible();
  await coverage(page, '0 of 16');
  await expect(article(page, 1)).toBeVisible();
  await page.unroute('**/marks');
  await page.getByRole('button', { name: 'Try again' }).click();
  await coverage(page, '1 of 16');
  await expect.poll(() => marked(api, sid)).toEqual([1]);
});

test('marks made offline are saved later, also after a reload', async ({ page, context, api }) => {
  const { sid, url } = await sixteenSegments(api);
  await open(page, url);
  await context.setOffline(true);
  for (const n of [1, 2, 3]) {
    await page.keyboard.press('x');
    await expect(row(page, n)).toBeVisible();
  }
  await expect(page.getByText('Offline. Your 3 marks will be saved when you reconnect.')).toBeVisible();
  await context.setOffline(false);
  await expect.poll(() => marked(api, sid)).toEqual([1, 2, 3]);
  await page.route('**/marks', (route) => (route.request().method() === 'PATCH' ? route.abort() : route.fallback()));
  await page.keyboard.press('x');
  await expect(page.getByText('Offline. Your 1 mark will be saved when you reconnect.')).toBeVisible();
  await page.reload();
  await coverage(page, '4 of 16');
  expect(await marked(api, sid)).toEqual([1, 2, 3]);
  await page.unroute('**/marks');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => marked(api, sid)).toEqual([1, 2, 3, 4]);
});

test('two browsers on one session see each other’s marks, and nothing moves under the reader', async ({
  page,
  browser,
  baseURL,
  api,
}) => {
  const { sid, url } = await sixteenSegments(api);
  const other = await browser.newContext({ baseURL: baseURL ?? '' });
  const second = await other.newPage();
  await open(page, url);
  await open(second, `${url}#segment-9`);
  await expect(article(second, 9)).toHaveAttribute('aria-current', 'true');
  const top = await topOf(second, 9);
  for (const n of [1, 2, 3]) {
    await page.keyboard.press('x');
    await expect(row(page, n)).toBeVisible();
  }
  await expect.poll(() => marked(api, sid)).toEqual([1, 2, 3]);
  await api.segments('orchestrator', [
    { key: 's4', title: 'Paint the buoy', first: 'e124', last: 'e154', outcome: 'It is red. '.repeat(80) },
  ]);
  await second.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await coverage(second, '3 of 16');
  await expect(segment(second, 5)).toContainText('Paint the buoy');
  await expect(row(second, 2)).toHaveCount(1);
  expect(Math.abs((await topOf(second, 9)) - top)).toBeLessThanOrEqual(1);
  await other.close();
});

test('keys go by their labels, by their place without Latin letters, and not at all where they are switched off', async ({
  page,
  api,
}) => {
  const { url } = await sixteenSegments(api);
  await open(page, url);
  const press = (key: string, code: string) =>
    page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true })), { key, code });
  await press('q', 'KeyX'); // on Dvorak the key at the place of X is labelled Q
  await coverage(page, '0 of 16');
  await press('x', 'KeyB'); // and X is where B is
  await coverage(page, '1 of 16');
  await press('ч', 'KeyX');
  await coverage(page, '2 of 16');
  await page.evaluate(() => localStorage.setItem('debrief.keys.off', '1'));
  for (const key of ['x', 'n', 'j', 'z']) await page.keyboard.press(key);
  await expect(article(page, 3)).toHaveAttribute('aria-current', 'true');
  await coverage(page, '2 of 16');
});

test('the page of a segment marks it, and goes on to the next one to review', async ({ page, api }) => {
  const { sid } = await sixteenSegments(api);
  await mark(api, sid, 1, 3);
  await open(page, (await listed(api, sid)).items[1]?.url ?? '');
  await coverage(page, '2 of 16');
  await page.keyboard.press('x');
  await expect(page).toHaveURL(/\/segments\/4(\?|$)/);
  await coverage(page, '3 of 16');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/segments\/5(\?|$)/);
  await expect.poll(() => marked(api, sid)).toEqual([1, 2, 3]);
  await page.goBack();
  await page.keyboard.press('z');
  await expect.poll(() => marked(api, sid)).toEqual([1, 3]);
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the dock marks the segment that is read and goes on', async ({ page, api }) => {
    const { sid, url } = await sixteenSegments(api);
    await page.goto(`${url}#segment-3`);
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Mark 3 reviewed' }).tap();
    await expect(article(page, 4)).toBeFocused();
    await coverage(page, '1 of 16');
    await expect(page.getByRole('button', { name: 'Mark 4 reviewed' })).toBeVisible();
    await expect.poll(() => marked(api, sid)).toEqual([3]);
  });
});

test.describe('in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' });

  test('times and days are the reader’s own, and the browser agrees with the server', async ({ page, context, api }) => {
    await context.clearCookies({ name: 'tz' }); // a first visit
    const noise: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) noise.push(message.text());
    });
    const { url } = await api.session('night', { title: 'Night watch', agent: 'claude', status: 'done' });
    const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 14, minute)).toISOString(); // 23:00 and later in Tokyo
    await api.segments('night', [
      { key: 'a', title: 'Light the lanterns', started_at: at(40), ended_at: at(50) },
      { key: 'b', title: 'Wind the clock', started_at: at(62), ended_at: at(70) },
    ]);
    await page.goto(url);
    await expect(segment(page, 1)).toContainText('23:40 – 23:50');
    await expect(segment(page, 2)).toContainText('00:02 – 00:10');
    await expect(page.getByRole('main').getByText('Tue 3 Mar', { exact: true })).toBeVisible();
    expect(noise).toEqual([]);
  });
});
