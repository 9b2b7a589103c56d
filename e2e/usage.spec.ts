import { expectAccessible } from './axe';
import { type Api, expect, type Page, TranscriptWriter, test } from './fixtures';

/** A session of one response, which took some tokens. */
async function spending(api: Api, usage: Record<string, unknown>): Promise<{ sid: string; url: string }> {
  const session = await api.session('bread', { title: 'Bake the bread', agent: 'oven', status: 'done' });
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
  await api.events('bread', [
    { id: 'ask', at: at(0), actor: 'human', kind: 'prompt', text: 'Bake the bread' },
    { id: 'said', at: at(2), actor: 'agent', kind: 'message', text: 'The bread is baked.', usage },
  ]);
  return session;
}

/** Opens what models took, where it stands closed beside the segments. */
async function openUsage(page: Page, name: string) {
  const summary = page.getByRole('complementary').locator('summary').filter({ hasText: 'Usage' });
  await expect(summary).toHaveText(name);
  await summary.press('Enter');
  return page.getByRole('complementary').locator('details[open]');
}

const TOKENS = { input: 200_000, output: 2000, response_id: 'r1' };

const COSTS: [what: string, usage: Record<string, unknown>, name: string, says: string | null, short: string | null][] = [
  ['recorded', { ...TOKENS, model: 'stove-1', cost_usd: 4.12 }, 'Usage ($4.12)', 'The agent recorded the cost.', '$4.12'],
  [
    'computed by the price table of the server',
    { ...TOKENS, model: 'kiln-2' },
    'Usage ($0.63 computed)',
    'Computed from this server’s price table.',
    '$0.63 computed',
  ],
  ['not known', { ...TOKENS, model: 'stove-1' }, 'Usage', null, null],
];

for (const [what, usage, name, says, short] of COSTS)
  test(`tokens are told on the session, the segment, a share and in the export, with a cost that is ${what}`, async ({
    page,
    api,
  }) => {
    const { sid, url } = await spending(api, usage);
    const link = (await api.send<{ url: string }>('POST', `/sessions/${sid}/shares`, {})).url;
    for (const address of [url, link]) {
      await page.goto(address);
      const list = await openUsage(page, name);
      await expect(list).toContainText('Tokens in200K');
      await expect(list).toContainText('Tokens out2K');
      await expect(list).toContainText(String(usage.model));
      if (says) await expect(list).toContainText(says);
      else await expect(list.getByText('Cost', { exact: true })).toHaveCount(0);
    }
    await expectAccessible(page, 'a shared session with its usage open');
    const facts = ['200K tokens in, 2K out', short].filter(Boolean).join(', ');
    for (const address of [`${url}/segments/1`, `${link}/segments/1`]) {
      await page.goto(address);
      await expect(page.getByText(facts, { exact: true })).toBeVisible();
    }
    const file = await (await page.request.get(`${url}.md`)).text();
    expect(file).toContain(['200K tokens in, 2K out', short].filter(Boolean).join(' · '));
    expect(file.includes('$')).toBe(short !== null);
  });

test('tokens that an agent noted too early are at least so many', async ({ page, api }) => {
  const { sessions } = await api.transcript(new TranscriptWriter('2.1.30').prompt('Count the herons').says('Four.').text());
  await page.goto(`${sessions[0]?.url}`);
  const list = await openUsage(page, 'Usage');
  await expect(list).toContainText('Tokens outat least 20');
  await expect(list).toContainText('This version of the agent noted the tokens out too early: there were more.');
  await page.goto(`${sessions[0]?.url}/segments/1`);
  await expect(page.getByText('10 tokens in, at least 20 out')).toBeVisible();
});
