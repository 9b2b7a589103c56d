import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from './fixtures';
import { recordedBySegments, threeTurns } from './stories';

const WIDTHS = [1440, 390, 320];
const THEMES = ['light', 'dark'] as const;

async function check(page: Page, address: string) {
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const found = violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html}`));
      expect(found, `${address} at ${width}, ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(overflow, `${address} scrolls sideways at ${width}`).toBe(0);
    }
  }
}

test('the list of sessions', async ({ page, api }) => {
  await recordedBySegments(api);
  await check(page, `/${api.project}/sessions`);
});

test('an inbox with something in every group, and one with nothing', async ({ page, api }) => {
  test.slow();
  const { sid } = await recordedBySegments(api);
  await api.session('live', { title: 'Watch the tide', status: 'live', parent: 'harbour', started_at: new Date().toISOString() });
  await api.session('past', { title: 'Mend the gate', agent: 'codex', status: 'done', parent: 'harbour' });
  await api.segments('past', [{ key: 'gate', title: 'Mend the gate', status: 'done' }]);
  await check(page, `/${api.project}`);
  await check(page, `/${api.project}?group=lineage&reviewed=30&has=questions`);
  await api.session('harbour', { status: 'done' });
  for (const id of [sid, (await api.session('past', {})).sid]) await api.send('POST', `/sessions/${id}/marks`, { all: true });
  await check(page, `/${api.project}?agent=codex&reviewed=30`);
});

test('the list of sessions, narrowed', async ({ page, api }) => {
  await recordedBySegments(api);
  await check(page, `/${api.project}/sessions?agent=claude&has=questions&q=harbour&from=2026-03-01&sort=events&group=lineage`);
});

test('search, a reference and the rules for them', async ({ page, api }) => {
  test.slow();
  await recordedBySegments(api);
  for (const path of [
    '/search',
    '/search?q=queue',
    '/search?q=nowhere',
    '/search?q=is:closed',
    '/references/%2341',
    '/settings/references',
  ])
    await check(page, `/${api.project}${path}`);
});

test('an empty project', async ({ page }) => check(page, '/nothing-here-yet/sessions'));

test('questions, one of them opened, and decisions', async ({ page, api }) => {
  test.slow();
  await recordedBySegments(api);
  await check(page, `/${api.project}/questions`);
  const { items } = await api.send<{ items: { id: string }[] }>('GET', `/projects/${api.project}/questions`);
  await check(page, `/${api.project}/questions/${items[0]?.id}`);
  await check(page, `/${api.project}/questions?state=dropped`);
  await check(page, `/${api.project}/decisions`);
});

test('a timeline written by an agent', async ({ page, api }) => check(page, (await recordedBySegments(api)).url));

test('a timeline of turns, and its segment', async ({ page, api }) => {
  test.slow();
  const { sessions } = await api.transcript(threeTurns().text());
  await check(page, sessions[0]?.url ?? '');
  await check(page, `${sessions[0]?.url}/segments/1`);
});

test('the list of the demo', async ({ page }) => check(page, '/demo/sessions'));

for (const [what, path] of [
  ['timeline', ''],
  ['segment', '/segments/5'],
] as const) {
  test(`the demo’s ${what}, with everything in it`, async ({ page, request }) => {
    test.setTimeout(240_000);
    const { items } = await (await request.get('/api/v1/projects/demo/sessions?agent=claude&status=waiting')).json();
    await check(page, items[0].url + path);
  });
}

test('pages that are not there', async ({ page, api }) => {
  const { url } = await recordedBySegments(api);
  await check(page, '/demo/sessions/gone-zzzzzzzz');
  await check(page, `${url}/segments/19`);
});
