import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const fixture = readFileSync(join(import.meta.dirname, 'fixtures', 'kiro', 'session.jsonl'), 'utf8');
const file = readTranscript(fixture, '/home/ada/.kiro/sessions/cli/0e000000-0000-4000-8000-000000000001.jsonl');
const { events } = file;

test('a session is read whole', () => {
  expect(file.format.name).toBe('kiro');
  expect(file.sessions).toEqual(['0e000000-0000-4000-8000-000000000001']);
  expect(events[0]).toMatchObject({ id: 'k1', at: '2026-05-28T20:26:40.000Z', actor: 'human', kind: 'prompt' });
  expect(outlineOf(events)).toMatchSnapshot();
});

test('calls are joined to their results', () => {
  const call = events.find(({ kind }) => kind === 'tool_call');
  expect(call).toMatchObject({ tool: { call_id: 'c1', input: { command: 'npm test' } }, data: { intention: 'Run the tests' } });
  const results = events.filter(({ kind }) => kind === 'tool_result').map(({ tool }) => tool);
  expect(results).toEqual([
    { name: 'shell', call_id: 'c1', output: '1 failed\nsee above', is_error: true, exit_code: 1 },
    { name: 'read', call_id: 'c2', output: 'peas', is_error: false, exit_code: null },
    { name: 'write', call_id: 'c3', output: 'No leave to write', is_error: true, exit_code: null },
  ]);
});
