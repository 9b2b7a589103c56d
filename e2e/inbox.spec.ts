import { type Api, expect, type Page, test } from './fixtures';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();

interface Told {
  minute?: number;
  segments?: number;
  question?: string;
  [field: string]: unknown;
}

/** A session that ended, with so many segments. */
async function ended(api: Api, id: string, { minute = 0, segments = 2, question, ...fields }: Told = {}) {
  const { sid, url } = await api.session(id, {
    title: `The ${id}`,
    agent: 'claude',
    status: 'done',
    started_at: at(minute),
    ...fields,
  });
  const asked = question ? { open_questions: [question] } : {};
  const parts = Array.from({ length: segments }, (_, i) => ({
    key: `s${i + 1}`,
    title: `Part ${i + 1} of the ${id}`,
    status: 'done' as const,
  }));
  if (segments > 0)
    await api.segments(
      id,
      parts.map((part, i) => (i === 0 ? { ...part, ...asked } : part)),
    );
  return { sid, url };
}

const row = (page: Page, title: string) =>
  page.getByRole('article').filter({ has: page.getByRole('link', { name: title, exact: true }) });
const titles = (page: Page) => page.getByRole('article').getByRole('heading').allInnerTexts();

async function open(page: Page, address: string) {
  await page.goto(address);
  await page.waitForLoadState('networkidle');
}

test('an inbox is cleared with the keyboard alone, and what was done last is taken back', async ({ page, api }) => {
  for (const [minute, id] of ['ferry', 'buoy', 'lamp'].entries()) await ended(api, id, { minute });
  await open(page, `/${api.project}`);
  await expect(page.getByRole('heading', { name: 'To review' })).toBeVisible();
  expect(await titles(page)).toEqual(['The lamp', 'The buoy', 'The ferry'].map((title) => expect.stringContaining(title)));
  await expect(page.getByRole('link', { name: 'Inbox 3' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'The buoy' })).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('status').filter({ hasText: '2 segments marked reviewed' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'The ferry' })).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('link', { name: 'The lamp' })).toBeFocused();
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.keyboard.press('x');
  await expect(page.getByRole('heading', { name: 'Nothing to review' })).toBeVisible();
  await expect(page.getByText('3 sessions reviewed.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.keyboard.press('z');
  await expect(row(page, 'The lamp')).toContainText('0 of 2 reviewed');
  await expect(page.getByRole('link', { name: 'Inbox 1' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByRole('link', { name: 'Show what is reviewed' }).click();
  await expect(page.getByRole('article')).toHaveCount(3);
});

test('Enter opens a session at the first segment to review', async ({ page, api }) => {
  const { sid } = await ended(api, 'ferry', { segments: 3 });
  await api.send('POST', `/sessions/${sid}/marks`, { up_to: 1 });
  await open(page, `/${api.project}`);
  await expect(row(page, 'The ferry')).toContainText('1 of 3 reviewed');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/the-ferry-\w+#segment-2$/);
});

test('a dot stands before what is new: it goes when the session was seen, by key, or for all at once', async ({ page, api }) => {
  const { url } = await ended(api, 'ferry');
  await ended(api, 'buoy', { minute: -5 });
  const dots = page.getByText('Unseen.');
  await open(page, `/${api.project}`);
  await expect(dots).toHaveCount(2);
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/seen') && answer.ok());
  await page.goto(url);
  await kept;
  await open(page, `/${api.project}`);
  await expect(row(page, 'The ferry').getByText('Unseen.')).toHaveCount(0);
  await expect(dots).toHaveCount(1);
  await page.keyboard.press('u');
  await expect(dots).toHaveCount(2);
  await page.getByRole('button', { name: 'Mark all seen' }).click();
  await expect(page.getByRole('status').filter({ hasText: '2 sessions marked seen' })).toBeVisible();
  await expect(dots).toHaveCount(0);
  await expect(row(page, 'The ferry')).toContainText('0 of 2 reviewed');
  await ended(api, 'ferry', { segments: 3 });
  await page.reload();
  await expect(dots).toHaveCount(1);
  await expect(row(page, 'The ferry').getByText('Unseen.')).toHaveCount(1);
});

test('a whole session is marked from its row, and unmarked', async ({ page, api }) => {
  await ended(api, 'ferry');
  await open(page, `/${api.project}/sessions`);
  await row(page, 'The ferry').hover();
  await page.getByRole('button', { name: 'Mark the whole session reviewed' }).click();
  await expect(row(page, 'The ferry')).toContainText('2 of 2 reviewed');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'The ferry')).toContainText('0 of 2 reviewed');
  await page.reload();
  await expect(row(page, 'The ferry')).toContainText('0 of 2 reviewed');
});

test('what cannot be saved is taken back, and said', async ({ page, api }) => {
  await ended(api, 'ferry');
  await open(page, `/${api.project}`);
  await page.route('**/marks', (route) => route.abort());
  await page.keyboard.press('x');
  await expect(page.getByText('Not saved. Try again')).toBeVisible();
  await expect(row(page, 'The ferry')).toContainText('0 of 2 reviewed');
});

test('sessions stand in the groups that say who is to do something', async ({ page, api }) => {
  await ended(api, 'question', { status: 'waiting' });
  await ended(api, 'work', { status: 'live', segments: 1 });
  await ended(api, 'past', { segments: 1 });
  const { sid } = await ended(api, 'rest', { segments: 1 });
  await api.send('POST', `/sessions/${sid}/marks`, { all: true });
  await open(page, `/${api.project}`);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 2 })).toHaveText(['Waiting on you', 'To review', 'Live', 'Reviewed']);
  await expect(page.getByRole('region', { name: 'Live' })).toContainText('Now: Part 1 of the work');
  await expect(page.getByRole('region', { name: 'Reviewed' }).getByRole('article')).toHaveCount(0);
});

test('filters stand in the address, and each can be taken away', async ({ page, api }) => {
  await ended(api, 'ferry', { agent: 'codex', branch: 'tide/41', question: 'Which pier?' });
  await ended(api, 'buoy', { branch: 'main' });
  await open(page, `/${api.project}/sessions`);
  const main = page.getByRole('main');
  await main.getByText('Agent', { exact: true }).click();
  await main.getByRole('link', { name: 'codex' }).click();
  await expect(page).toHaveURL(/\/sessions\?agent=codex$/);
  await expect(page.getByRole('article')).toHaveCount(1);
  await main.getByText('Has', { exact: true }).click();
  await main.getByRole('link', { name: 'Open questions' }).click();
  await expect(page).toHaveURL(/agent=codex&has=questions$/);
  await main.getByRole('link', { name: 'Agent: codex. Remove this filter' }).click();
  await expect(page).toHaveURL(/\/sessions\?has=questions$/);
  await main.getByRole('link', { name: 'Everything' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
  await main.getByRole('searchbox').fill('TIDE');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=TIDE/);
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.goto(`/${api.project}/sessions?status=failed`);
  await expect(page.getByRole('heading', { name: 'No session matches these filters' })).toBeVisible();
  await main.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('workers stand below the orchestrator that began them', async ({ page, api }) => {
  await ended(api, 'worker', { minute: 30, parent: 'lead' });
  await ended(api, 'other', { minute: 20 });
  await ended(api, 'lead', { minute: 10 });
  await open(page, `/${api.project}`);
  await expect(page.getByText('worker of The lead')).toBeVisible();
  await page.getByRole('link', { name: 'Group by lineage' }).click();
  await expect(page).toHaveURL(/group=lineage$/);
  await expect(page.getByRole('list', { name: 'Workers of The lead' }).getByRole('article')).toHaveCount(1);
  expect(await titles(page)).toEqual(['The lead', 'The worker', 'The other'].map((title) => expect.stringContaining(title)));
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'The worker' })).toBeFocused();
});

test('brackets lead through the list that the reader came from, and else through the newest', async ({ page, api }) => {
  await ended(api, 'newest', { minute: 30 });
  await ended(api, 'middle', { minute: 20, agent: 'codex' });
  await ended(api, 'oldest', { minute: 10 });
  const heading = page.getByRole('heading', { level: 1 });
  await open(page, `/${api.project}/sessions?agent=claude`);
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('The newest');
  await expect(page.getByRole('link', { name: 'Next session: The oldest' })).toBeVisible();
  await page.keyboard.press(']');
  await expect(heading).toHaveText('The oldest');
  await page.keyboard.press('[');
  await expect(heading).toHaveText('The newest');
  await page.evaluate('sessionStorage.clear()');
  await page.reload();
  await page.getByRole('link', { name: 'Next session: The middle' }).click();
  await expect(heading).toHaveText('The middle');
});

test('thirty more are added below, with scripts or without', async ({ page, browser, api, baseURL }) => {
  for (let n = 1; n <= 31; n++) await ended(api, `crossing-${n}`, { minute: n, segments: 0 });
  await open(page, `/${api.project}/sessions`);
  await expect(page.getByRole('article')).toHaveCount(30);
  await page.getByRole('link', { name: 'Load 30 more' }).click();
  await expect(page.getByRole('article')).toHaveCount(31);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const plain = await context.newPage();
  await plain.goto(`/${api.project}/sessions`);
  await plain.getByRole('link', { name: 'Load 30 more' }).click();
  await expect(plain.getByRole('article')).toHaveCount(31);
  await context.close();
});

test('what others change appears where it stands, and moves nothing until it is asked for', async ({ page, api }) => {
  await ended(api, 'ferry', { minute: 10 });
  await open(page, `/${api.project}`);
  await ended(api, 'buoy', { minute: 30 });
  await ended(api, 'ferry', { minute: 10, title: 'The ferry, mended' });
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
  await expect(page.getByRole('link', { name: 'The ferry, mended' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Inbox 2' })).toBeVisible();
  await page.getByRole('button', { name: 'This list changed' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
});
