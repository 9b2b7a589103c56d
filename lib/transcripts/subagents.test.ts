import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { listEvents } from '@/lib/events/queries';
import { getSession } from '@/lib/sessions/queries';
import { importTranscript } from '@/lib/transcripts/commands';
import { bodyOf, SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const send = (project: string, source: string, text: string) =>
  importTranscript(
    context(),
    { project, source, cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null },
    bodyOf([text]),
  );

const SESSION = 'dddd0000-0000-4000-8000-000000000001';
const AGENT = 'a9b8c7d';
const asked = { role: 'user', content: 'Count the herons' };
const counts = {
  ...{ id: 'msg_c', role: 'assistant', model: 'model-1', usage: { input_tokens: 7, output_tokens: 3 } },
  content: [{ type: 'tool_use', id: 'toolu_c', name: 'Bash', input: { command: 'count' } }],
};
const counted = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_c', content: 'four' }] };
const answered = { id: 'msg_d', role: 'assistant', model: 'model-1', content: [{ type: 'text', text: 'Four herons.' }] };

const uuid = (n: number) => `eeee0000-0000-4000-8000-00000000000${n}`;
const at = (n: number) => `2026-02-12T14:12:3${n}.000Z`;

/** Progress of the subagent as its parent's file tells it: the prompt in blocks, a time of its own, and not the last answer. */
const told = (n: number, type: string, message: object) => ({
  ...{ parentToolUseID: 'toolu_1', toolUseID: `agent_msg_${n}` },
  data: { type: 'agent_progress', agentId: AGENT, message: { type, uuid: uuid(n), timestamp: at(n + 1), message } },
});
const parent = new SessionFile(SESSION).prompt('How many herons?').add('assistant', {
  message: {
    ...{ id: 'msg_1', role: 'assistant', model: 'model-1' },
    content: [{ type: 'tool_use', id: 'toolu_1', name: 'Task', input: { description: 'Herons', prompt: 'Count the herons' } }],
  },
});
parent.add('progress', told(1, 'user', { role: 'user', content: [{ type: 'text', text: 'Count the herons' }] }));
parent.add('progress', told(2, 'assistant', counts)).add('progress', told(3, 'user', counted));
parent.add('user', {
  message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'Four herons.' }] },
  toolUseResult: { status: 'completed', agentId: AGENT },
});
parent.say('There are four.');

const own = [asked, counts, counted, answered]
  .map((message, i) => ({
    ...{ type: message.role, uuid: uuid(i + 1), parentUuid: i === 0 ? null : uuid(i), sessionId: SESSION, timestamp: at(i) },
    ...{ isSidechain: true, agentId: AGENT, cwd: '/home/dev/lake', version: '2.1.38', message },
  }))
  .map((record) => `${JSON.stringify(record)}\n`)
  .join('');

const files: Record<'parent' | 'own', [string, string]> = {
  parent: ['s.jsonl', parent.text],
  own: [`${SESSION}/subagents/agent-${AGENT}.jsonl`, own],
};

test.each([
  ['parent', 'own'],
  ['own', 'parent'],
] as const)('a subagent that two files tell of is one thread, and each of its events one: %s first', async (first, second) => {
  const project = `herons-${first}`;
  await send(project, ...files[first]);
  const { sessions } = await send(project, ...files[second]);
  expect(sessions).toMatchObject([{ duplicates: 3, warnings: [] }]);
  const sid = sessions[0]?.sid ?? '';
  const { items } = (await listEvents(context(), sid, { fields: 'full' })) ?? { items: [] };
  expect(items.map(({ thread, kind, segment }) => [thread, kind, segment]).sort()).toEqual([
    ...['message', 'prompt', 'tool_call', 'tool_result'].map((kind) => [AGENT, kind, 1]),
    ...['message', 'prompt', 'tool_call', 'tool_result'].map((kind) => ['main', kind, 1]),
  ]);
  const spawned = items.flatMap(({ kind, thread, subagent }) => (subagent ? [{ kind, on: thread, ...subagent }] : []));
  expect(spawned).toMatchObject([{ kind: 'tool_call', on: 'main', thread: AGENT, label: 'Herons', events: 4 }]);
  expect(await getSession(context(), sid)).toMatchObject({ event_count: 8, usage: { input: 7, output: 3 } });
  for (const file of Object.values(files)) expect((await send(project, ...file)).sessions).toMatchObject([{ accepted: 0 }]);
});

const corpus = join(process.env.DEBRIEF_CORPUS ?? '', 'claude-code');

/** Files of subagents whose parent's file tells of them too. */
function toldTwice(): [parent: string, own: string, agent: string][] {
  if (!process.env.DEBRIEF_CORPUS || !existsSync(corpus)) return [];
  return readdirSync(corpus).flatMap((own) => {
    const [, parent, agent] = own.match(/^(.+)__subagents__agent-(.+)\.jsonl$/) ?? [];
    const path = join(corpus, `${parent}.jsonl`);
    const lines = agent && existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    const tells = lines.some((line) => line.includes('"agent_progress"') && line.includes(`"agentId":"${agent}"`));
    return agent && tells ? [[path, join(corpus, own), agent]] : [];
  });
}

const real = toldTwice();

test.skipIf(real.length === 0)('so it is with files that an agent wrote, whichever comes first', async () => {
  const numbers = [];
  for (const project of ['parent-first', 'own-first'])
    for (const [parent, own, agent] of real) {
      const [first, second] = project === 'parent-first' ? [parent, own] : [own, parent];
      await send(project, first, readFileSync(first, 'utf8'));
      const { sessions } = await send(project, second, readFileSync(second, 'utf8'));
      const thread = await listEvents(context(), sessions[0]?.sid ?? '', { thread: agent, limit: 1000 });
      const session = await getSession(context(), sessions[0]?.sid ?? '');
      numbers.push([agent, thread?.items.length, session?.event_count, session?.usage]);
      expect(new Set(thread?.items.map(({ segment }) => segment)).size).toBe(1);
      expect(thread?.items).toHaveLength(readFileSync(own, 'utf8').trimEnd().split('\n').length);
    }
  expect(numbers.slice(real.length)).toEqual(numbers.slice(0, real.length));
});
