import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, imported, type Received, refused, runCli, standIn } from '@/lib/cli/testing';

let folder = '';
let server: Awaited<ReturnType<typeof standIn>> | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-cli-'));
});
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

const record = (session: string, more = {}) =>
  JSON.stringify({
    type: 'user',
    uuid: `u-${session}`,
    sessionId: session,
    cwd: '/far/away/Pear Tree',
    message: { content: 'Go.' },
    ...more,
  });

function put(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function serve(answer: (received: Received, nth: number) => Answer) {
  server = await standIn(answer);
  return server;
}

const importing = (...args: string[]) => runCli(['import', ...args], { cwd: folder, home: folder });

describe('debrief import', () => {
  it('sends each file as it is, into the project of its folder', async () => {
    const { url, received } = await serve(() => ({ status: 200, body: imported('one', 2, 1) }));
    const file = put('a.jsonl', `${record('one')}\n`);
    const { status, out, err } = await importing('a.jsonl', '--server', url);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('a.jsonl: 2 new events, 1 already known, in pear-tree\n');
    expect(out).toContain(`1 session · 2 new events, 1 already known · 0 warnings\n  ${url}/orchard/sessions/one\n`);
    expect(received.map(({ path, body }) => [path, body])).toEqual([
      ['/api/v1/projects/pear-tree/transcripts', `${record('one')}\n`],
    ]);
    expect(Object.fromEntries(received[0]?.query ?? [])).toEqual({
      source: file,
      cwd: '/far/away/Pear Tree',
      modified_at: statSync(file).mtime.toISOString(),
    });
  });

  it('looks through folders, sessions first, and lets subagents follow their session', async () => {
    const { url, received } = await serve(() => ({ status: 200, body: imported('one', 1) }));
    put('p/one/subagents/agent-x.jsonl', `${record('one', { isSidechain: true, agentId: 'x', cwd: '/else/where' })}\n`);
    put('p/one/subagents/agent-x.meta.json', '{}');
    put('p/one/tool-results/big.json', '{}');
    put('p/one.jsonl', `${record('one')}\n`);
    put('p/notes.txt', 'no transcript');
    const { status } = await importing('p', '--server', url);
    expect(status).toBe(0);
    expect(received.map(({ path, query }) => [path, query.get('source')])).toEqual([
      ['/api/v1/projects/pear-tree/transcripts', join(folder, 'p/one.jsonl')],
      ['/api/v1/projects/pear-tree/transcripts', join(folder, 'p/one/subagents/agent-x.jsonl')],
    ]);
  });

  it('names what does not go in, goes on with the rest, and says so by its exit status', async () => {
    const { url, received } = await serve(({ body }) =>
      body.includes('two')
        ? { status: 413, body: refused(413, 'body_too_large', 'Too long') }
        : { status: 200, body: imported('one', 1) },
    );
    put('empty.jsonl', '');
    put('odd.jsonl', '{"some":"thing"}\n');
    put('two.jsonl', record('two'));
    put('one.jsonl', record('one'));
    const { status, out, err } = await importing('.', 'missing.jsonl', '--server', url, '--project', 'pears');
    expect(status).toBe(1);
    expect(err.split('\n')).toEqual([
      'missing.jsonl: not imported: there is no such file',
      'empty.jsonl: not imported: it is empty',
      'odd.jsonl: not imported: it is in no format that Debrief knows',
      'two.jsonl: not imported: Too long (body_too_large)',
      '',
    ]);
    expect(out).toContain('1 session · 1 new event, 0 already known · 0 warnings · 4 files not imported');
    expect(received.map(({ path }) => path)).toEqual(Array(2).fill('/api/v1/projects/pears/transcripts'));
  });

  it('tries again where the server is busy or the connection breaks', async () => {
    const { url, received } = await serve((_received, nth) => {
      if (nth === 1) return null;
      return nth === 2 ? { status: 503, body: {}, headers: { 'retry-after': '0' } } : { status: 200, body: imported('one', 1) };
    });
    put('a.jsonl', record('one'));
    expect((await importing('a.jsonl', '--server', url)).status).toBe(0);
    expect(received).toHaveLength(3);
  });

  it('tells of warnings, and counts those it does not show', async () => {
    const warnings = Array.from({ length: 7 }, (_, at) => ({
      code: 'invalid_json',
      message: 'Not\u001b[31m JSON',
      line: at + 1,
    }));
    const { url } = await serve(() => ({ status: 200, body: imported('one', 1, 0, warnings) }));
    put('a.jsonl', record('one'));
    const { status, err } = await importing('a.jsonl', '--server', url);
    expect(status).toBe(0);
    expect(err.split('\n')).toHaveLength(7);
    expect(err).toContain('a.jsonl:1: Not [31m JSON (invalid_json)\n');
    expect(err).toContain('a.jsonl: 2 more warnings\n');
  });

  it('sends nothing in a dry run, and needs no server', async () => {
    put('a.jsonl', `${record('one')}\n{"type":"us`);
    const { status, out, err } = await importing('a.jsonl', '--dry-run');
    expect(status).toBe(0);
    expect(out).toBe(
      'a.jsonl: claude-code, 1 session, 1 event, 1 prompt, for pear-tree\n1 session · 1 event, nothing was sent · 1 warning\n',
    );
    expect(err).toContain('a.jsonl:2: ');
  });

  it('looks where agents keep their sessions when no path is given', async () => {
    put('.claude/projects/x/one.jsonl', record('one'));
    expect((await importing('--dry-run')).out).toContain('1 session');
    const rollout = JSON.stringify({ type: 'session_meta', payload: { id: 'three', cwd: '/far/away/Plum Tree' } });
    put('.codex/sessions/2026/07/04/rollout-three.jsonl', rollout);
    const { out } = await importing('--dry-run');
    expect(out).toContain('codex, 1 session, 1 event, 0 prompts, for plum-tree\n');
    expect(out).toContain('\n2 sessions');
    put('other/sessions/rollout-four.jsonl', rollout);
    const other = { CODEX_HOME: join(folder, 'other') };
    expect((await runCli(['import', '--dry-run'], { cwd: folder, home: folder, env: other })).out).toContain('rollout-four');
    put('elsewhere/projects/x/two.jsonl', record('two'));
    const env = { CLAUDE_CONFIG_DIR: join(folder, 'elsewhere') };
    expect((await runCli(['import', '--dry-run'], { cwd: folder, home: folder, env })).out).toContain('two.jsonl');
  });

  it('sends what it found only when told to', async () => {
    const { url, received } = await serve(() => ({ status: 200, body: imported('one', 1) }));
    put('.claude/projects/x/one.jsonl', record('one'));
    put('.pi/agent/sessions/y/two.jsonl', JSON.stringify({ type: 'session', id: 'two', cwd: '/far/away' }));
    const unasked = await importing('--server', url);
    expect([unasked.status, received.length]).toEqual([1, 0]);
    expect(unasked.out).toMatch(/^Claude Code: 1 transcript, 0\.1 MB in .*\.claude\/projects\nPi: 1 transcript/);
    expect(unasked.err).toContain('Run debrief import --all to send all of these');
    const choose = async () => ['Pi'];
    await runCli(['import', '--server', url], { cwd: folder, home: folder, choose });
    expect(received.map(({ query }) => query.get('source'))).toEqual([join(folder, '.pi/agent/sessions/y/two.jsonl')]);
    expect((await runCli(['import', '--server', url], { cwd: folder, home: folder, choose: async () => null })).status).toBe(1);
    expect((await importing('--all', '--server', url)).status).toBe(0);
    expect(received).toHaveLength(3);
  });

  it('says why nothing can be read instead of asking what to take', async () => {
    const { url } = await serve(() => ({ status: 200, body: imported('one', 1) }));
    put('.local/share/opencode/opencode.db', 'a diary');
    const choose = async () => expect.unreachable();
    const { status, err } = await runCli(['import', '--server', url], { cwd: folder, home: folder, choose });
    expect([status, err]).toEqual([1, expect.stringMatching(/^\.local.*opencode\.db: not imported: .*\n$/)]);
  });

  it.each([
    [
      'no server',
      ['a.jsonl', '--server', 'http://127.0.0.1:1'],
      1,
      'Debrief does not answer at http://127.0.0.1:1. Start it with npm start',
    ],
    ['no address', ['a.jsonl', '--server', 'here'], 1, 'here is not an address'],
    ['a reserved project', ['a.jsonl', '--dry-run', '--project', 'api'], 1, '--project api: This name is reserved'],
    ['no transcripts', ['.claude', '--dry-run'], 1, 'not imported: there is no such file'],
    ['an unknown option', ['--fast'], 2, "unknown option '--fast'"],
  ])('says what to do with %s', async (_what, args, expected, said) => {
    put('a.jsonl', record('one'));
    const { status, err } = await importing(...args);
    expect(status).toBe(expected);
    expect(err).toContain(said);
  });

  it('finds the server that runs from the home of Debrief, unless it is gone', async () => {
    const { url, received } = await serve(() => ({ status: 200, body: imported('one', 1) }));
    put('a.jsonl', record('one'));
    put('home/server.json', JSON.stringify({ url, pid: process.pid }));
    const env = { DEBRIEF_HOME: join(folder, 'home') };
    expect((await runCli(['import', 'a.jsonl'], { cwd: folder, home: folder, env })).status).toBe(0);
    expect(received).toHaveLength(1);
  });
});
