import { describe, expect, test } from 'vitest';
import { coveredBy } from '@/lib/events/hook-cover';
import { keysOf, type Told } from '@/lib/events/hook-keys';

const told = (more: Partial<Told>): Told => ({
  ...{ thread: 'main', kind: 'message', text: null, toolName: null, callId: null, input: null },
  ...more,
});
const prompt = (text: string, thread = 'main') => told({ kind: 'prompt', text, thread });
const message = (text: string) => told({ text });
const call = (callId: string | null, input: unknown = null) => told({ kind: 'tool_call', toolName: 'Bash', callId, input });
const result = (callId: string) => told({ kind: 'tool_result', callId });

const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 9, n));
/** What hooks told, one a minute. */
const hooks = (...each: Told[][]) =>
  each.map((items, at) => ({
    id: at + 1,
    thread: items[0]?.thread ?? 'main',
    receivedAt: minute(at),
    items: items.map((item) => ({ key: keysOf(item)[0] ?? null })),
  }));
/** Events as a clock that is behind tells them. */
const events = (...each: Told[]) => each.map((event) => ({ ...event, at: minute(-30) }));

const TURN = hooks([prompt('go on')], [call('a'), result('a')], [message('Done.')], [prompt('go on')], [call('b'), result('b')]);

describe('what gives way to a transcript', () => {
  test.each([
    ['nothing of it', events(message('Other.')), []],
    ['the first prompt: what was said again later stays', events(prompt('go on')), [1]],
    ['a result, and what arrived before', events(result('a')), [1, 2]],
    ['the end of a turn', events(message('A long\nway to   it.'), message('Done.')), [1, 2, 3]],
    ['both prompts', events(prompt('go on'), call('a'), result('a'), message('Done.'), prompt('go on')), [1, 2, 3, 4]],
  ])('%s', (_what, told, gone) => expect(coveredBy(TURN, told)).toMatchObject({ gone, shorter: [] }));

  test('a call whose result has not come keeps its result', () => {
    const { gone, shorter } = coveredBy(TURN, events(prompt('go on'), call('a')));
    expect([gone, shorter]).toEqual([[1], [{ id: 2, items: [{ key: 'result a' }] }]]);
  });

  test('a call without an id is known by its input', () => {
    const own = keysOf(call(null, { command: 'ls' }))[0]?.replace('call ', '') ?? '';
    const nameless = hooks([call(own), result(own)]);
    expect(coveredBy(nameless, events(call('toolu_1', { command: 'ls -l' }))).gone).toEqual([]);
    expect(coveredBy(nameless, events(call('toolu_1', { command: 'ls' }))).gone).toEqual([1]);
  });

  test('what arrived before the last time that the transcript tells, where nothing in it is alike', () => {
    const [at] = events(message('Other.'));
    expect(coveredBy(TURN, at ? [{ ...at, at: minute(2) }] : []).gone).toEqual([1, 2]);
  });

  test('a subagent by its own thread alone', () => {
    const both = hooks([prompt('look', 'scout')], [call('a'), result('a')], [{ ...result('s'), thread: 'scout' }]);
    expect(coveredBy(both, events(result('a'))).gone).toEqual([2]);
    expect(coveredBy(both, events({ ...result('s'), thread: 'scout' })).gone).toEqual([1, 3]);
  });
});
