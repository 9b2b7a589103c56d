import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { keepingTerminal } from '@/lib/cli/testing';
import { runWatch } from '@/lib/cli/watch';
import { testApi } from '@/lib/http/testing';
import { SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const api = testApi(held);
const soon = { timeout: 40_000, interval: 50 };

let home = '';
let folder = '';
const ends: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'debrief-recovery-'));
  folder = join(home, '.claude/projects');
  mkdirSync(folder, { recursive: true });
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** The API behind a port, which can be gone for a while. `answers` may refuse a request before it. */
async function serve(port = 0, answers: () => number | null = () => null): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    const refusal = answers();
    if (refusal !== null) return void response.writeHead(refusal, { 'retry-after': '0' }).end();
    const body = request.method === 'POST' ? (Readable.toWeb(request) as ReadableStream) : null;
    const answer = await api.fetch(request.url ?? '/', { method: request.method ?? 'GET', body, duplex: 'half' });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  ends.push(close);
  return { url, close };
}

/** Watches until the test ends, or `stop`. */
async function watch(server: string) {
  const { said, terminal } = keepingTerminal();
  const controller = new AbortController();
  const options = { server, project: 'quay' };
  const ended = runWatch([folder], options, { env: {}, home, cwd: '/', program: '/', terminal }, controller.signal);
  const stop = () => {
    controller.abort();
    return ended.catch(() => {});
  };
  ends.push(stop);
  await expect.poll(() => said.out, soon).toContain('Watching');
  return { said, stop };
}

/** The lines of a session as they are stored, in order. */
const linesOf = async (id: string) => {
  const rows = await held.db.sql<{ line: number }[]>`
    select e.source_line as line from events e join sessions s on s.id = e.session_id where s.external_id = ${id} order by e.seq`;
  return rows.map(({ line }) => line);
};
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

/** A session of so many prompts, each a line. */
function talk(id: string, count: number): { id: string; path: string; lines: string[] } {
  const file = new SessionFile(`${id}000000-0000-4000-8000-000000000000`);
  for (let at = 0; at < count; at += 1) file.prompt(`Load barrel ${at}`);
  return {
    id: file.sessionId,
    path: join(folder, 'quay', `${file.sessionId}.jsonl`),
    lines: file.lines.map((line) => `${line}\n`),
  };
}

function add(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, text);
}

test('a server that goes away in the middle and comes back has every line once', async () => {
  const { id, path, lines } = talk('a1', 12);
  const first = await serve();
  await watch(first.url);
  add(path, lines.slice(0, 3).join(''));
  await expect.poll(() => linesOf(id), soon).toEqual(upTo(3));
  await first.close();
  for (const line of lines.slice(3, 9)) add(path, line);
  await serve(Number(new URL(first.url).port));
  for (const line of lines.slice(9)) add(path, line);
  await expect.poll(() => linesOf(id), soon).toEqual(upTo(12));
});

test('what is refused for a while is sent later, and once', async () => {
  const { id, path, lines } = talk('a2', 4);
  const refusals = [429, 503, 429, 503, 503, 503, 503];
  const { url } = await serve(0, () => refusals.shift() ?? null);
  const { said } = await watch(url);
  add(path, lines.join(''));
  await expect.poll(() => linesOf(id), soon).toEqual(upTo(4));
  expect([refusals, said.err.match(/sent later/g)?.length]).toEqual([[], 1]);
});

test('killed before it has remembered what it sent, it sends nothing twice and loses nothing', async () => {
  const { id, path, lines } = talk('a3', 9);
  const { url } = await serve();
  const before = join(home, 'before.json');
  const memory = join(home, '.debrief/watch.json');
  const one = await watch(url);
  add(path, lines.slice(0, 3).join(''));
  await expect.poll(() => linesOf(id), soon).toEqual(upTo(3));
  await one.stop();
  copyFileSync(memory, before);
  const two = await watch(url);
  add(path, lines.slice(3, 6).join(''));
  await expect.poll(() => linesOf(id), soon).toEqual(upTo(6));
  await two.stop();
  renameSync(before, memory); // as if it had been killed before it wrote this down
  add(path, `${lines[6]}${lines[7]?.slice(0, 20)}`);
  await watch(url);
  await expect.poll(() => linesOf(id), soon).toEqual(upTo(7));
  add(path, `${lines[7]?.slice(20)}${lines[8]}`);
  await expect.poll(() => linesOf(id), soon).toEqual(upTo(9));
});

test('a file that is cut short, or another under its name, and a folder that comes later are followed', async () => {
  const [old, next, late] = [talk('a4', 5), talk('a5', 4), talk('a6', 2)];
  const { url } = await serve();
  await watch(url);
  add(old.path, old.lines.slice(0, 4).join(''));
  await expect.poll(() => linesOf(old.id), soon).toEqual(upTo(4));
  writeFileSync(old.path, old.lines.slice(0, 2).join(''));
  add(old.path, old.lines[4] ?? '');
  await expect.poll(() => linesOf(old.id), soon).toEqual([1, 2, 3, 4, 3]); // the third line of the file now; what it no longer holds stays
  renameSync(old.path, `${old.path}.1`);
  add(old.path, next.lines.join(''));
  await expect.poll(() => linesOf(next.id), soon).toEqual(upTo(4));
  const elsewhere = join(folder, 'far/away', `${late.id}.jsonl`);
  add(elsewhere, late.lines.join(''));
  await expect.poll(() => linesOf(late.id), soon).toEqual(upTo(2));
});
