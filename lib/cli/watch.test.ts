import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Answer, imported, keepingTerminal, type Received, refused, standIn } from '@/lib/cli/testing';
import { runWatch } from '@/lib/cli/watch';

let home = '';
const ends: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'debrief-watch-'));
  mkdirSync(join(home, '.claude/projects/plum'), { recursive: true });
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const soon = { timeout: 20_000 };

const line = (session: string, text: string) =>
  `${JSON.stringify({ type: 'user', uuid: text, sessionId: session, cwd: '/far/away/Plum', message: { role: 'user', content: text } })}\n`;

const path = (name: string) => join(home, '.claude/projects/plum', name);
function put(name: string, text: string) {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
}

async function serve(answer: (received: Received, nth: number) => Answer = () => ({ status: 200, body: imported('one', 1) })) {
  const server = await standIn(answer);
  ends.push(server.close);
  return server;
}

/** Watches until the test ends, or `stop`. */
async function start(server: string) {
  const { said, terminal } = keepingTerminal();
  const controller = new AbortController();
  const ended = runWatch([], { server }, { env: {}, home, cwd: '/', program: '/', terminal }, controller.signal).catch(
    (error: Error) => error,
  );
  const stop = () => {
    controller.abort();
    return ended;
  };
  ends.push(stop);
  await expect.poll(() => said.out, soon).toContain('Watching');
  return { said, stop, ended };
}

const bodies = (received: Received[]) => received.map(({ body, query }) => [query.get('offset'), body]);

it('sends what is added, from where it had sent, and never half a line', async () => {
  const { url, received } = await serve();
  put('old.jsonl', line('old', 'before'));
  const { said } = await start(url);
  expect(said.out).toBe(`Watching 1 transcript for ${url}. End with Ctrl+C.\n`);
  const [first, second] = [line('old', 'one'), line('old', 'two')];
  appendFileSync(path('old.jsonl'), first + second.slice(0, 20));
  await expect.poll(() => bodies(received), soon).toEqual([[null, line('old', 'before') + first]]);
  appendFileSync(path('old.jsonl'), second.slice(20));
  const prefix = line('old', 'before') + first;
  await expect.poll(() => bodies(received).slice(1), soon).toEqual([[String(Buffer.byteLength(prefix)), second]]);
  expect(received[1]?.query.get('prefix_sha256')).toBe(createHash('sha256').update(prefix).digest('hex'));
  expect(received.map(({ path }) => path)).toEqual(Array(2).fill('/api/v1/projects/plum/transcripts'));
  put('new/later.jsonl', line('new', 'hello'));
  await expect.poll(() => bodies(received).slice(2), soon).toEqual([[null, line('new', 'hello')]]);
  expect(said.out.split('\n').slice(1)).toEqual([expect.stringMatching(/^plum http.*\/one$/), '']); // once for each session
});

it('goes on after a pause of its own where it had ended, also with what came meanwhile', async () => {
  const { url, received } = await serve();
  const { stop } = await start(url);
  put('a.jsonl', line('a', 'one'));
  await expect.poll(() => received.length, soon).toBe(1);
  expect(await stop()).toBe(0);
  appendFileSync(path('a.jsonl'), line('a', 'two'));
  put('b.jsonl', line('b', 'meanwhile'));
  put('c.jsonl', line('c', 'long ago'));
  utimesSync(path('c.jsonl'), 0, 0);
  await start(url);
  const added = [
    [String(Buffer.byteLength(line('a', 'one'))), line('a', 'two')],
    [null, line('b', 'meanwhile')],
  ];
  await expect.poll(() => bodies(received).slice(1).sort().reverse(), soon).toEqual(added);
});

it('asks where the server is when that knows another part of a file', async () => {
  const [one, two] = [line('a', 'one'), line('a', 'two')];
  const known = Buffer.byteLength(one);
  const { url, received } = await serve(({ query }, nth) =>
    nth > 1 && query.get('offset') !== String(known)
      ? { status: 409, body: { ...refused(409, 'offset_mismatch', 'Elsewhere'), known_offset: known } }
      : { status: 200, body: imported('one', 1) },
  );
  await start(url);
  put('a.jsonl', one);
  await expect.poll(() => received.length, soon).toBe(1);
  appendFileSync(path('a.jsonl'), two);
  await expect.poll(() => received.length, soon).toBe(2);
  appendFileSync(path('a.jsonl'), line('a', 'three'));
  await expect.poll(() => bodies(received).at(-1), soon).toEqual([String(known), two + line('a', 'three')]);
});

it('waits for a server that is away, says so once, and loses nothing', async () => {
  let isAway = true;
  const { url, received } = await serve(() =>
    isAway
      ? { status: 503, body: refused(503, 'unavailable', 'Later'), headers: { 'retry-after': '0' } }
      : { status: 200, body: imported('one', 1) },
  );
  const { said } = await start(url);
  put('a.jsonl', line('a', 'one'));
  await expect.poll(() => said.err, soon).toContain('is sent later');
  appendFileSync(path('a.jsonl'), line('a', 'two'));
  isAway = false;
  await expect.poll(() => said.out, soon).toContain('answers again');
  expect(received.at(-1)?.body).toBe(line('a', 'one') + line('a', 'two'));
  expect(said.err.match(/is sent later/g)).toHaveLength(1);
});

it('follows an agent whose first session comes later', async () => {
  const { url, received } = await serve();
  await start(url);
  const folder = join(home, '.pi/agent/sessions/--quay--');
  mkdirSync(folder, { recursive: true });
  const session = `${JSON.stringify({ type: 'session', id: 'pi-1', cwd: '/far/away/Quay', timestamp: '2026-03-02T09:00:00Z' })}\n`;
  writeFileSync(join(folder, 'one.jsonl'), session);
  await expect.poll(() => bodies(received), soon).toEqual([[null, session]]);
});

it('sends a file anew that was written over', async () => {
  const { url, received } = await serve();
  await start(url);
  put('a.jsonl', line('a', 'one') + line('a', 'two'));
  await expect.poll(() => received.length, soon).toBe(1);
  put('a.jsonl', line('a', 'x'));
  await expect.poll(() => bodies(received).slice(1), soon).toEqual([[null, line('a', 'x')]]);
});

it('sends what is told of a subagent once it is told', async () => {
  const { url, received } = await serve();
  await start(url);
  put('s/subagents/agent-a1.jsonl', line('s', 'one'));
  await expect.poll(() => received.length, soon).toBe(1);
  put('s/subagents/agent-a1.meta.json', '{"description":"Count the plums"}');
  for (const text of ['two', 'three']) {
    appendFileSync(path('s/subagents/agent-a1.jsonl'), line('s', text));
    await expect.poll(() => received.filter(({ body }) => body.includes(text)).length, soon).toBe(1);
  }
  await expect.poll(() => received.filter(({ body }) => body.includes('Count the plums')).length, soon).toBe(1);
});

it('says when a file cannot be read any more', async () => {
  const { url, received } = await serve();
  const { said } = await start(url);
  put('a.json', JSON.stringify({ info: { id: 'ses_a' }, messages: [] }));
  await expect.poll(() => received.length, soon).toBe(1);
  put('a.json', 'A diary');
  await expect.poll(() => said.out, soon).toContain('a.json: not sent: it is in no format that Debrief knows any more\n');
});

it('ends where the server refuses who asks', async () => {
  const { url } = await serve(() => ({ status: 401, body: refused(401, 'unauthenticated', 'No') }));
  const { ended } = await start(url);
  put('a.jsonl', line('a', 'one'));
  expect(String(await ended)).toContain('Sign in with debrief login');
});

it('ends where something else answers, and waits where nothing does', async () => {
  const other = createServer((_request, response) => void response.end('<h1>Hello</h1>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const surroundings = { env: {}, home, cwd: '/', program: '/', terminal: keepingTerminal().terminal };
  const ended = runWatch([], { server: url }, surroundings, new AbortController().signal);
  await expect(ended).rejects.toThrow(`What answers at ${url} is not Debrief`);
  await new Promise((resolve) => other.close(resolve));
  const { said } = await start(url);
  await expect
    .poll(() => said.err, soon)
    .toBe(
      `Debrief does not answer at ${url}. Start it with npm start, or name another with --server. What is added meanwhile is sent later.\n`,
    );
});

it('remembers in a file of the person alone', async () => {
  const { url } = await serve();
  const { stop } = await start(url);
  put('a.jsonl', line('a', 'one'));
  await expect.poll(() => readFileSync(join(home, '.debrief/watch.json'), 'utf8'), soon).toContain('a.jsonl');
  await stop();
});
