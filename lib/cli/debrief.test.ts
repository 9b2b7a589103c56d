import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const command = fileURLToPath(new URL('debrief.mjs', import.meta.url));
const run = (args: string[], cwd: string, env = {}) =>
  promisify(execFile)(process.execPath, [command, ...args], { cwd, env: { ...process.env, ...env } });

it('runs from any folder', async () => {
  const { stdout } = await run(['import', '--help'], '/');
  expect(stdout).toContain('Usage: debrief import');
}, 30_000);

it('gives its exit status', async () => {
  await expect(run(['import', 'no-such-file.jsonl', '--dry-run'], '/')).rejects.toMatchObject({ code: 1 });
}, 30_000);

it('holds all that its commands load when they are asked for', async () => {
  const { stdout } = await run(['connect', 'claude', '--print'], '/', { CLAUDE_CONFIG_DIR: '/nowhere' });
  expect(stdout).toContain('SessionEnd');
}, 30_000);
