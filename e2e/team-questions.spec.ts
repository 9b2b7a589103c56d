import type { Api } from './fixtures';
import { expect, test } from './team';
import { firstAdministrator, invited } from './team-people';

test.use({ installation: 'shared' });

test('two people answer the same question at the same time: neither answer is lost', async ({ team, browser }) => {
  const ida = await firstAdministrator(team);
  await makeQuestion(team.url, ida.cookie);
  await invited(team, ida, { name: 'Tilda', role: 'reviewer', project: 'berth' });
  const open = async (email: string) => {
    const context = await team.signedIn(browser, email);
    const page = await context.newPage();
    await page.goto(`${team.url}/berth/questions`);
    await page.getByRole('textbox', { name: 'Answer' }).fill(`What ${email} saw`);
    return { context, page };
  };
  const [one, other] = [await open('ida@example.test'), await open('tilda@example.test')];
  await one.page.getByRole('button', { name: 'Save answer' }).click();
  await expect(one.page.getByRole('status').filter({ hasText: 'Answer saved' })).toBeVisible();
  await other.page.getByRole('button', { name: 'Save answer' }).click();
  await expect(other.page.getByText('answered this while you were writing.')).toBeVisible();
  await other.page.getByText('See that answer').click();
  await expect(other.page.getByText('What ida@example.test saw')).toBeVisible();
  await expect(other.page.getByRole('textbox', { name: 'Answer' })).toHaveValue('What tilda@example.test saw');
  await other.page.getByRole('button', { name: 'Save mine too' }).click();
  await expect(other.page.getByRole('status').filter({ hasText: 'Answer saved' })).toBeVisible();
  await one.page.goto(`${team.url}/berth/questions?state=answered`);
  const pane = one.page.getByRole('complementary');
  await expect(pane.getByText('What ida@example.test saw')).toBeVisible();
  await expect(pane.getByText('What tilda@example.test saw')).toBeVisible();
  const api: Api = await team.as(one.context, 'berth');
  const { items } = await api.send<{ items: { resolutions: { by: { name: string } }[] }[] }>(
    'GET',
    '/projects/berth/questions?state=answered',
  );
  expect(items[0]?.resolutions.map(({ by }) => by.name)).toContain('Tilda');
  await one.context.close();
  await other.context.close();
});

async function makeQuestion(url: string, cookie: string) {
  const headers = { 'content-type': 'application/json', cookie };
  const send = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(`${url}/api/v1/${path}`, { method, headers, body: JSON.stringify(body) });
    expect([path, answer.ok]).toEqual([path, true]);
  };
  await send('POST', 'projects', { name: 'berth' });
  const segment = { key: 'look', title: 'Look at the beacon', open_questions: ['Does the lamp drift?'] };
  await send('POST', 'projects/berth/sessions/beacon/segments', { segments: [segment] });
}
