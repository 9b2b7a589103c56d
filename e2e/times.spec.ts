import { expect, test } from './fixtures';

test('a session whose records tell no times shows none of its segments and events', async ({ page, api }) => {
  const says = ['Prune the vines', 'Pruned all forty rows.', 'And the roses?', 'The roses are pruned as well.'];
  const lines = says.map((content, at) => JSON.stringify({ role: at % 2 ? 'assistant' : 'user', content }));
  const { sessions } = await api.transcript(`${lines.join('\n')}\n`);
  const url = sessions[0]?.url ?? '';
  await page.goto(url);
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page.getByRole('article').getByRole('time')).toHaveCount(0);
  await expect(page.getByText(/^0 s$/)).toHaveCount(0);
  await page.goto(`${url}/segments/1?show=all`);
  await expect(page.getByRole('region', { name: 'Evidence' })).toContainText('Prune the vines');
  await expect(page.getByRole('main').getByRole('time')).toHaveCount(0);
});

test('an event of a clock that is ahead has the time at which it came, and says so', async ({ page, api }) => {
  const session = await api.session('ahead', { title: 'Wind the clock', agent: 'oven' });
  const at = new Date(Date.now() + 150_000).toISOString();
  await api.events('ahead', [
    { id: 'ask', actor: 'human', kind: 'prompt', text: 'Wind the clock', at },
    { id: 'said', actor: 'agent', kind: 'message', text: 'The clock is wound.', at },
  ]);
  await page.goto(`${session.url}/segments/1?show=all&event=2`);
  await expect(page.getByText('agent clock is ahead by 2 min').first()).toBeVisible();
});
