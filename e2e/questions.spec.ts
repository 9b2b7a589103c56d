import { type Api, expect, type Page, test } from './fixtures';

interface Entry {
  id: string;
  text: string;
  answer: string | null;
}

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();

/** A session that leaves three questions and two next steps; its second segment may answer the first of them. */
async function openEnds(api: Api) {
  const { url } = await api.session('beacon', { title: 'Move the beacon', agent: 'claude', started_at: at(0), ended_at: at(40) });
  await api.segments('beacon', [
    {
      ...{
        key: 'look',
        title: 'Look at the beacon',
        started_at: at(0),
        ended_at: at(10),
        outcome: 'The beacon flickers, see #61.',
      },
      open_questions: ['Does `lamp_cycle` of #61 drift in every tower?', 'Who paints the tower?'],
      key_decisions: ['Keep the old lamp'],
    },
    {
      ...{ key: 'find', title: 'Find the drift of `lamp_cycle`, #61', started_at: at(12), ended_at: at(20) },
      ...{ outcome: 'The drift comes from `lamp_cycle` in one tower.', key_decisions: ['Buy a new lamp after all'] },
    },
    {
      ...{ key: 'stop', title: 'Stop the lamp', started_at: at(30), ended_at: at(38), outcome: 'The lamp is off.' },
      open_questions: ['Will the lamp start again by itself?'],
      next_steps: [{ text: 'Start the lamp by hand', owner: 'person' as const, evidence: [] }, 'Watch the lamp for a night'],
    },
  ]);
  const listed = (state: string, more = '') =>
    api.send<{ items: Entry[] }>('GET', `/projects/${api.project}/questions?state=${state}${more}`);
  return { url, listed, page: `/${api.project}/questions` };
}

/** Opens the list when what it holds can be clicked. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState('networkidle');
}

test('an answered question leaves the list, an agent reads the answer, and Z brings it back', async ({ page, api }) => {
  const { listed, page: address } = await openEnds(api);
  const since = new Date(Date.now() - 1000).toISOString();
  await open(page, address);
  const list = page.getByRole('main');
  await expect(page.getByRole('link', { name: 'Open 3' })).toBeVisible();
  const pane = page.getByRole('complementary', { name: 'Answer' });
  await expect(pane.getByRole('heading', { level: 2 })).toHaveText('Will the lamp start again by itself?');
  await pane.getByRole('textbox', { name: 'Answer' }).fill('It did, within a minute');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('link', { name: 'Open 2' })).toBeVisible();
  await expect(list.getByRole('link', { name: 'Will the lamp start again by itself?' })).toHaveCount(0);
  await expect(pane.getByRole('heading', { level: 2 })).toContainText('in every tower?');
  await expect(page.getByRole('status').filter({ hasText: 'Answer saved' })).toBeVisible();
  const answered = async () =>
    (await listed('answered', `&since=${encodeURIComponent(since)}`)).items.map(({ answer }) => answer);
  expect(await answered()).toEqual(['It did, within a minute']);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('z');
  await expect(page.getByRole('link', { name: 'Open 3' })).toBeVisible();
  await expect(pane.getByRole('textbox', { name: 'Answer' })).toHaveValue('It did, within a minute');
  await expect.poll(answered).toEqual([]);
});

test('a suggestion is accepted by A, or refused for good', async ({ page, api }) => {
  const { listed, page: address } = await openEnds(api);
  await open(page, address);
  const main = page.getByRole('main');
  await expect(main.getByText('Segment 2 may answer this.')).toBeVisible();
  await expect(main.getByText('Nothing after segment 3 yet.')).toBeVisible(); // asked for by the page's scripts
  await page.keyboard.press('j');
  await expect(page.getByRole('complementary', { name: 'Answer' }).getByRole('heading', { level: 2 })).toContainText('drift');
  await page.keyboard.press('a');
  await expect(main.getByText('Segment 2 may answer this.')).toHaveCount(0);
  await page.getByRole('link', { name: 'Answered 1' }).click();
  await expect(main.getByText('Answered by you in segment 2').first()).toBeVisible();
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('link', { name: 'Open 3' }).click();
  await main.getByRole('button', { name: 'It doesn’t' }).click();
  await expect(main.getByText('Segment 2 may answer this.')).toHaveCount(0);
  expect((await listed('open')).items).toHaveLength(3);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Open 3' })).toBeVisible();
  await expect(main.getByText('Segment 2 may answer this.')).toHaveCount(0);
});

test('what is being written survives a reload, and a later segment can be pointed to', async ({ page, api }) => {
  const { listed, page: address } = await openEnds(api);
  const question = (await listed('open')).items.find(({ text }) => text.startsWith('Who paints'));
  await page.goto(`${address}/${question?.id}`);
  const box = page.getByRole('textbox', { name: 'Answer' });
  await box.fill('The harbour office');
  await page.reload();
  await expect(box).toHaveValue('The harbour office');
  await page.getByRole('radio', { name: /^A later segment/ }).check();
  await page.getByRole('radio', { name: /Stop the lamp/ }).check();
  await page.reload();
  await expect(page.getByRole('radio', { name: /Stop the lamp/ })).toBeChecked();
  await page.getByRole('button', { name: 'Save answer' }).click();
  await expect(page.getByRole('link', { name: 'Open 2' })).toBeVisible();
  await page.goto(`${address}/${question?.id}`);
  const pane = page.getByRole('complementary');
  await expect(pane.getByText('Answered by you in segment 3')).toBeVisible();
  await expect(pane.getByText('The harbour office')).toBeVisible();
});

test('next steps are done or not needed', async ({ page, api }) => {
  const { page: address } = await openEnds(api);
  await open(page, address);
  await page.getByRole('link', { name: 'Start the lamp by hand' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('link', { name: 'Start the lamp by hand' })).toHaveCount(0);
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText('Watch the lamp for a night');
  await page.getByRole('button', { name: 'Not needed' }).click();
  await expect(page.getByText('Every next step was picked up')).toBeVisible();
});

test('on a phone the list and an item are pages of their own', async ({ page, api }) => {
  const { page: address } = await openEnds(api);
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, address);
  await expect(page.getByRole('textbox', { name: 'Answer' })).toBeHidden();
  await page.getByRole('link', { name: 'Who paints the tower?' }).click();
  await expect(page.getByRole('textbox', { name: 'Answer' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Will the lamp start again by itself?' })).toBeHidden();
  await page.getByRole('radio', { name: 'Not needed any more' }).check();
  await page.getByRole('button', { name: 'Save answer' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Marked as not needed' })).toBeVisible();
  await page.getByRole('link', { name: '2 questions' }).click();
  await expect(page.getByRole('link', { name: 'Will the lamp start again by itself?' })).toBeVisible();
});

test('without scripts the questions and what became of them are read', async ({ browser, api, baseURL }) => {
  const { listed, page: address } = await openEnds(api);
  const question = (await listed('open')).items.find(({ text }) => text.startsWith('Who paints'));
  await api.send('PUT', `/questions/${question?.id}/resolution`, { answer: 'The harbour office' });
  const page = await (await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) })).newPage();
  await page.goto(address);
  await expect(page.getByRole('link', { name: 'Will the lamp start again by itself?' })).toBeVisible();
  await page.getByRole('link', { name: 'Answered 1' }).click();
  await expect(page.getByRole('complementary').getByText('The harbour office')).toBeVisible();
});

test('A answers the first open question of the current segment where it stands', async ({ page, api }) => {
  const { url } = await openEnds(api);
  await page.goto(`${url}#segment-3`);
  const segment = page.getByRole('article', { name: /Stop the lamp/ });
  await expect(segment.getByRole('button', { name: /^Answer/ })).toBeVisible();
  await segment.click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('a');
  await segment.getByRole('textbox', { name: 'Answer' }).fill('It did');
  await page.keyboard.press('Control+Enter');
  await expect(segment.getByText('Answered by you: It did')).toBeVisible();
  await page.goto(`${url}/segments/2`);
  await page.getByRole('button', { name: 'It answers this' }).click();
  await expect(page.getByText('Answered by you in segment 2')).toBeVisible();
  await page.goto(`${url}/segments/1`);
  await expect(page.getByText('Answered by you in segment 2')).toBeVisible();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The question is open again' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'It answers this' })).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('Answered by you in segment 2')).toBeVisible();
});

test('what later segments picked up stands beside what was answered', async ({ page, api }) => {
  const { page: address } = await openEnds(api);
  const steps = await api.send<{ items: Entry[] }>('GET', `/projects/${api.project}/next-steps`);
  const picked = steps.items.filter(({ text }) => text === 'Watch the lamp for a night').map(({ id }) => id);
  await api.segments('beacon', [
    { key: 'watch', title: 'Watch the lamp', started_at: at(39), ended_at: at(40), picks_up: picked },
  ]);
  await page.goto(`${address}?state=answered`);
  await expect(page.getByRole('heading', { name: 'Next steps picked up or done' })).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'Watch the lamp for a night' });
  await expect(row.getByRole('link', { name: 'in segment 4' })).toBeVisible();
});

test('a decision is superseded by a later one, and the log is filtered by its address', async ({ page, api }) => {
  await openEnds(api);
  await page.goto(`/${api.project}/decisions`);
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  await expect(page.getByRole('listitem')).toHaveCount(2);
  const link = (n: number) => page.getByRole('link', { name: `segment ${n}`, exact: true });
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('j');
  await expect(link(2)).toBeFocused();
  await page.keyboard.press('j');
  await expect(link(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(link(2)).toBeFocused();
  await row('Keep the old lamp').getByRole('button', { name: 'Superseded by…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Superseded by' });
  await dialog.getByRole('radio', { name: /Buy a new lamp/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row('Keep the old lamp')).toContainText('Superseded by you: Buy a new lamp after all');
  await page.getByRole('searchbox', { name: 'Words of a decision' }).fill('old lamp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=old/);
  await expect(page.getByRole('listitem').filter({ hasText: 'segment 2' })).toHaveCount(0);
  await row('Keep the old lamp').getByRole('button', { name: 'Take back' }).click();
  await expect(row('Keep the old lamp').getByRole('button', { name: 'Superseded by…' })).toBeVisible();
});
