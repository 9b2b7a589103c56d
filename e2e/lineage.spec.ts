import { expectAccessible } from './axe';
import { type Api, expect, type Page, TranscriptWriter, test } from './fixtures';

const edits = (writer: TranscriptWriter, prompt: string, files: string[]) => {
  writer.prompt(prompt);
  for (const file of files)
    writer.runs('Edit', { file_path: `/home/ada/ferry/${file}`, old_string: 'ebb', new_string: 'flow' }, 'Updated.');
  return writer.says('Done.');
};

const send = async (api: Api, writer: TranscriptWriter) => {
  const { sessions } = await api.transcript(writer.text());
  return sessions[0] ?? { sid: '', url: '' };
};

/** Two sessions on one branch, the second an hour after the first, with files in common. */
async function twoOnOneBranch(api: Api) {
  const files = ['tide.ts', 'moon.ts'];
  const first = await send(api, edits(new TranscriptWriter(), 'Draw the tides', files));
  const second = await send(api, edits(new TranscriptWriter('2.1.220', '2026-03-02T10:00:00Z'), 'Mend the drawing', files));
  return { first, second };
}

const lineage = (page: Page) => page.getByRole('complementary', { name: 'Session context' });

test('what a session may go on from becomes a link when a person says that it does', async ({ page, api }) => {
  const { first, second } = await twoOnOneBranch(api);
  await page.goto(second.url);
  await expect(lineage(page)).toContainText('Possibly continues Draw the tides');
  await expect(lineage(page)).toContainText('It began on the same branch soon after, and changed 2 of the same files.');
  await expectAccessible(page, 'a session that may go on from another');
  await lineage(page).getByRole('button', { name: 'It does', exact: true }).click();
  await expect(lineage(page)).not.toContainText('Possibly');
  await expect(lineage(page)).toContainText('came before');
  await lineage(page).getByRole('link', { name: 'Draw the tides' }).click();

  await expect(page).toHaveURL(first.url);
  await expect(lineage(page)).toContainText('carries on');
  await lineage(page).getByRole('link', { name: 'Mend the drawing' }).click();
  await expect(page).toHaveURL(second.url);
});

test('what a person refused is not asked again: by keys, after a reload and a new cut', async ({ page, api }) => {
  const { second } = await twoOnOneBranch(api);
  await page.goto(second.url);
  await page.waitForLoadState('networkidle');
  await lineage(page).getByRole('button', { name: 'It does not' }).press('Enter');
  await expect(page.getByText('Possibly continues')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mend the drawing');
  await expect(page.getByText('Possibly continues')).toHaveCount(0);
  await api.send('POST', `/sessions/${second.sid}/segmentation`, { granularity: 'fine' });
  await page.reload();
  await expect(page.getByText('Fine cut')).toBeVisible();
  await expect(page.getByText('Possibly continues')).toHaveCount(0);
});

test('a guess is judged where there is no room beside, by touch alone', async ({ browser, baseURL, api }) => {
  const { second } = await twoOnOneBranch(api);
  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(second.url);
  await page.waitForLoadState('networkidle');
  await page.getByText('Lineage').filter({ visible: true }).tap();
  await page.getByRole('button', { name: 'It does', exact: true }).tap();
  await expect(page.getByText('came before').filter({ visible: true })).toBeVisible();
  await context.close();
});

test('a worker hangs under the segment that spawned it, and the call in the evidence leads to it, by keys', async ({
  page,
  api,
}) => {
  const worker = new TranscriptWriter('2.1.220', '2026-03-02T09:30:00Z').prompt('Mend the pumps').says('Mended.');
  const result = JSON.stringify({ type: 'result', session_id: worker.sessionId, result: 'Mended.' });
  const lead = edits(new TranscriptWriter(), 'Look at the pumps', ['pumps.md'])
    .pause(20)
    .prompt('Now let another agent mend the pumps')
    .runs('Bash', { command: 'claude -p "Mend the pumps" --output-format json' }, result)
    .says('The pumps are mended by the worker.');
  const { url } = await send(api, lead);
  const { url: workerUrl } = await send(api, worker);

  await page.goto(url);
  const segment = page.getByRole('article').filter({ hasText: 'Worker:' });
  await expect(segment).toHaveCount(1);
  await expect(segment.getByRole('link', { name: 'Mend the pumps', exact: true })).toHaveAttribute(
    'href',
    new URL(workerUrl, page.url()).pathname,
  );
  await expect(lineage(page).getByRole('link', { name: /^from \d/ })).toBeVisible();
  await expectAccessible(page, 'a session with a worker');
  const path = await segment.getByRole('heading').getByRole('link').getAttribute('href');
  await page.goto(`${path}?show=all`);
  await expect(page.getByText('Worker: Mend the pumps')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await evidence.locator('summary').filter({ hasText: 'claude -p' }).press('Enter');
  await evidence.getByRole('link', { name: 'Started Mend the pumps' }).press('Enter');
  await expect(page).toHaveURL(workerUrl);
  await expect(lineage(page)).toContainText('gave this session its task');
});

test('what a subagent did is found from the call that spawned it', async ({ page, api }) => {
  const writer = new TranscriptWriter()
    .prompt('How many herons are there?')
    .runs('Task', { description: 'Herons', prompt: 'Count the herons' }, 'Four herons.')
    .inside('a9b8c7d')
    .prompt('Count the herons')
    .runs('Bash', { command: 'count herons' }, 'four')
    .says('Four herons stand in the reeds.')
    .inside(null)
    .says('There are four herons.');
  const { url } = await send(api, writer);
  await page.goto(url);
  await expect(page.getByText('1 subagent')).toBeVisible();
  await page.goto(`${url}/segments/1?show=all`);
  await page.waitForLoadState('networkidle');
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await evidence.locator('summary').filter({ hasText: 'Subagent Herons' }).press('Enter');
  const entry = evidence.getByRole('link', { name: 'What the subagent did, 4 events' });
  await entry.press('Enter');
  await expect(page).toHaveURL(/event=\d+/);
  await expect(evidence.locator('details[open]')).toContainText('Count the herons');
  await expectAccessible(page, 'the evidence of a subagent');
});

test('a session that goes on from another takes its events along, and each leads to the other', async ({ page, api }) => {
  const first = new TranscriptWriter().prompt('Plan the orchard').says('Planned: pears to the south.');
  const second = first.resumed().prompt('Plant the pears').says('Planted.');
  const one = await send(api, first);
  const other = await send(api, second);
  await page.goto(other.url);
  await expect(lineage(page)).toContainText('came before');
  await expect(page.getByRole('article')).toHaveCount(1);
  await lineage(page).getByRole('link', { name: 'Plan the orchard' }).click();
  await expect(page).toHaveURL(one.url);
  await expect(lineage(page).getByRole('link', { name: 'Plant the pears' })).toBeVisible();
});
