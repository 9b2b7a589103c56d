import { expectAccessibleNow } from './axe';
import { type Api, expect, type Page, test } from './fixtures';

const GATE = {
  key: 'gate',
  title: 'Mend the gate',
  status: 'done' as const,
  outcome: 'The gate swings again. The squeak came from a dry pin.',
  summary: 'Eight parts were looked at, and one was dry.',
  next_steps: [{ key: 'paint', text: 'Paint the gate before winter', evidence: [] }],
};

/** A session that an agent told of, and may tell anew. */
async function told(api: Api) {
  await api.session('gate', { title: 'The garden gate', agent: 'claude', status: 'done' });
  const tell = (more: object = {}) => api.segments('gate', [{ ...GATE, ...more }]);
  const { segments } = await tell();
  return { url: segments[0]?.url ?? '', tell };
}

/** Events in one segment that the program cut. */
async function cut(api: Api) {
  const steps = Array.from({ length: 6 }, (_, i) => [
    { id: `s${i}`, actor: 'agent', kind: 'message', text: `Step ${i} of the gate.` },
    {
      id: `r${i}`,
      actor: 'agent',
      kind: 'tool_call',
      tool: { name: 'Bash', call_id: `c${i}`, input: { command: `make part-${i}` }, output: 'ok', exit_code: 0 },
    },
  ]).flat();
  await api.events('cut', [{ id: 'ask', actor: 'human', kind: 'prompt', text: 'Mend the gate' }, ...steps]);
  return (await api.session('cut', { status: 'done' })).url;
}

async function opened(page: Page, url: string) {
  await page.goto(url);
  await page.waitForLoadState('networkidle');
}

/** Selects words where they stand, as a pointer would. */
const select = (page: Page, field: string, words: string) =>
  page
    .locator(`[data-field="${field}"] .words`, { hasText: words })
    .first()
    .evaluate((element, text) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? '').indexOf(text);
        if (at === -1) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
        return;
      }
    }, words);

const more = (page: Page) => page.locator('summary[aria-label="More"]');
const composer = (page: Page) => page.getByRole('textbox', { name: 'Comment' });
const comments = (page: Page) => page.getByRole('article', { name: 'Comment by you' });

test('a quote goes into a comment, and says so once its words are gone', async ({ page, api }) => {
  const { url, tell } = await told(api);
  await opened(page, url);
  await select(page, 'outcome', 'a dry pin');
  await page.getByRole('button', { name: 'Comment', exact: true }).last().click();
  await expect(page.getByText('“a dry pin”')).toBeVisible();
  await expectAccessibleNow(page);
  await composer(page).fill('Which one?');
  await page.reload();
  await expect(composer(page)).toHaveValue('Which one?');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('c');
  await expect(composer(page)).toBeFocused();
  await composer(page).press('ControlOrMeta+Enter');
  await expect(comments(page)).toContainText('Which one?');
  await expect(comments(page)).toContainText('“a dry pin”');
  await tell({ outcome: 'The gate swings again. Nobody knows why.' });
  await opened(page, url);
  await expect(comments(page)).toContainText('from an earlier version');
});

test('a comment is changed, linked to, deleted and brought back', async ({ page, api }) => {
  const { url } = await told(api);
  await opened(page, url);
  await page.keyboard.press('c');
  await composer(page).fill('Is it painted?');
  await composer(page).press('ControlOrMeta+Enter');
  await comments(page).getByRole('button', { name: 'Edit' }).click();
  await composer(page).fill('Is it painted green?');
  await page.reload();
  await expect(composer(page)).toHaveValue('Is it painted green?');
  await composer(page).press('ControlOrMeta+Enter');
  await expect(comments(page)).toContainText('Is it painted green?');
  await expect(comments(page)).toContainText('edited');
  const id = await comments(page).getAttribute('id');
  await opened(page, `${url}#${id}`);
  await expect(comments(page)).toHaveAttribute('data-target', 'true');
  await comments(page).getByRole('button', { name: 'Delete' }).click();
  await expect(comments(page)).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(comments(page)).toContainText('Is it painted green?');
  await opened(page, `${url}#${id}`);
  await expect(comments(page)).toHaveAttribute('data-target', 'true');
  await opened(page, (await api.session('gate', {})).url);
  await expect(page.getByText('Is it painted green?')).toBeVisible();
  await page.keyboard.press('c');
  await composer(page).fill('And the hinge?');
  await composer(page).press('ControlOrMeta+Enter');
  await expect(page.getByText('And the hinge?')).toBeVisible();
});

test('what a person writes stays when the agent rewrites it, until they take it back', async ({ page, api }) => {
  const { url, tell } = await told(api);
  await opened(page, url);
  await page.getByRole('button', { name: 'Edit outcome' }).click();
  const box = page.getByRole('textbox', { name: 'Outcome' });
  await expectAccessibleNow(page);
  await box.fill('The gate swings again. It still squeaks.');
  await page.reload();
  await expect(box).toHaveValue('The gate swings again. It still squeaks.');
  await box.press('ControlOrMeta+Enter');
  await expect(page.getByText('It still squeaks')).toBeVisible();
  await tell({ title: 'Mend the garden gate', outcome: 'All is well with the gate.' });
  await opened(page, url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Mend the garden gate');
  await expect(page.getByText('It still squeaks')).toBeVisible();
  await page.getByRole('button', { name: 'the original' }).click();
  const dialog = page.getByRole('dialog', { name: 'Outcome: the original' });
  await expect(dialog).toContainText('All is well');
  await expectAccessibleNow(page);
  await dialog.getByRole('button', { name: 'Use the original' }).click();
  await expect(page.getByText('All is well with the gate')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('It still squeaks')).toBeVisible();
});

test('a next step is added in its list', async ({ page, api }) => {
  const { url } = await told(api);
  await opened(page, url);
  await page.getByRole('button', { name: 'Edit next steps' }).click();
  await page.getByRole('button', { name: 'Add a next step' }).click();
  await page.getByRole('textbox', { name: 'next step 2' }).fill('Oil the hinge');
  await expectAccessibleNow(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Oil the hinge' })).toBeVisible();
  await expect(page.getByText('Edited by')).toBeVisible();
});

test('a wrong claim is flagged beside it, also after a reload', async ({ page, api }) => {
  const { url } = await told(api);
  await opened(page, url);
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Flag a wrong claim' });
  await dialog.getByRole('radio', { name: /The squeak came from a dry pin/ }).check();
  await dialog.getByRole('textbox').fill('It was the upper hinge');
  await expectAccessibleNow(page);
  await page.reload();
  await expect(dialog.getByRole('radio', { name: /The squeak came from a dry pin/ })).toBeChecked();
  await expect(dialog.getByRole('textbox')).toHaveValue('It was the upper hinge');
  await dialog.getByRole('button', { name: 'Flag claim' }).click();
  await expect(page.getByText('Flagged as wrong by you')).toBeVisible();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('Flagged as wrong by you')).toHaveCount(0);
});

test('a segment is split after a look at both sides; its old link leads on, its end is moved, and a merge is undone', async ({
  page,
  api,
}) => {
  const session = await cut(api);
  const old = `${session}/segments/1`;
  await opened(page, old);
  await more(page).click();
  await page.getByRole('button', { name: 'Split…' }).click();
  const point = (seq: number) => page.getByRole('button', { name: `Split before event ${seq}`, exact: true });
  await expect(point(2)).toBeFocused();
  await expect(point(1)).toHaveCount(0);
  await expectAccessibleNow(page);
  const dialog = page.getByRole('dialog', { name: 'Split segment 1' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Segment 2 · events 3–13');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await point(7).click();
  await expect(dialog).toContainText('Segment 1 · events 1–6');
  await expect(dialog).toContainText('Segment 2 · events 7–13');
  await expectAccessibleNow(page);
  await dialog.getByRole('button', { name: 'Split' }).click();
  await page.waitForURL(/segments\/1\?cut=2/);
  await expect(page.getByText('1 of 2')).toBeVisible();
  await opened(page, old);
  await expect(page.getByText('This session was cut again')).toBeVisible();
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.waitForURL(/segments\/2\?cut=2/);
  await expect(page.getByText('2 of 2')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('k');
  await page.waitForURL(/segments\/1\?cut=2/);
  await more(page).click();
  await page.getByRole('button', { name: 'Move the end…' }).click();
  const move = page.getByRole('dialog', { name: 'Move the end of segment 1' });
  await move.getByRole('spinbutton', { name: 'Segment 2 begins with event' }).fill('4');
  await expect(move).toContainText('Segment 1 · events 1–3');
  await expect(move).toContainText('Segment 2 · events 4–13');
  await expectAccessibleNow(page);
  await move.getByRole('button', { name: 'Move' }).click();
  await page.waitForURL(/segments\/1\?cut=3/);
  await more(page).click();
  await page.getByRole('button', { name: 'Merge with the next…' }).click();
  const merge = page.getByRole('dialog', { name: /^Merge segment/ });
  await expect(merge).toContainText('events 1–13');
  await merge.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('1 of 2')).toBeVisible();
});

test('a session is renamed; what is sent later does not rename it, and its old address leads to the new one', async ({
  page,
  api,
}) => {
  const { url } = await told(api);
  const before = url.replace(/\/segments.*/, '');
  await opened(page, before);
  await more(page).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rename session' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('The gate by the pond');
  await expectAccessibleNow(page);
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The gate by the pond');
  await api.session('gate', { title: 'Another title' });
  await opened(page, before);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The gate by the pond');
  await page.waitForURL(/the-gate-by-the-pond/);
});
