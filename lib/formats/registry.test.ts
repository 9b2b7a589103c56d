import { describe, expect, it } from 'vitest';
import { FORMATS, formatNamed, recognise, STATE_VERSION } from '@/lib/formats/registry';

describe('the registry', () => {
  it.each([
    ['a prompt', { type: 'user', uuid: 'u', sessionId: 's', message: { role: 'user', content: 'hi' } }, 'claude-code'],
    ['a summary', { type: 'summary', summary: 'Bees', leafUuid: 'u' }, 'claude-code'],
    ['a title', { type: 'ai-title', aiTitle: 'Bees', sessionId: 's' }, 'claude-code'],
    ['a snapshot', { type: 'file-history-snapshot', messageId: 'm', snapshot: {} }, 'claude-code'],
    ['a payload of a hook', { session_id: 's', hook_event_name: 'Stop' }, 'claude-hooks'],
    ['the head of a stream', { type: 'system', subtype: 'init', session_id: 's', tools: [] }, 'claude-stream'],
    ['a head of a rollout', { type: 'session_meta', payload: { id: 'x' } }, 'codex'],
    ['a head without envelope', { id: 'x', timestamp: '2025-06-01T07:00:00Z', instructions: null }, 'codex'],
    ['a record of an export', { opencode: 'session', key: 'session', info: { id: 'ses_1' } }, 'opencode'],
    ['a head of a chat', { sessionId: 's', projectHash: 'p', kind: 'main' }, 'gemini'],
    ['a change of a chat', { $set: { lastUpdated: '2026-06-01T07:00:00Z' } }, 'gemini'],
    ['a record of a trajectory', { sweagent: 'step', key: 'step.1', step: {} }, 'sweagent'],
    ['a start of a session', { type: 'session.start', data: { sessionId: 'x' } }, 'copilot'],
    ['a step', { step_index: 0, source: 'USER_EXPLICIT', type: 'USER_INPUT' }, 'antigravity'],
    ['a prompt with a kind', { version: 'v1', kind: 'Prompt', data: {} }, 'kiro'],
    ['a record of another agent', { type: 'telemetry.start', data: { sessionId: 'x' } }, null],
    ['a record of a trajectory for everybody', { atif: 'head', key: 'head', schema_version: 'ATIF-v1.6' }, 'atif'],
    ['a message that was not injected', { role: 'user', content: 'hi', injected: false, message_id: 'm' }, 'mistral-vibe'],
    ['a row', { role: 'user', content: 'hi', tool_call_id: '', tool_name: '', finish_reason: '' }, 'hermes'],
    ['a message with a role alone', { role: 'user', content: 'hi' }, 'messages'],
    ['the same envelope around parts', { type: 'user', uuid: 'u', sessionId: 's', message: { parts: [] } }, 'qwen'],
    ['the name of something every object has', { type: 'constructor', sessionId: 's' }, null],
    ['no object', 'user', null],
  ])('tells the format of %s', (_what, value, name) => {
    expect(recognise([value])?.name ?? null).toBe(name);
  });

  it('has states of one form in each version: where this fails, raise STATE_VERSION', () => {
    const shape = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shape(part)]))
        : Array.isArray(value)
          ? 'list'
          : typeof value;
    const states = FORMATS.map(({ name, start }) => [name, shape(start({ source: null, cwd: null }, []))]);
    expect({ version: STATE_VERSION, states: Object.fromEntries(states) }).toMatchSnapshot();
  });

  it('recognises nothing in an empty file', () => expect(recognise([])).toBeNull());

  it('finds formats by names that differ', () => {
    expect(FORMATS.map((format) => formatNamed(format.name))).toEqual(FORMATS);
    expect(formatNamed('toString')).toBeNull();
  });
});
