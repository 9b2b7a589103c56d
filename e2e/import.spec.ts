import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures';
import { threeTurns } from './stories';

const CLI = fileURLToPath(new URL('../lib/cli/debrief.mjs', import.meta.url));

const debrief = (args: string[]) =>
  new Promise<{ status: number; output: string }>((resolve) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });

test('a folder is imported from the command line and its session opens', async ({ page, api, baseURL }, info) => {
  const folder = info.outputPath('home', 'ferry');
  mkdirSync(folder, { recursive: true });
  const transcript = threeTurns();
  writeFileSync(join(folder, `${transcript.sessionId}.jsonl`), transcript.text());
  const send = () => debrief(['import', folder, '--server', baseURL ?? '', '--project', api.project]);
  const first = await send();
  expect(first).toMatchObject({ status: 0 });
  const address = /http:\/\/\S+\/sessions\/\S+/.exec(first.output)?.[0] ?? '';
  await page.goto(address);
  await expect(page.getByRole('article')).toHaveCount(3);
  const second = await send();
  expect(second.status).toBe(0);
  expect(second.output).toMatch(/\b0 new events|nothing new/i);
});

test('what cannot be read is named, the rest goes in, and the status says so', async ({ api, baseURL }, info) => {
  const folder = info.outputPath('mixed');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'session.jsonl'), threeTurns().text());
  writeFileSync(join(folder, 'other.jsonl'), '{"recipe":"soup"}\n');
  const { status, output } = await debrief(['import', folder, '--server', baseURL ?? '', '--project', api.project]);
  expect(status).toBe(1);
  expect(output).toContain('other.jsonl');
  expect(output).toMatch(/http:\/\/\S+\/sessions\/\S+/);
});
