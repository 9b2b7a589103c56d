import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { persistedOutputs } from '@/lib/cli/persisted';
import { imported, runCli, standIn } from '@/lib/cli/testing';
import { listEvents } from '@/lib/events/queries';
import { importTranscript } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const SESSION = '9999aaaa-0000-4000-8000-000000000009';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debrief-outputs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A session whose call printed more than its result holds. */
const session = (saved: string) =>
  new SessionFile(SESSION)
    .prompt('List the buoys')
    .add('assistant', {
      message: {
        id: 'm1',
        role: 'assistant',
        content: [{ type: 'tool_use', id: 'toolu_9', name: 'Bash', input: { command: 'ls' } }],
      },
    })
    .add('user', {
      message: {
        role: 'user',
        content: [
          {
            ...{ type: 'tool_result', tool_use_id: 'toolu_9' },
            content: `<persisted-output>\nOutput too large (40KB). Full output saved to: ${saved}\n\nPreview:\nbuoy 1\n</persisted-output>`,
          },
        ],
      },
    })
    .say('There are many.');

const whole = Array.from({ length: 500 }, (_, i) => `buoy ${i + 1}`).join('\n');
const linesOf = async (path: string, part?: { from: number; until: number }) => {
  const lines: string[] = [];
  for await (const line of persistedOutputs(path, part)) lines.push(line);
  return lines;
};

test('a result has the whole output once the file beside the transcript is sent', async () => {
  const path = put(`${SESSION}.jsonl`, session(`/elsewhere/${SESSION}/tool-results/abc.txt`).text);
  put(`${SESSION}/tool-results/abc.txt`, whole);
  const send = (text: string) =>
    importTranscript(
      context(),
      { project: 'buoys', source: null, cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null },
      bodyOf([text]),
    );
  const { sessions } = await send(session(`/elsewhere/${SESSION}/tool-results/abc.txt`).text);
  const lines = await linesOf(path);
  expect(lines).toHaveLength(1);
  expect((await send(lines.join(''))).sessions).toMatchObject([{ sid: sessions[0]?.sid, accepted: 1, warnings: [] }]);
  expect((await send(lines.join(''))).sessions).toMatchObject([{ accepted: 0, duplicates: 1 }]);
  const { items } = (await listEvents(context(), sessions[0]?.sid ?? '', { fields: 'full' })) ?? { items: [] };
  const result = items.find(({ kind }) => kind === 'tool_result');
  expect(result).toMatchObject({ tool: { output: whole }, data: { is_output_whole: true } });
  expect(items.at(-1)).toMatchObject({ is_noise: true, data: { type: 'output_file', call_id: 'toolu_9' } });
});

test('only a file in the folder of the session is read, and only what was added is looked at', async () => {
  put('secret.txt', 'not for anybody');
  const text = session(`${folder}/secret.txt`).text;
  const path = put(`${SESSION}.jsonl`, text);
  expect(await linesOf(path)).toEqual([]);
  mkdirSync(join(folder, SESSION, 'tool-results'), { recursive: true });
  symlinkSync(join(folder, 'secret.txt'), join(folder, SESSION, 'tool-results', 'secret.txt'));
  expect(await linesOf(path)).toEqual([]);
  const other = put('other.jsonl', session('x/abc.txt').text);
  put(`${SESSION}/tool-results/abc.txt`, whole);
  expect(await linesOf(other)).toHaveLength(1);
  expect(await linesOf(other, { from: text.lastIndexOf('\n', text.length - 2) + 1, until: text.length })).toEqual([]);
});

test('import sends the outputs after their transcript', async () => {
  const server = await standIn(() => ({ status: 200, body: imported('one', 1, 0) }));
  const path = put(`${SESSION}.jsonl`, session('x/abc.txt').text);
  put(`${SESSION}/tool-results/abc.txt`, whole);
  const { status } = await runCli(['import', '.', '--server', server.url], { cwd: folder, home: folder });
  await server.close();
  expect(status).toBe(0);
  expect(server.received.map(({ query }) => query.get('source'))).toEqual([path, `${path}#outputs`]);
  expect(JSON.parse(server.received[1]?.body ?? '')).toMatchObject({
    type: 'persisted-output',
    sessionId: SESSION,
    content: whole,
  });
});

test('a subagent is named by the file beside its transcript, and hangs at the call that the file names', async () => {
  const record = (type: string, content: string) => ({
    ...{ type, uuid: `${type}-1`, sessionId: SESSION, agentId: 'a1', isSidechain: true, cwd: '/lake' },
    message: { role: type, content },
  });
  const lead = new SessionFile(SESSION).prompt('Look after the swans').call('Agent', { prompt: 'Something else' });
  put(`${SESSION}.jsonl`, lead.text);
  const path = put(`${SESSION}/subagents/workflows/w1/agent-a1.jsonl`, `${JSON.stringify(record('user', 'Count them'))}\n`);
  put(
    `${SESSION}/subagents/workflows/w1/journal.jsonl`,
    '{"type":"result","agentId":"a1","result":{"role":"user","content":"x"}}\n',
  );
  put(
    `${SESSION}/subagents/workflows/w1/agent-a1.meta.json`,
    '{"agentType":"Explore","description":"Swans","toolUseId":"toolu_1"}',
  );
  const server = await standIn(() => ({ status: 200, body: imported('one', 1, 0) }));
  expect((await runCli(['import', '.', '--server', server.url], { cwd: folder, home: folder })).status).toBe(0);
  await server.close();
  expect(server.received.map(({ query }) => query.get('source'))).toEqual([
    join(folder, `${SESSION}.jsonl`),
    path,
    `${path}#outputs`,
  ]);

  const context_ = await context();
  for (const { body, query } of server.received) {
    const file = { project: 'swans', source: query.get('source'), cwd: null, format: null, offset: null, prefixSha256: null };
    const { sessions } = await importTranscript(context_, { ...file, modifiedAt: null }, bodyOf([body]));
    expect(sessions).toMatchObject([{ external_id: SESSION, warnings: [] }]);
  }
  const threads = await held.db.sql`
    select t.thread, t.label, t.spawn_call_id from threads t join sessions s on s.id = t.session_id
    join projects p on p.id = s.project_id where p.name = 'swans'`;
  expect([...threads]).toEqual([{ thread: 'a1', label: 'Swans', spawn_call_id: 'toolu_1' }]);
});

test.each(['{"agentType":', '[]', '{"description":7}', ''])(
  'a file beside a subagent that says %j keeps nothing from being sent',
  async (meta) => {
    const line = JSON.stringify({
      type: 'user',
      uuid: 'u',
      sessionId: SESSION,
      agentId: 'a1',
      isSidechain: true,
      message: { role: 'user', content: 'Go' },
    });
    put(`${SESSION}/subagents/agent-a1.jsonl`, `${line}\n`);
    put(`${SESSION}/subagents/agent-a1.meta.json`, meta);
    const server = await standIn(() => ({ status: 200, body: imported('one', 1, 0) }));
    expect((await runCli(['import', '.', '--server', server.url], { cwd: folder, home: folder })).status).toBe(0);
    await server.close();
  },
);
