import { expect, test } from 'vitest';
import type { Event } from '@/lib/events/schema';
import { changesOf, countChanges, numbered, parsePatch } from './patch';
import type { Row } from './rows';

const row = (name: string, input: unknown, data: Record<string, unknown> | null = null): Row => ({
  seq: 1,
  event: { kind: 'tool_call', tool: { name, input }, data: null } as unknown as Event,
  result: data ? ({ kind: 'tool_result', data } as unknown as Event) : null,
  isError: false,
});

test('the hunks that a result recorded win over what the call asked for', () => {
  const hunks = [{ oldStart: 10, oldLines: 2, newStart: 10, newLines: 2, lines: [' a', '-b', '+c'] }];
  const changes = changesOf(row('Edit', { file_path: '/x.ts', old_string: 'b', new_string: 'c' }, { patch: { hunks } }));
  expect(changes[0]?.path).toBe('/x.ts');
  expect([...numbered(changes[0]?.hunks[0] ?? { oldStart: null, newStart: null, lines: [] })]).toEqual([
    { sign: ' ', text: 'a', before: 10, after: 10 },
    { sign: '-', text: 'b', before: 11, after: null },
    { sign: '+', text: 'c', before: null, after: 11 },
  ]);
});

test.each<[string, unknown, string[]]>([
  ['Edit', { file_path: 'a', old_string: 'one\ntwo', new_string: 'three' }, ['-one', '-two', '+three']],
  [
    'MultiEdit',
    {
      file_path: 'a',
      edits: [
        { old_string: 'b', new_string: 'c' },
        { old_string: '', new_string: 'd' },
      ],
    },
    ['-b', '+c', '+d'],
  ],
  ['Write', { file_path: 'a', content: 'first\nsecond\n' }, ['+first', '+second']],
  ['Bash', { command: 'ls' }, []],
  ['Edit', 'nonsense', []],
])('%s %j', (name, input, lines) => {
  expect(changesOf(row(name, input)).flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines))).toEqual(lines);
});

test('a patch of several files', () => {
  const body = '*** Begin Patch\n*** Update File: a.ts\n@@ fn\n ctx\n-old\n+new\n*** Add File: b.ts\n+hello\n*** End Patch';
  const changes = parsePatch(body);
  expect(changes.map((file) => [file.path, file.hunks[0]?.lines])).toEqual([
    ['a.ts', [' ctx', '-old', '+new']],
    ['b.ts', ['+hello']],
  ]);
  expect(countChanges(changes)).toEqual({ added: 2, removed: 1 });
});
