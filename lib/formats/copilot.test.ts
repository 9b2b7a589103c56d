import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const fixture = readFileSync(join(import.meta.dirname, 'fixtures', 'copilot', 'events.jsonl'), 'utf8');
const file = readTranscript(fixture);
const { events } = file;

const resultOf = (call: string) => events.find((event) => event.kind === 'tool_result' && event.tool?.call_id === call);

test('a session is read whole', () => {
  expect(file.format.name).toBe('copilot');
  expect(file.sessions).toEqual(['0c000000-0000-4000-8000-000000000001', '0c000000-0000-4000-8000-000000000002']);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(outlineOf(events)).toMatchSnapshot();
});

test('prompts are what a person typed, and no more', () => {
  const prompts = events.filter(({ kind, actor }) => kind === 'prompt' && actor === 'human');
  expect(prompts.map(({ text }) => text)).toEqual(['Sow peas\n[file: a.md]', 'And water them', 'Another session']);
});

test('each token counts once, at its message or at the end of a run', () => {
  expect(events.flatMap(({ usage }) => (usage ? [usage] : []))).toEqual([
    { model: 'gpt-garden', response_id: 'm1', output: 50 },
    { model: 'gpt-garden', response_id: 'm2', output: 5 },
    { model: 'gpt-garden', input: 500, output: 5, reasoning: 20, cache_read: 400, cache_write: 100 },
    { model: 'gpt-garden-2', response_id: 'm3', output: 40 },
    { model: 'gpt-garden-2', input: 300, output: 5, reasoning: 0, cache_read: 200, cache_write: 0 },
    { model: 'gpt-namer', input: 90, output: 7, reasoning: 0, cache_read: 0, cache_write: 0 },
  ]);
});

test('what calls came to is told as facts', () => {
  expect(resultOf('c1')?.data?.patch).toMatchObject({ path: '/plot/a.md', added: 1, removed: 1 });
  expect(resultOf('c2')?.data?.patch).toMatchObject({ path: '/plot/b.md', is_new: true, added: 1 });
  expect(resultOf('c3')?.data).toBeNull();
  expect(resultOf('c4')?.tool).toMatchObject({ name: 'bash', exit_code: 1, is_error: true });
  expect(resultOf('c5')?.data).toMatchObject({ type: 'answers', answers: { 'Which peas?': 'Sugar' } });
  expect(resultOf('c6')).toMatchObject({ data: { rejected: true }, tool: { is_error: true } });
  expect(events.filter(({ data }) => data?.type === 'steering').map(({ text }) => text)).toEqual(['Keep it.', 'Beans too.']);
  expect(events.find(({ kind }) => kind === 'compaction')?.data).toMatchObject({ trigger: 'manual', pre_tokens: 1000 });
});

test('a subagent is a thread of its session', () => {
  const threads = file.lines.flatMap(({ records }) => records.flatMap((record) => record.threads));
  expect(threads).toEqual([{ thread: 'c7', label: 'Dig', spawnCallId: 'c7' }]);
  const own = events.filter(({ thread }) => thread === 'c7');
  expect(own.map(({ actor, kind }) => `${actor} ${kind}`)).toEqual(['agent prompt', 'subagent thinking', 'subagent message']);
});

test('a session says where it runs', () => {
  const facts = file.lines.flatMap(({ records }) => records.map((record) => record.facts));
  expect(facts[0]).toEqual({ agent: 'copilot', cwd: '/plot', branch: 'main' });
  expect(facts.find(({ title }) => title)).toMatchObject({ title: 'Sow peas', titleRank: 2 });
  expect(facts.findLast(({ model }) => model)?.model).toBe('gpt-garden-2');
});
