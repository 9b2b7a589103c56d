import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const fixture = readFileSync(join(import.meta.dirname, 'fixtures', 'antigravity', 'transcript.jsonl'), 'utf8');
const source =
  '/home/ada/.gemini/antigravity-cli/brain/0d000000-0000-4000-8000-000000000001/.system_generated/logs/transcript.jsonl';
const file = readTranscript(fixture, source);
const { events } = file;

test('a conversation is read whole', () => {
  expect(file.format.name).toBe('antigravity');
  expect(file.sessions).toEqual(['0d000000-0000-4000-8000-000000000001']);
  expect(outlineOf(events)).toMatchSnapshot();
  const facts = Object.assign({}, ...file.lines.flatMap(({ records }) => records.map((record) => record.facts)));
  expect(facts).toEqual({ agent: 'antigravity', title: 'Sowing Peas In March', titleRank: 1, model: 'Gemini Garden (High)' });
});

test('results are joined to the calls that they name', () => {
  const calls = events.filter(({ kind }) => kind === 'tool_call').map(({ tool }) => [tool?.call_id, tool?.name, tool?.input]);
  expect(calls).toEqual([
    ['L4-0', 'view_file', { path: '/plot/a.md', StartLine: 1, toolAction: 'Viewing' }],
    ['L4-1', 'invoke_subagent', { Subagents: [{ Prompt: 'Dig', Role: 'Digger' }] }],
    ['L4-2', 'run_command', { command: 'npm test' }],
  ]);
  const results = events.filter(({ kind }) => kind === 'tool_result');
  expect(results.map(({ tool }) => [tool?.call_id, tool?.name, tool?.is_error])).toEqual([
    ['L4-1', 'invoke_subagent', false],
    ['L4-0', 'view_file', false],
    ['L4-2', 'run_command', true],
    [null, 'grep_search', false],
  ]);
  expect(results[0]?.data?.agents).toEqual(['0d000000-0000-4000-8000-000000000002', '0d000000-0000-4000-8000-000000000003']);
});
