import { expectAccessibleNow } from './axe';
import { type Api, expect, test } from './fixtures';

const TIDES = 'Calibrate the tide gauges';
const AT = '2026-03-02T09:00:00Z';

/** Two sessions that speak of one issue; only the events of the first name a buoy. */
async function harbour(api: Api) {
  const events = [
    { id: 'e1', at: AT, actor: 'human', kind: 'prompt', text: 'Why do the gauges drift? See #271.' },
    {
      ...{ id: 'e2', at: AT, actor: 'agent', kind: 'tool_call' },
      tool: {
        name: 'Bash',
        call_id: 'c1',
        input: { command: 'git switch tide/271-gauges' },
        output: 'buoy-17 reports\nSwitched',
        exit_code: 0,
      },
    },
    { id: 'e3', at: AT, actor: 'agent', kind: 'message', text: 'The gauges agree with the tables again.' },
  ];
  const { url } = await api.session('gauges', { title: 'Morning watch', agent: 'claude', branch: 'main' });
  await api.events('gauges', events);
  await api.segments('gauges', [
    {
      key: 'tides',
      title: TIDES,
      status: 'done',
      outcome: 'The gauges of #271 agree again, by the new `spring_tables` in src/tides/tables.ts.',
      open_questions: [{ key: 'neap', text: 'Does the neap table drift as well?', evidence: [] }],
      first: 1,
      last: 3,
    },
  ]);
  await api.session('lamps', { title: 'Evening watch', agent: 'codex', branch: 'main' });
  await api.events('lamps', [{ id: 'e1', at: AT, actor: 'human', kind: 'prompt', text: 'Light the pier, as #271 asks' }]);
  await api.segments('lamps', [
    { key: 'lamps', title: 'Light the pier lamps', status: 'done', outcome: 'All lamps burn.', first: 1, last: 1 },
  ]);
  return { url };
}

test('a segment is found by an identifier, whole and by its beginning', async ({ page, api }) => {
  await harbour(api);
  await page.goto(`/${api.project}/sessions`);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('/');
  const box = page.getByRole('searchbox', { name: 'Search segments' });
  await expect(box).toBeFocused();
  await box.fill('spring_tables');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=spring_tables$/);
  const results = page.getByRole('list', { name: 'Segments' });
  await expect(results.getByRole('heading', { name: TIDES })).toBeVisible();
  await expect(results.getByText('Outcome:')).toBeVisible();
  await expect(results.locator('mark')).toHaveText(['spring_tables']);
  await page.getByRole('searchbox', { name: 'Search for' }).fill('src/tides/ta');
  await page.keyboard.press('Enter');
  await expect(results.getByRole('heading', { name: TIDES })).toBeVisible();
  await results.getByRole('link', { name: TIDES }).click();
  await expect(page).toHaveURL(/\/segments\/1$/);
});

test('raw events are searched on request, operators narrow, and what is wrong is said', async ({ page, api }) => {
  await harbour(api);
  await page.goto(`/${api.project}/search?q=buoy-17`);
  await expect(page.getByRole('heading', { name: 'No segment mentions “buoy-17”' })).toBeVisible();
  await page.getByRole('link', { name: 'Search raw events too' }).click();
  await expect(page.getByText('Event 2:')).toBeVisible();
  await page.getByRole('link', { name: TIDES }).click();
  await expect(page).toHaveURL(/\/segments\/1\?event=2$/);
  await page.goto(`/${api.project}/search?q=${encodeURIComponent('ref:#271 agent:codex')}`);
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['Segment 1: Light the pier lamps']);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'Light the pier lamps' })).toBeFocused();
  await page.goto(`/${api.project}/search?q=is:closed`);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('is: takes open, live, waiting');
  await expectAccessibleNow(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the form of every page searches', async ({ page, api }) => {
    await harbour(api);
    await page.goto(`/${api.project}/sessions`);
    await page.getByRole('searchbox', { name: 'Search segments' }).fill('gauges');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: TIDES })).toBeVisible();
  });
});

test('the command menu finds and goes by keyboard alone', async ({ page, api }) => {
  await harbour(api);
  await page.goto(`/${api.project}/sessions`);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  const menu = page.getByRole('dialog', { name: 'Command menu' });
  await expect(menu.getByRole('combobox')).toBeFocused();
  await expectAccessibleNow(page);
  await page.keyboard.type('neap');
  await expect(menu.getByRole('option', { name: /Does the neap table drift as well/ })).toBeVisible();
  await expect(menu.getByRole('option', { name: new RegExp(TIDES) })).toBeVisible();
  await expectAccessibleNow(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/segments\/1$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lamp');
  await page.keyboard.press('Shift+Enter');
  await expect(page).toHaveURL(/\/search\?q=lamp$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to set');
  await expect(menu.getByRole('option', { name: 'Go to settings' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/general$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
});

test('a reference tells where it stands, and leads to every segment that touched it', async ({ page, api }) => {
  const { url } = await harbour(api);
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  const context = page.getByRole('complementary', { name: 'Session context' });
  await context.getByRole('link', { name: '#271', exact: true }).focus();
  const card = page.getByRole('group', { name: 'About #271' });
  await expect(card).toContainText('In segment 1 of this session, and 1 other session.');
  await expectAccessibleNow(page);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await page.locator('#segment-1').getByRole('link', { name: '#271', exact: true }).hover();
  await expect(card).toBeVisible();
  await context.getByRole('link', { name: '#271', exact: true }).hover();
  await card.getByRole('link', { name: 'Find mentions' }).hover();
  await card.getByRole('link', { name: 'Find mentions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '#271' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(2);
  await expectAccessibleNow(page);
});

test('a rule makes links of identifiers, and never of anything else', async ({ page, api }) => {
  const { url } = await harbour(api);
  await page.goto(`/${api.project}/settings/references`);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Name').fill('brief');
  await page.getByLabel('Pattern').fill('#(\\d+)');
  await page.getByLabel('Leads to').fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText(/An address begins with https/).first()).toBeVisible();
  await page.getByLabel('Leads to').fill('https://briefs.test/{1}');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Rule brief added')).toBeVisible();
  await expectAccessibleNow(page);
  await page.goto(url);
  const link = page.locator('#segment-1').getByRole('link', { name: '#271', exact: true });
  await expect(link).toHaveAttribute('href', 'https://briefs.test/271');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
});
