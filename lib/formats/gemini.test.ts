import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gemini } from '@/lib/formats/gemini';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', 'gemini', name), 'utf8');
const read = (name: string, source: string | null = null) => readTranscript(fixture(name), source);

const factsOf = (file: ReturnType<typeof read>) =>
  Object.assign({}, ...file.lines.flatMap((line) => line.records.map((record) => record.facts)));

const resultOf = ({ events }: ReturnType<typeof read>, call: string) =>
  events.find((event) => event.kind === 'tool_result' && event.tool?.call_id === call);

test('a document is read whole', () => {
  const file = read('chat.json');
  expect(file.format.name).toBe('gemini');
  expect(file.sessions).toEqual(['0a000000-0000-4000-8000-000000000001']);
  expect(outlineOf(file.events)).toMatchSnapshot();
  expect(factsOf(file)).toEqual({ agent: 'gemini', title: 'When to sow peas', titleRank: 2, model: 'gemini-3-pro' });
  expect(file.events.flatMap(({ usage }) => (usage ? [usage] : []))).toEqual([
    { model: 'gemini-3-pro', response_id: 'm3', input: 405, output: 60, reasoning: 20, cache_read: 600 },
    { model: 'gemini-3-pro', response_id: 'm4', input: 200, output: 10, reasoning: 0, cache_read: 1000 },
  ]);
});

test('what calls came to is told as facts', () => {
  const file = read('chat.json');
  const codes = ['c4', 'c5', 'c6', 'c7', 'c8'].map((call) => resultOf(file, call)?.tool);
  expect(codes.map((tool) => tool?.exit_code)).toEqual([1, 0, 0, null, null]);
  expect(codes.map((tool) => tool?.is_error)).toEqual([true, false, false, true, true]);
  expect(resultOf(file, 'c1')?.data).toMatchObject({ type: 'todo', items: [{ content: 'Sow', status: 'in_progress' }, {}] });
  expect(resultOf(file, 'c2')?.data?.patch).toMatchObject({ path: '/plot/garden.md', added: 2, removed: 0 });
  expect(resultOf(file, 'c3')?.data?.patch).toMatchObject({ path: '/plot/peas.md', is_new: true, added: 1 });
  expect(resultOf(file, 'c7')?.data).toEqual({ rejected: true });
  expect(resultOf(file, 'c9')?.data).toMatchObject({ type: 'answers', answers: { 'Which peas?': 'Sugar' } });
  expect(resultOf(file, 'c10')?.data).toEqual({ type: 'plan', is_approved: false });
  expect(resultOf(file, 'c11')?.data).toEqual({ type: 'plan', is_approved: true });
  expect(resultOf(file, 'c12')?.data).toEqual({ agent: 'gardener-1' });
  expect(resultOf(file, 'c13')).toBeUndefined();
  expect(file.events.find(({ data }) => data?.type === 'steering')).toMatchObject({ actor: 'human', text: 'Beans first.' });
});

test('a log of updates tells each thing once', () => {
  const file = read('log.jsonl');
  expect(outlineOf(file.events)).toMatchSnapshot();
  expect(file.sessions).toHaveLength(2);
  expect(new Set(file.events.map(({ id }) => id)).size).toBe(file.events.length);
  expect(file.events.filter(({ kind }) => kind === 'prompt').map(({ text }) => text)).toEqual([
    'Read a.md\n[file: image/png, 3 KB]',
    'Forget that',
    'Go on',
    'Another session',
  ]);
  expect(file.lines[1]?.records[0]?.facts).toMatchObject({ cwd: '/plot' });
  expect(file.events.filter(({ usage }) => usage)).toHaveLength(1);
});

test('a subagent belongs to the session whose folder it lies in', () => {
  const file = read('subagent.jsonl', '/home/ada/.gemini/tmp/plot/chats/0b000000-0000-4000-8000-000000000001/0b.jsonl');
  expect(factsOf(file)).toMatchObject({ parent: '0b000000-0000-4000-8000-000000000001', cwd: '/plot' });
  expect(file.events.map(({ actor, kind }) => `${actor} ${kind}`)).toEqual(['system note', 'agent prompt', 'agent message']);
});

test('records of a document stay the same while it grows', () => {
  const whole = JSON.parse(fixture('chat.json'));
  const last = whole.messages.at(-1);
  const before = { ...whole, summary: undefined, messages: [...whole.messages.slice(0, -1), { ...last, toolCalls: [] }] };
  const early = gemini.takeApart?.(before, true)?.map((record) => JSON.stringify(record)) ?? [];
  const late = gemini.takeApart?.(whole, true)?.map((record) => JSON.stringify(record)) ?? [];
  expect(early.length).toBeGreaterThan(10);
  expect(late).toEqual(expect.arrayContaining(early));
  const cut = gemini.takeApart?.(before, false)?.map((record) => JSON.stringify(record)) ?? [];
  expect(early).toEqual(expect.arrayContaining(cut));
});

test('what is no document of this kind is left to others', () => {
  expect(gemini.takeApart?.({ info: { id: 'ses_1' }, messages: [] }, true)).toBeNull();
  expect(gemini.takeApart?.({ sessionId: 's', projectHash: 'p', startTime: 't' }, true)).toBeNull();
  expect(gemini.takeApart?.({ sessionId: 's', projectHash: 'p' }, false)).toEqual([]);
});
