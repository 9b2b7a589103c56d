import { describe, expect, test } from 'vitest';
import { readHook } from '@/lib/events/hook-payload';
import { LIMITS } from '@/lib/limits';
import { NO_TURN } from '@/lib/sessions/turn-state';

const payload = (name: string, more: object = {}) => ({
  session_id: 's',
  cwd: '/home/dev/plums',
  hook_event_name: name,
  ...more,
});
const read = (name: string, more?: object) => readHook(payload(name, more));
const kinds = (name: string, more?: object) => read(name, more).items.map(({ kind }) => kind);

describe('what a hook tells', () => {
  test.each([
    ['UserPromptSubmit', { prompt: 'Stone them' }, ['prompt'], 'Stone them'],
    ['UserPromptSubmit', { prompt: '/compact now' }, ['command'], '/compact now'],
    ['PreToolUse', { tool_name: 'Read', tool_input: { file_path: '/a.ts' } }, ['tool_call'], 'Read · /a.ts'],
    [
      'PostToolUse',
      { tool_name: 'Bash', tool_input: { command: 'ls', description: 'Look' }, tool_response: 'x' },
      ['tool_call', 'tool_result'],
      'Bash · Look',
    ],
    [
      'PostToolUseFailure',
      { tool_name: 'Bash', tool_input: {}, error: 'no', is_interrupt: true },
      ['tool_call', 'tool_result', 'interrupt'],
      'Bash',
    ],
    ['Stop', { last_assistant_message: 'Done.\nAll of it.' }, ['message'], 'Done.'],
    ['Stop', {}, [], null],
    ['SubagentStop', { agent_id: 'a', last_assistant_message: 'Found.' }, ['message'], 'Found.'],
    ['SessionStart', { source: 'startup' }, [], null],
    ['Notification', { message: 'Claude is waiting for your input', notification_type: 'idle_prompt' }, [], null],
    [
      'Notification',
      { message: 'Claude needs your permission to use Bash' },
      ['note'],
      'Claude needs your permission to use Bash',
    ],
    ['NobodyKnowsThis', { prompt: 'x' }, [], null],
  ])('%s %j', (name, more, expected, line) => {
    expect([kinds(name, more), read(name, more).line]).toEqual([expected, line]);
  });

  test('calls without an id, as in 2025, are known by their tool and input', () => {
    const call = { tool_name: 'Bash', tool_input: { command: 'ls' } };
    const [[begun], [again, result]] = [
      read('PreToolUse', call).items,
      read('PostToolUse', { ...call, tool_response: '' }).items,
    ];
    expect(begun?.tool?.call_id).toMatch(/^hook-/);
    expect([again?.tool?.call_id, result?.tool?.call_id]).toEqual([begun?.tool?.call_id, begun?.tool?.call_id]);
  });

  test('a subagent tells in a thread of its own, and its end is not that of the turn', () => {
    const { thread, turn } = read('SubagentStop', { agent_id: 'scout', last_assistant_message: 'Found.' });
    expect([thread, turn({ state: 'unfinished', question: null }).state]).toEqual(['scout', 'unfinished']);
  });

  test.each([
    ['UserPromptSubmit', { prompt: 'go' }, 'unfinished'],
    ['Stop', {}, 'finished'],
    ['Notification', { notification_type: 'permission_prompt', message: 'May I?' }, 'waiting'],
    ['PreToolUse', { tool_name: 'AskUserQuestion', tool_input: {} }, 'waiting'],
    ['SessionStart', {}, null],
  ])('the turn after %s %j', (name, more, state) => expect(read(name, more).turn(NO_TURN).state).toBe(state));

  test('very long ones are kept short', () => {
    const edits = Array.from({ length: 900 }, () => ({ old_string: 'x'.repeat(9000), new_string: 'y' }));
    const { items } = read('PostToolUse', { tool_name: 'MultiEdit', tool_input: { edits }, tool_response: 'z'.repeat(90_000) });
    expect(JSON.stringify(items).length).toBeLessThan(2 * LIMITS.preview_chars);
    expect(items.map(({ isCut }) => isCut)).toEqual([true, true]);
  });
});
