import { expectAccessible, expectAccessibleAt } from './axe';
import { type Api, expect, type Page, test } from './fixtures';
import { recordedBySegments, threeTurns } from './stories';

/** Every page with something on it: axe finds nothing at three widths and in both themes, and nothing scrolls sideways. */

const checkAll = async (page: Page, addresses: string[]) => {
  for (const address of addresses) await expectAccessibleAt(page, address);
};

/** A session in every group of the inbox. */
async function inEveryGroup(api: Api) {
  const { sid, url } = await recordedBySegments(api);
  await api.session('live', { title: 'Watch the tide', status: 'live', parent: 'harbour', started_at: new Date().toISOString() });
  await api.session('past', { title: 'Mend the gate', agent: 'codex', status: 'done', parent: 'harbour' });
  await api.segments('past', [{ key: 'gate', title: 'Mend the gate', status: 'done' }]);
  return { sid, url };
}

test('an inbox with something in every group, one narrowed, and one with nothing', async ({ page, api }) => {
  const { sid } = await inEveryGroup(api);
  await checkAll(page, [`/${api.project}`, `/${api.project}?group=lineage&reviewed=30&has=questions`]);
  await api.session('harbour', { status: 'done' });
  for (const id of [sid, (await api.session('past', {})).sid]) await api.send('POST', `/sessions/${id}/marks`, { all: true });
  await expectAccessibleAt(page, `/${api.project}?agent=codex&reviewed=30`);
});

test('lists of sessions: of a project, narrowed, grouped, of the demo, and of none', async ({ page, api }) => {
  await inEveryGroup(api);
  const list = `/${api.project}/sessions`;
  const narrowed = `${list}?agent=claude&has=questions&q=harbour&from=2026-03-01&sort=events&group=lineage`;
  await checkAll(page, [list, narrowed, '/demo/sessions', '/nothing-here-yet/sessions', '/nothing-here-yet']);
});

test('search, a reference and the rules for them', async ({ page, api }) => {
  await recordedBySegments(api);
  const paths = ['/search', '/search?q=queue', '/search?q=nowhere', '/search?q=is:closed'];
  await checkAll(
    page,
    [...paths, '/references/%2341', '/settings/references'].map((path) => `/${api.project}${path}`),
  );
});

test('questions, each answered way of them, next steps and decisions', async ({ page, api }) => {
  await recordedBySegments(api);
  const { items } = await api.send<{ items: { id: string }[] }>('GET', `/projects/${api.project}/questions`);
  const [question] = items;
  const paths = ['questions', `questions/${question?.id}`, 'questions?state=dropped', 'decisions'];
  await checkAll(
    page,
    paths.map((path) => `/${api.project}/${path}`),
  );
  await api.send('PUT', `/questions/${question?.id}/resolution`, { answer: 'Two are enough.' });
  await expectAccessibleAt(page, `/${api.project}/questions?state=answered`);
});

test('timelines and segments: recorded by an agent, cut from a transcript, and missing', async ({ page, api }) => {
  const { url } = await recordedBySegments(api);
  const { sessions } = await api.transcript(threeTurns().text());
  const turns = sessions[0]?.url ?? '';
  await checkAll(page, [url, `${url}/segments/2`, turns, `${turns}/segments/1`]);
  await checkAll(page, ['/demo/sessions/gone-zzzzzzzz', `${url}/segments/19`]);
});

test('the demo’s timeline and a segment of it, with everything in them', async ({ page, request }) => {
  const { items } = await (await request.get('/api/v1/projects/demo/sessions?agent=claude&status=waiting')).json();
  await checkAll(page, [items[0].url, `${items[0].url}/segments/5`]);
});

test('settings of one’s own', async ({ page }) =>
  checkAll(page, ['/settings/display', '/settings/keyboard', '/demo/settings/general']));

test('what opens over a list: the command menu, the keys, menus of the bar', async ({ page, api }) => {
  await inEveryGroup(api);
  await page.goto(`/${api.project}/sessions`);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('harbour');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page, 'the command menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await expectAccessible(page, 'the list of keys');
  await page.keyboard.press('Escape');
  await page.getByRole('group').filter({ hasText: api.project }).locator('summary').first().press('Enter');
  await expectAccessible(page, 'the menu of projects', 'details[open]:has(.menu)');
});

type Opened = [what: string, open: (page: Page) => Promise<void>, within?: string];

const MENU = 'details[open]:has(.menu)';
const more = (page: Page) => page.locator('summary[aria-label="More"]').press('Enter');
const chosen = (name: string) => async (page: Page) => {
  await more(page);
  await page.getByRole('button', { name, exact: true }).press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
};

const overSegment: Opened[] = [
  ['the menu of a segment', more, MENU],
  ['a wrong claim that is flagged', (page) => page.keyboard.press('f')],
  ['a comment that is written', (page) => page.keyboard.press('c')],
  ['an outcome that is edited', (page) => page.getByRole('button', { name: 'Edit outcome' }).press('Enter')],
];

const overSession: Opened[] = [
  ['the menu of a session', more, MENU],
  ['what it is exported as', (page) => page.locator('summary').filter({ hasText: 'Export' }).press('Enter'), MENU],
  ['a link that is made', chosen('Share publicly')],
  ['a session that is renamed', chosen('Rename')],
  ['a session that is deleted', chosen('Delete session')],
];

async function checkOpened(page: Page, address: string, opened: Opened[]): Promise<void> {
  for (const [what, open, within] of opened) {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    await open(page);
    await page.waitForLoadState('networkidle');
    await expectAccessible(page, what, within);
  }
}

test('what opens over a segment: its menu, a flag, a comment, an edit', async ({ page, api }) => {
  const { sessions } = await api.transcript(threeTurns().text());
  await checkOpened(page, `${sessions[0]?.url}/segments/1`, overSegment);
});

test('what opens over a session: its menus, sharing, renaming, deleting', async ({ page, api }) => {
  const { url } = await recordedBySegments(api);
  await checkOpened(page, url, overSession);
});
