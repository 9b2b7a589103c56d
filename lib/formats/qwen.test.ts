import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const file = readTranscript(readFileSync(join(import.meta.dirname, 'fixtures', 'qwen', 'chat.jsonl'), 'utf8'));
const { events } = file;

test('a chat is read whole', () => {
  expect(file.format.name).toBe('qwen');
  expect(file.sessions).toEqual(['0f000000-0000-4000-8000-000000000001']);
  expect(outlineOf(events)).toMatchSnapshot();
  const facts = Object.assign({}, ...file.lines.flatMap(({ records }) => records.map((record) => record.facts)));
  expect(facts).toEqual({
    agent: 'qwen',
    cwd: '/plot',
    branch: 'main',
    title: 'Peas',
    titleRank: 2,
    model: 'qwen-garden',
    parent: '0f000000-0000-4000-8000-000000000009',
  });
});

test('prompts, results and usage are told as of any agent', () => {
  const prompts = events.filter(({ kind, actor }) => kind === 'prompt' && actor === 'human');
  expect(prompts.map(({ text }) => text)).toEqual(['Sow peas', 'As typed']);
  const results = events.filter(({ kind }) => kind === 'tool_result');
  expect(results.map(({ tool }) => [tool?.call_id, tool?.name, tool?.exit_code])).toEqual([
    ['c1', 'edit', null],
    ['c2', 'run_shell_command', 1],
  ]);
  expect(results[0]?.data?.patch).toMatchObject({ path: 'a.md', added: 1, removed: 1 });
  expect(events.flatMap(({ usage }) => usage ?? [])).toEqual([
    { model: 'qwen-garden', response_id: 'q3', input: 600, output: 60, reasoning: 10, cache_read: 400 },
  ]);
  expect(file.lines.flatMap(({ records }) => records.flatMap((record) => record.threads))).toEqual([
    { thread: 'digger-1', label: 'Digger', spawnCallId: null },
  ]);
});
