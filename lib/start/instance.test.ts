import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announce, claimPort, makeHome, readRunning, takeHome, withdraw } from '@/lib/start/instance.mjs';

const URL = 'http://127.0.0.1:3000';
/** Above the largest that Linux gives. */
const NO_PID = 2 ** 22 + 1;
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'debrief-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });

test('a running one is named with its address; after it the home is free', async () => {
  const server = createHttpServer((_, response) => response.end());
  const port = await listen(server);
  const release = await takeHome(home, URL);
  announce(home, `http://127.0.0.1:${port}`);
  await expect(takeHome(home, URL)).rejects.toThrow(`Debrief is already running at http://127.0.0.1:${port}`);
  await new Promise((resolve) => server.close(resolve));
  withdraw(home);
  release();
  (await takeHome(home, URL))();
});

test('one that is ending is waited for', async () => {
  const release = await takeHome(home, URL);
  const next = takeHome(home, URL);
  setTimeout(release, 300);
  (await next)();
});

test('server.json says url and pid, to its owner alone, and is taken back only by who wrote it', () => {
  announce(home, URL);
  expect(readRunning(home)).toEqual({ url: URL, pid: process.pid });
  if (process.platform !== 'win32') expect(statSync(join(home, 'server.json')).mode & 0o777).toBe(0o600);
  withdraw(home);
  expect(readRunning(home)).toBeNull();
  const other = JSON.stringify({ url: URL, pid: process.ppid });
  writeFileSync(join(home, 'server.json'), other);
  withdraw(home);
  expect(readFileSync(join(home, 'server.json'), 'utf8')).toBe(other);
});

test.each(['', '{"url":', '{}', JSON.stringify({ url: URL, pid: NO_PID })])(
  'a server.json that holds %j is of nobody who runs',
  (text) => {
    writeFileSync(join(home, 'server.json'), text);
    expect(readRunning(home)).toBeNull();
  },
);

test('a port in use is said with what to do', async () => {
  const server = createServer();
  const port = await listen(server);
  await expect(claimPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} is in use by another program`);
  await new Promise((resolve) => server.close(resolve));
  expect(await claimPort('127.0.0.1', port)).toBe(port);
  expect(await claimPort('127.0.0.1', 0)).toBeGreaterThan(0);
});

test('a home that cannot be written is named', () => {
  writeFileSync(join(home, 'file'), '');
  expect(() => makeHome(join(home, 'file', 'inside'))).toThrow('cannot be written');
});
