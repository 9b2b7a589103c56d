import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { threeTurns } from './stories';
import { expect, test } from './team';
import { filled, firstAdministrator, invited, rootOf } from './team-people';

test.use({ installation: 'shared' });
test.describe.configure({ mode: 'serial' });

const CLI = rootOf('lib', 'cli', 'debrief.mjs');
let ada: BrowserContext;
let flower: Awaited<ReturnType<typeof filled>>;

/** Runs the command line on a machine of its own. */
const debrief = (args: string[], env: Record<string, string>) =>
  new Promise<{ status: number; output: string }>((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });

function transcriptIn(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const transcript = threeTurns();
  const file = join(folder, `${transcript.sessionId}.jsonl`);
  writeFileSync(file, transcript.text());
  return file;
}

test('a token that is made on the page is used by debrief import, until it is revoked on another instance', async ({
  team,
  browser,
}, info) => {
  const ida = await firstAdministrator(team);
  flower = await filled(team, ida, 'flower');
  await invited(team, ida, { name: 'Ada', project: 'flower', role: 'admin' });
  ada = await team.signedIn(browser, 'ada@example.test');
  const page = await ada.newPage();
  await page.goto('/flower/settings/tokens');
  await page.getByLabel('Name').fill('ci-runner');
  await page.getByRole('button', { name: 'Create token' }).click();
  const value =
    (await page
      .locator('code')
      .filter({ hasText: /^dbf_[\w-]{20,}$/ })
      .textContent()) ?? '';
  const file = transcriptIn(info.outputPath('ci'));
  const send = () =>
    debrief(['import', file, '--server', team.url, '--project', 'flower'], {
      DEBRIEF_TOKEN: value,
      DEBRIEF_HOME: info.outputPath('nobody'),
    });
  const sent = await send();
  expect(sent).toMatchObject({ status: 0 });
  await page.goto(/http:\/\/\S+\/sessions\/\S+/.exec(sent.output)?.[0] ?? '');
  await expect(page.getByRole('article')).toHaveCount(3);
  const elsewhere = await debrief(['import', file, '--server', team.url, '--project', 'tree'], { DEBRIEF_TOKEN: value });
  expect([elsewhere.status, elsewhere.output]).toEqual([1, expect.stringMatching(/not found|no project/i)]);
  await page.goto(`${team.servers[1].url}/flower/settings/tokens`);
  await page.getByRole('table').getByRole('button', { name: 'Revoke ci-runner' }).click();
  await page.getByRole('button', { name: 'Revoke token' }).click();
  await expect(page.getByText('No token yet.')).toBeVisible();
  expect(await send()).toEqual({ status: 1, output: expect.stringContaining('revoked') });
});

test('debrief login is let in by a person in the browser, and reaches as far as they do', async ({ team }, info) => {
  const env = { DEBRIEF_HOME: info.outputPath('laptop') };
  const login = spawn(process.execPath, [CLI, 'login', '--server', team.url], { env: { ...process.env, ...env } });
  const page = await ada.newPage();
  await page.goto(await said(login, /http:\/\/\S+user_code=\S+/));
  await expect(page.getByText('Approve only if you ran')).toBeVisible();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { name: /is signed in$/ })).toBeVisible();
  await said(login, /Signed in to \S+ as Ada/);
  expect(statSync(join(env.DEBRIEF_HOME, 'credentials.json')).mode & 0o777).toBe(0o600);
  const file = transcriptIn(info.outputPath('work'));
  expect(await debrief(['import', file, '--server', team.url, '--project', 'flower'], env)).toMatchObject({ status: 0 });
  expect(await debrief(['logout', '--server', team.url], env)).toMatchObject({ status: 0 });
  expect(await debrief(['import', file, '--server', team.url, '--project', 'flower'], env)).toMatchObject({ status: 1 });
});

/** What a program prints, once it does. */
const said = (program: ChildProcess, what: RegExp) =>
  new Promise<string>((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += String(chunk);
      const [found] = what.exec(text) ?? [];
      if (found) resolve(found);
    };
    program.stdout?.on('data', read);
    program.once('close', () => reject(new Error(`It ended with: ${text}`)));
  });

test('a share link shows a session to a browser without an account, until it is turned off on another instance', async ({
  team,
  browser,
}) => {
  const page = await ada.newPage();
  await page.goto(flower.page);
  await page.getByLabel('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Share publicly' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByRole('textbox', { name: 'The link' }).inputValue();
  const fresh = await browser.newContext();
  const stranger = await fresh.newPage();
  const opened = await stranger.goto(link);
  expect(opened?.status()).toBe(200);
  await expect(stranger.getByText('Lay the keel of flower').first()).toBeVisible();
  await expect(stranger.locator('meta[name="robots"]').first()).toHaveAttribute('content', /noindex/);
  const links = await stranger
    .locator('a[href]')
    .evaluateAll((all) => all.map((each) => new URL((each as HTMLAnchorElement).href).pathname));
  const { pathname } = new URL(link);
  expect(links.filter((path) => !path.startsWith(pathname))).toEqual([]);
  await stranger.goto(`${team.url}${flower.page}`);
  await expect(stranger.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  await page.goto(`${team.servers[1].url}${flower.page}`);
  await page.getByLabel('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Share publicly' }).click();
  await page.getByRole('button', { name: 'Revoke the link to the whole session' }).click();
  await expect(page.getByText('Link revoked')).toBeVisible();
  const closed = await stranger.goto(link);
  expect([closed?.status(), await stranger.content()]).toEqual([404, expect.not.stringContaining('keel')]);
  await fresh.close();
});
