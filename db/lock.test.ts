import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteOf, tryLock, withLock } from '@/db/lock.mjs';

const LOCK = pathToFileURL(join(process.cwd(), 'db', 'lock.mjs')).href;
let dir = '';
const children: ChildProcess[] = [];
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'debrief-lock-')), 'lock');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

/** Runs a module in a process of its own; answers with what it prints first. */
function inProcess(code: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `import { tryLock, withLock } from '${LOCK}'; ${code}`]);
  children.push(child);
  const said = new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
  return { child, said, end: new Promise((resolve) => child.once('close', resolve)) };
}

test('one holder at a time, who may leave a note', async () => {
  const release = await tryLock(dir, 'at home');
  expect(release).not.toBeNull();
  expect(await tryLock(dir)).toBeNull();
  expect(noteOf(dir)).toBe('at home');
  release?.();
  const again = await tryLock(dir);
  expect(again).not.toBeNull();
  again?.();
});

test('a killed holder leaves the lock free, whatever process has its pid', async () => {
  const { child, said, end } = inProcess(
    `await tryLock(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000)`,
  );
  expect(await said).toBe('held');
  expect(await tryLock(dir)).toBeNull();
  child.kill('SIGKILL');
  await end;
  const release = await tryLock(dir);
  expect(release).not.toBeNull();
  release?.();
});

test('a port that another program has taken over is no holder', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request'));
  const port = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  (await tryLock(dir))?.();
  writeFileSync(join(dir, '1'), JSON.stringify({ pid: process.pid, port, token: 'not what it says', note: '' }));
  const release = await tryLock(dir);
  expect(release).not.toBeNull();
  release?.();
  server.close();
});

test('a file that was just begun is respected, one that was never finished is not', async () => {
  (await tryLock(dir))?.();
  const file = join(dir, String(Math.max(...readdirSync(dir).map(Number)) + 1));
  writeFileSync(file, '');
  expect(await tryLock(dir)).toBeNull();
  utimesSync(file, 1, 1);
  const release = await tryLock(dir);
  expect(release).not.toBeNull();
  release?.();
});

test('processes that race for it take turns', async () => {
  const counter = join(dir, '..', 'counter');
  writeFileSync(counter, '0');
  const code = `
    import { readFileSync, writeFileSync } from 'node:fs';
    for (let i = 0; i < 10; i++) await withLock(${JSON.stringify(dir)}, async () => {
      const n = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 2));
      writeFileSync(${JSON.stringify(counter)}, String(n + 1));
    });
    console.log('done');`;
  const racers = Array.from({ length: 4 }, () => inProcess(code));
  expect(await Promise.all(racers.map(({ said }) => said))).toEqual(['done', 'done', 'done', 'done']);
  expect(await withLock(dir, async () => (await import('node:fs')).readFileSync(counter, 'utf8'))).toBe('40');
});
