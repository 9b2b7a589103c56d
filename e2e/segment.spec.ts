import { expect, type Page, test } from './fixtures';
import { recordedBySegments, threeTurns } from './stories';

const evidence = (page: Page) => page.getByRole('region', { name: 'Evidence' });

test('a citation leads to the event that proves it', async ({ page, api }) => {
  await api.events('cited', [
    { id: 'e1', actor: 'human', kind: 'prompt', text: 'Why is the pier display dark?' },
    {
      id: 'e2',
      actor: 'agent',
      kind: 'tool_call',
      tool: { name: 'Bash', call_id: 'c1', input: { command: 'systemctl status pier' } },
    },
    {
      id: 'e3',
      actor: 'tool',
      kind: 'tool_result',
      tool: { name: 'Bash', call_id: 'c1', output: 'inactive (dead) since 06:12', is_error: false },
    },
    { id: 'e4', actor: 'agent', kind: 'message', text: 'The service stopped at 06:12.' },
  ]);
  const outcome = 'The display service stopped at 06:12.';
  const claims = { outcome: [{ text: outcome, evidence: ['e3'] }], summary: [] };
  const { segments } = await api.segments('cited', [
    { key: 'a', title: 'Find why the display is dark', status: 'done', outcome, claims, first: 'e1', last: 'e4' },
  ]);
  await page.goto(segments[0]?.url ?? '');
  await expect(page).toHaveTitle(/^1\. Find why the display is dark/);
  await expect(evidence(page).getByText('systemctl status pier')).toBeVisible();
  await page.getByRole('link', { name: 'event 3' }).click();
  await expect(evidence(page).getByText('inactive (dead) since 06:12')).toBeVisible();
});

test('a link to one event opens on it', async ({ page, api }) => {
  const { sessions } = await api.transcript(threeTurns().text());
  const session = sessions[0];
  const events = await api.send<{ items: { seq: number; kind: string; segment: number; tool: { output?: string } | null }[] }>(
    'GET',
    `/sessions/${session?.sid}/events?limit=1000`,
  );
  const poster = events.items.find(
    (event) => event.kind === 'tool_result' && event.tool?.output?.includes('row 1 of the poster'),
  );
  await page.goto(`${session?.url}/segments/${poster?.segment}?event=${poster?.seq}`);
  await expect(evidence(page).getByText('row 1 of the poster', { exact: false }).first()).toBeVisible();
  await expect(evidence(page).getByText('row 130 of the poster')).toHaveCount(0);
  await evidence(page)
    .getByRole('button', { name: /Show \d+ more lines/ })
    .first()
    .click();
  await expect(evidence(page).getByText('row 130 of the poster')).toBeVisible();
});

test('the evidence is filtered by kind', async ({ page, api }) => {
  const { sessions } = await api.transcript(threeTurns().text());
  await page.goto(`${sessions[0]?.url}/segments/1`);
  await page.waitForLoadState('networkidle');
  await evidence(page)
    .getByRole('button', { name: /^Errors/ })
    .click();
  await expect(evidence(page).getByText('npm test -- pier-7').first()).toBeVisible();
  await expect(evidence(page).getByText('git commit', { exact: false })).toHaveCount(0);
  await evidence(page).getByRole('button', { name: /^All/ }).click();
  await expect(evidence(page).getByText('git commit', { exact: false }).first()).toBeVisible();
});

test('a number that no segment has says how many there are', async ({ page, request, api }) => {
  const { url } = await recordedBySegments(api);
  const answer = await page.goto(`${url}/segments/19`);
  expect(answer?.status()).toBe(404);
  expect(await (await request.get(`${url}/segments/19`)).text()).toContain('there is no segment 19');
  await expect(page.getByText('This session has 3 segments, there is no segment 19')).toBeVisible();
  await page.getByRole('link', { name: 'Open the timeline' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour queue, morning shift');
});

test('a segment has its own title, description and export', async ({ page, request, api }) => {
  const { url } = await recordedBySegments(api);
  await page.goto(`${url}/segments/2`);
  await expect(page).toHaveTitle(/^2\. Dispatch two workers/);
  const html = await (await request.get(`${url}/segments/2`)).text();
  const head = html.slice(0, html.indexOf('</head>'));
  expect(head).toContain('<meta property="og:title" content="2. Dispatch two workers"/>');
  expect(head).toMatch(/<meta property="og:description" content="Workers for #41 and #42 run/);
  const markdown = await (await request.get(`${url}/segments/2.md`)).text();
  expect(markdown).toContain('## 2. Dispatch two workers');
  expect(markdown).not.toContain('Key decisions');
  const json = await (await request.get(`${url}/segments/2.json`)).json();
  expect(json).toMatchObject({ n: 2, key_decisions: [] });
});

test('without JavaScript the events can be read', async ({ browser, api, baseURL }) => {
  const { sessions } = await api.transcript(threeTurns().text());
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto(`${sessions[0]?.url}/segments/1`);
  await page
    .getByRole('link', { name: /more events not cited/ })
    .first()
    .click();
  await expect(page.getByText('npm test -- pier-7').first()).toBeVisible();
  await context.close();
});
