import { expect, test } from 'vitest';
import type { Event } from '@/lib/events/schema';
import { citationsOf, literalsOf } from './citations';
import { entriesOf, foldLabel, runsOf } from './entries';
import { lineOf } from './line';
import { passes, rowsOf } from './rows';
import { event } from './testing';

const call = (seq: number, name: string, input: unknown, callId = `c${seq}`): Event =>
  event(seq, { kind: 'tool_call', text: null, tool: { name, call_id: callId, input } });
const result = (seq: number, callId: string, output: string, isError = false): Event =>
  event(seq, { kind: 'tool_result', actor: 'tool', text: null, tool: { call_id: callId, output, is_error: isError } });

test('a call and its result are one row, wherever the result stands; both seqs lead to it', () => {
  const rows = rowsOf([
    call(1, 'Bash', { command: 'ls' }),
    call(2, 'Read', { file_path: '/a' }),
    result(3, 'c2', 'text'),
    result(4, 'c1', 'files'),
  ]);
  expect(rows.map((row) => [row.seq, row.result?.seq])).toEqual([
    [1, 4],
    [2, 3],
  ]);
});

test('the same call id in another thread is another call; a result without a call stands alone', () => {
  const rows = rowsOf([call(1, 'Bash', {}, 'x'), { ...result(2, 'x', 'out'), thread: 'worker' }, result(3, 'gone', 'out')]);
  expect(rows.map((row) => row.seq)).toEqual([1, 2, 3]);
});

test('a failed result makes its row an error', () => {
  expect(
    rowsOf([call(1, 'Bash', {}), result(2, 'c1', 'no', true)]).filter((row) => passes(row, 'errors', new Map())),
  ).toHaveLength(1);
});

test.each<[string, Event[], string]>([
  ['a command', [call(1, 'Bash', { command: 'npm test\n--watch' })], '|npm test|'],
  [
    'a long path elsewhere',
    [call(1, 'Read', { file_path: '/home/ana/projects/harbour/tidal.worktrees/brief-14/src/sailings/timetable.ts' })],
    'Read|…/harbour/tidal.worktrees/brief-14/src/sailings/timetable.ts|',
  ],
  ['a patch', [call(1, 'apply_patch', '*** Begin Patch\n*** Update File: src/tide.ts\n@@\n+x')], 'apply_patch|src/tide.ts|'],
  ['a command given as a list', [call(1, 'shell', { command: ['bash', '-lc', 'ls -la'] })], '|ls -la|'],
  [
    'a failure with its first words',
    [call(1, 'Bash', { command: 'npm test' }), result(2, 'c1', '\nError: boom\nat x', true)],
    '|npm test|failed: boom',
  ],
  ['a file under the working directory', [call(1, 'Read', { file_path: '/repo/src/a.ts' })], 'Read|src/a.ts|'],
  [
    'an mcp tool with the first line of its answer',
    [call(1, 'mcp__notes__add', {}), result(2, 'c1', 'note 7\nsaved')],
    '|notes.add|→ note 7',
  ],
  ['thinking that was not recorded', [event(1, { kind: 'thinking', text: '' })], 'Thinking (not recorded)||'],
  ['colours of a terminal left out', [call(1, 'mcp__a__b', {}), result(2, 'c1', '\x1b[31mred\x1b[0m text')], '|a.b|→ red text'],
])('%s', (_, events, expected) => {
  const [row] = rowsOf(events);
  const { before = '', code = '', after = '' } = row ? lineOf(row, '/repo') : {};
  expect([before, code, after].join('|')).toBe(expected);
});

const cited = new Map([
  [3, {}],
  [7, {}],
]);
const ten = rowsOf(Array.from({ length: 10 }, (_, i) => event(i + 1, { is_noise: i === 4 })));
const shape = (entries: ReturnType<typeof entriesOf>) =>
  entries.map((entry) => (entry.type === 'row' ? entry.row.seq : `${entry.from}-${entry.to}:${entry.count}`));
const members = runsOf(Array.from({ length: 10 }, (_, i) => i + 1));

test('under "cited" everything else folds and is counted', () => {
  const entries = entriesOf({ rows: ten, filter: 'cited', cited, selected: null, members, isWhole: true });
  expect(shape(entries)).toEqual(['1-2:2', 3, '4-6:3', 7, '8-10:3']);
  expect(entries[0]?.type === 'fold' && foldLabel(entries[0])).toBe('2 more events not cited');
});

test('a selected event is there under every filter, even when it is noise', () => {
  for (const filter of ['all', 'cited', 'messages', 'tools', 'errors'] as const)
    expect(shape(entriesOf({ rows: ten, filter, cited, selected: 5, members, isWhole: true }))).toContain(5);
});

test('noise folds under "all" unless it is cited', () => {
  expect(shape(entriesOf({ rows: ten, filter: 'all', cited, selected: null, members, isWhole: true }))).toEqual([
    1,
    2,
    3,
    4,
    '5-5:1',
    6,
    7,
    8,
    9,
    10,
  ]);
});

test('what is not loaded is a fold: a page with a part of the events tells the truth', () => {
  const part = ten.slice(3, 6);
  expect(shape(entriesOf({ rows: part, filter: 'all', cited, selected: 5, members: [[1, 10]], isWhole: false }))).toEqual([
    '1-3:3',
    4,
    5,
    6,
    '7-10:4',
  ]);
});

test('the result of a call that is shown is not counted as folded', () => {
  const rows = rowsOf([event(1), call(2, 'Bash', {}), event(3), result(4, 'c2', 'out'), event(5)]);
  const entries = entriesOf({
    rows,
    filter: 'cited',
    cited: new Map([[4, {}]]),
    selected: null,
    members: [[1, 5]],
    isWhole: true,
  });
  expect(shape(entries)).toEqual(['1-1:1', 2, '3-5:2']);
});

test.each([
  ['is 19,766 bytes of 16384', ['19,766', '19766', '16384', '16,384']],
  ['merged ab135e5 for #271', ['ab135e5', '#271']],
  ['calls `daemon_reset` in 2026', ['2026', '2,026', 'daemon_reset']],
  ['nothing to see, 123', []],
])('%s: its identifiers', (text, literals) => {
  expect(literalsOf(text)).toEqual(literals);
});

test('an event that several fields cite names each once', () => {
  const claim = (text: string, evidence: number[]) => ({
    text,
    evidence,
    support: 'cited' as const,
    origin: 'agent' as const,
    verdict: null,
  });
  const segment = {
    claims: { outcome: [claim('a', [2])], summary: [claim('b', [2, 1]), claim('c', [2])] },
    key_decisions: [],
    next_steps: [],
    open_questions: [],
  };
  const citations = citationsOf(segment as unknown as Parameters<typeof citationsOf>[0]);
  expect([...citations].map(([seq, { fields }]) => [seq, fields.join(', ')])).toEqual([
    [1, 'summary'],
    [2, 'outcome, summary'],
  ]);
});

test('a fold counts only events of the segment', () => {
  const rows = rowsOf([event(2), event(9)]);
  expect(
    shape(
      entriesOf({
        rows,
        filter: 'cited',
        cited: new Map([
          [2, {}],
          [9, {}],
        ]),
        selected: null,
        members: runsOf([1, 2, 3, 8, 9]),
        isWhole: true,
      }),
    ),
  ).toEqual(['1-1:1', 2, '3-8:2', 9]);
});
