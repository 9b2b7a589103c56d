import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imported, runCli, standIn } from '@/lib/cli/testing';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'debrief-connect-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

const settings = () => join(home, '.claude/settings.json');
function put(text: string) {
  mkdirSync(dirname(settings()), { recursive: true });
  writeFileSync(settings(), text);
}
const run = (...args: string[]) => runCli(args, { home, program: '/opt/de brief/lib/cli' });

const DEFAULT = 'http://127.0.0.1:3000/api/v1';
const part = (hook: object) => JSON.stringify(hook).slice(1, -1);

const SETTINGS = [
  ['none', null],
  ['others', '{\n  "model": "x",\n  "permissions": { "allow": ["Bash(ls:*)"] }\n}\n'],
  [
    'hooks of others, with tabs',
    '{\n\t"hooks": {\n\t\t"Stop": [\n\t\t\t{\n\t\t\t\t"hooks": [\n\t\t\t\t\t{\n\t\t\t\t\t\t"type": "command",\n\t\t\t\t\t\t"command": "say done"\n\t\t\t\t\t}\n\t\t\t\t]\n\t\t\t}\n\t\t]\n\t}\n}\n',
  ],
  ['a remark', '{\n  // mine\n  "model": "x"\n}\n'],
] as const;

describe.each(SETTINGS)('with settings that hold %s', (_what, text) => {
  it('connect adds a command with absolute paths at each event once, and disconnect leaves what was there', async () => {
    if (text !== null) put(text);
    const { status, out } = await run('connect', 'claude', '--yes', '--project', 'plums');
    expect(status).toBe(0);
    const command = `${process.execPath} '/opt/de brief/lib/cli/hook.mjs' --project plums`;
    const read = () => readFileSync(settings(), 'utf8');
    const { hooks } = parse(read());
    const has = (hook: object) =>
      Object.keys(hooks).filter((event) => hooks[event].some((group: object) => JSON.stringify(group).includes(part(hook))));
    expect(has({ command }).sort()).toEqual(['PreCompact', 'SessionEnd', 'Stop', 'SubagentStop', 'UserPromptSubmit']);
    expect(has({ url: `${DEFAULT}/projects/plums/hooks/claude-code` }).sort()).toEqual(
      ['Notification', 'PostToolUse', 'PostToolUseFailure', 'PreToolUse', 'SessionEnd', 'SessionStart', 'Stop'].concat([
        'SubagentStop',
        'UserPromptSubmit',
      ]),
    );
    expect(read().split(JSON.stringify(command))).toHaveLength(6);
    expect(read()).not.toContain('DEBRIEF_TOKEN');
    expect(out).toContain(`+`);
    const after = read();
    expect((await run('connect', 'claude', '--yes', '--project', 'plums')).out).toContain('Nothing to change');
    expect(read()).toBe(after);
    expect((await run('disconnect', 'claude', '--yes')).status).toBe(0);
    expect(existsSync(settings()) ? read() : null).toBe(text);
  });
});

it('lets hooks take the token from where the agent runs, where one is needed', async () => {
  const { out } = await run('connect', 'claude', '--yes', '--server', 'https://debrief.example.com');
  const { hooks } = parse(readFileSync(settings(), 'utf8'));
  expect(hooks.PostToolUse).toEqual([
    {
      hooks: [
        {
          ...{ type: 'http', url: 'https://debrief.example.com/api/v1/hooks/claude-code', timeout: 1 },
          ...{ headers: { Authorization: 'Bearer $DEBRIEF_TOKEN' }, allowedEnvVars: ['DEBRIEF_TOKEN'] },
        },
      ],
    },
  ]);
  expect(out).toContain('Set DEBRIEF_TOKEN where Claude Code runs');
  const held = await runCli(['connect', 'claude', '--print'], { home, env: { DEBRIEF_TOKEN: 'dbf_held' } });
  expect(held.out).toContain('Bearer $DEBRIEF_TOKEN');
  expect(held.out).not.toContain('dbf_held');
});

it('another address, and hooks of before, take the place of the ones that are there', async () => {
  const old = `${process.execPath} /elsewhere/lib/cli/hook.mjs`;
  put(JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command: old }] }] } }));
  await run('connect', 'claude', '--yes');
  await run('connect', 'claude', '--yes', '--server', 'http://127.0.0.1:4000', '--project', 'plums');
  const text = readFileSync(settings(), 'utf8');
  expect(text).not.toContain('/elsewhere/');
  expect(text).not.toContain('127.0.0.1:3000');
  expect(text.split('http://127.0.0.1:4000/api/v1/projects/plums/hooks/claude-code')).toHaveLength(10);
});

it('shows what would change, and asks', async () => {
  put('{"model":"x"}');
  expect((await run('connect', 'claude', '--print')).out).toContain('hook.mjs');
  const unasked = await run('connect', 'claude');
  expect([unasked.status, unasked.err]).toEqual([1, 'Nothing was changed. Add --yes to write it.\n']);
  expect((await runCli(['connect', 'claude'], { home, confirm: async () => false })).err).toBe('Nothing was changed.\n');
  expect(readFileSync(settings(), 'utf8')).toBe('{"model":"x"}');
  expect((await runCli(['connect', 'codex'], { home, confirm: async () => true })).out).toContain('Codex reads it');
  expect(readFileSync(join(home, '.codex/hooks.json'), 'utf8')).toContain('hook.mjs');
});

it.each([
  ['no JSON', '{"model":', 'cannot be read as settings'],
  ['hooks of another shape', '{"hooks":{"Stop":"say done"}}', 'cannot be read as settings'],
])('leaves settings alone that are %s', async (_what, text, said) => {
  put(text);
  const { status, err } = await run('connect', 'claude', '--yes');
  expect([status, readFileSync(settings(), 'utf8')]).toEqual([1, text]);
  expect(err).toContain(said);
});

it('names the agents that it knows', async () => {
  expect((await run('connect', 'parrot')).err).toBe('parrot cannot be connected. Name one of: claude, codex.\n');
});

describe('the hook', () => {
  const hook = (input: string, url: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'hook.mjs'), '--server', url, '--project', 'plums'], {
      input,
      encoding: 'utf8',
      env: { ...process.env, HOME: home, DEBRIEF_HOME: join(home, 'debrief') },
    });

  it.each(['', 'not json', '{}', '{"transcript_path":7}', '[]'])('ends well, and says nothing, on %j', (input) => {
    const { status, stdout, stderr } = hook(input, 'http://127.0.0.1:1');
    expect([status, stdout, stderr]).toEqual([0, '', '']);
    expect(existsSync(join(home, 'debrief/pending'))).toBe(false);
  });

  it('finds the transcript of a session whose agent does not say where it is', async () => {
    const id = '01980000-0000-7000-8000-0000000000c0';
    const folder = join(home, '.codex/sessions/2026/03/02');
    mkdirSync(folder, { recursive: true });
    const meta = { timestamp: '2026-03-02T09:00:00.000Z', type: 'session_meta', payload: { id, cwd: '/home/dev/plums' } };
    writeFileSync(join(folder, `rollout-2026-03-02T09-00-00-${id}.jsonl`), `${JSON.stringify(meta)}\n`);
    const server = await standIn(() => ({ status: 200, body: imported(id, 1) }));
    try {
      expect(hook(JSON.stringify({ hook_event_name: 'Stop', session_id: id, turn_id: 't' }), server.url).status).toBe(0);
      await expect.poll(() => server.received.at(-1)?.body, { timeout: 40_000 }).toContain(id);
      await expect.poll(() => readdirSync(join(home, 'debrief/pending')), { timeout: 20_000 }).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('sends the transcript by a process of its own, also what a server that was away has missed', async () => {
    const transcript = join(home, 'one.jsonl');
    const line = (text: string) =>
      `${JSON.stringify({ type: 'user', uuid: text, sessionId: 'one', message: { role: 'user', content: text } })}\n`;
    writeFileSync(transcript, line('hello'));
    let isAway = true;
    const refusal = { status: 500, body: {} };
    const server = await standIn(() => (isAway ? refusal : { status: 200, body: imported('one', 1) }));
    try {
      const told = JSON.stringify({ hook_event_name: 'Stop', session_id: 'one', transcript_path: transcript });
      expect(hook(told, server.url).status).toBe(0);
      const log = () =>
        existsSync(join(home, 'debrief/hooks.log')) ? readFileSync(join(home, 'debrief/hooks.log'), 'utf8') : '';
      await expect.poll(log, { timeout: 40_000 }).toContain('one.jsonl');
      isAway = false;
      await expect.poll(() => server.received.at(-1)?.body, { timeout: 40_000 }).toBe(line('hello'));
      await expect.poll(() => existsSync(join(home, 'debrief/watch.json')), { timeout: 20_000 }).toBe(true);
      expect(server.received.at(-1)?.path).toBe('/api/v1/projects/plums/transcripts');
    } finally {
      await server.close();
    }
  });
});
