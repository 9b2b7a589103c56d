import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'jsonc-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { runCli } from '@/lib/cli/testing';
import { readEnv } from '@/lib/env';
import { hookEvents } from '@/lib/events/hook-schema';
import { createApp } from '@/lib/http/app';
import { page } from '@/lib/http/schema';
import { sessionRow } from '@/lib/sessions/schema';
import { SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
let url = '';
let stop = async () => {};
/** Whether the server answers at all. */
let isAway = false;
beforeAll(async () => {
  let app: ReturnType<typeof createApp> | undefined;
  const server = createServer(async (incoming, outgoing) => {
    if (isAway) return void incoming.socket.destroy();
    app ??= createApp({ db: held.db, env: readEnv({ PORT: new URL(url).port }) });
    const { method = 'GET', headers } = incoming;
    const body = method === 'GET' ? null : (Readable.toWeb(incoming) as ReadableStream);
    const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    const answer = await app.fetch(
      new Request(`${url}${incoming.url}`, { method, headers: sent, body, duplex: 'half' } as RequestInit),
    );
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterAll(() => stop());

const home = mkdtempSync(join(tmpdir(), 'debrief-hooks-'));
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

interface SetUp {
  matcher?: string;
  hooks: { type: string; command?: string; url?: string }[];
}

/** Claude Code, as far as it runs what its settings name. */
class Agent {
  readonly session = 'cccc0000-0000-4000-8000-000000000001';
  readonly file = new SessionFile(this.session);
  readonly transcript = join(home, '.claude/projects/-home-dev-garden', `${this.session}.jsonl`);
  private written = 0;

  /** Writes what is new in the transcript: it comes behind what the hooks know. */
  write() {
    mkdirSync(join(this.transcript, '..'), { recursive: true });
    appendFileSync(this.transcript, this.file.text.slice(this.written));
    this.written = this.file.text.length;
  }

  async hook(name: string, more: Record<string, unknown> = {}) {
    const told = { session_id: this.session, transcript_path: this.transcript, cwd: '/home/dev/garden', hook_event_name: name };
    const body = JSON.stringify({ ...told, ...more });
    const { hooks }: { hooks: Record<string, SetUp[]> } = parse(readFileSync(join(home, '.claude/settings.json'), 'utf8'));
    const groups = (hooks[name] ?? []).filter(
      ({ matcher }) => !matcher || new RegExp(`^(${matcher})$`).test(String(more.tool_name)),
    );
    await Promise.all(
      groups.flatMap((group) => group.hooks.map((hook) => (hook.url ? post(hook.url, body) : run(hook.command ?? '', body)))),
    );
  }
}

const post = async (address: string, body: string) => {
  const answer = await fetch(address, { method: 'POST', body, headers: { 'content-type': 'application/json' } }).catch(
    () => null,
  );
  if (answer) expect([answer.status, await answer.text()]).toEqual([200, '{}']);
};
const run = (command: string, body: string) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(command, { shell: true, env: { ...process.env, HOME: home, DEBRIEF_HOME: join(home, 'debrief') } });
    child.once('exit', (status) => (status === 0 ? resolve() : reject(new Error(`ended with ${status}`))));
    child.stdin.end(body);
  });

async function seen() {
  const { items } = page(sessionRow).parse(await (await fetch(`${url}/api/v1/projects/garden/sessions`)).json());
  const [row] = items;
  const told = hookEvents.parse(await (await fetch(`${url}/api/v1/sessions/${row?.sid}/hook-events`)).json());
  return {
    events: row?.event_count,
    title: row?.title,
    told: told.items.map(({ kind, text, tool }) => text ?? tool?.output ?? kind),
  };
}
const call = (command: string, stdout: string) => ({
  ...{ tool_name: 'Bash', tool_input: { command }, tool_response: { stdout, stderr: '' }, tool_use_id: 'toolu_2' },
});
const settled = (wanted: object) => expect.poll(seen, { timeout: 60_000, interval: 300 }).toEqual(wanted);

test('a session is told by its hooks, then by its transcript, and what was missed comes later', {
  timeout: 240_000,
}, async () => {
  const connected = await runCli(['connect', 'claude', '--yes', '--server', url, '--project', 'garden'], {
    ...{ home, program: import.meta.dirname },
  });
  expect(connected.status).toBe(0);
  const agent = new Agent();
  await agent.hook('SessionStart', { source: 'startup' });
  await agent.hook('UserPromptSubmit', { prompt: 'Prune the roses' });
  expect(await seen()).toEqual({ events: 0, title: 'Prune the roses', told: ['Prune the roses'] });

  agent.file.prompt('Prune the roses').say('I look at them first.').call('Bash', { command: 'ls roses' });
  await agent.hook('PostToolUse', call('ls roses', 'red white'));
  expect((await seen()).told).toEqual(['Prune the roses', 'tool_call', 'red white']);

  agent.file.say('Pruned.');
  agent.write();
  await agent.hook('Stop', { last_assistant_message: 'Pruned.', stop_hook_active: false });
  await settled({ events: 5, title: 'Prune the roses', told: [] });

  await agent.hook('UserPromptSubmit', { prompt: 'Water them' });
  expect((await seen()).told).toEqual(['Water them']);

  isAway = true;
  agent.file.prompt('Water them').say('Watered.');
  agent.write();
  await agent.hook('Stop', { last_assistant_message: 'Watered.' });
  await agent.hook('SessionEnd', { reason: 'prompt_input_exit' });
  const log = join(home, 'debrief/hooks.log');
  await expect.poll(() => existsSync(log), { timeout: 60_000 }).toBe(true);
  isAway = false;
  await settled({ events: 7, title: 'Prune the roses', told: [] });

  expect((await runCli(['disconnect', 'claude', '--yes'], { home })).status).toBe(0);
  expect(existsSync(join(home, '.claude/settings.json'))).toBe(false);
});
