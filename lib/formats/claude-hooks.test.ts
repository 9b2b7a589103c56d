import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeHooks } from '@/lib/formats/claude-hooks';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', 'claude-hooks', name), 'utf8');
const [A, B] = ['a', 'b'].map((letter) => `5e000000-0000-4000-8000-00000000000${letter}`);

describe('payloads of hooks, one on each line', () => {
  const { format, lines, events, sessions } = readTranscript(fixture('lines.jsonl'));
  const records = lines.flatMap((line) => line.records);
  const result = (id: string) => events.find((event) => event.kind === 'tool_result' && event.tool?.call_id === id);

  it('are read whole', () => {
    expect(format.name).toBe('claude-hooks');
    expect(sessions).toEqual([A, B]);
    expect(outlineOf(events)).toMatchSnapshot();
  });

  it('tell how calls ended', () => {
    expect(result('toolu_1')?.tool).toMatchObject({ name: 'Bash', output: 'mallard\nteal', is_error: false, exit_code: 0 });
    expect(result('toolu_2')?.tool).toMatchObject({ name: 'Bash', is_error: true, exit_code: 127 });
    expect(result('toolu_3')).toMatchObject({ tool: { output: null }, data: { patch: { added: 1, removed: 1 } } });
    expect(result('toolu_4')?.data).toMatchObject({ type: 'todo', items: [{ content: 'Feed the ducks' }] });
    expect(result('toolu_5')?.data).toMatchObject({ type: 'answers', answers: { 'Which bread?': 'Oats' } });
    expect(JSON.stringify(events)).not.toContain('the file as it was');
  });

  it('name a session by its first prompt, and say where and with what it ran', () => {
    const facts = records.filter(({ externalId }) => externalId === A).map((record) => record.facts);
    expect(Object.assign({}, ...facts)).toEqual({
      agent: 'claude',
      cwd: '/home/mira/pond',
      model: 'claude-opus-4-8',
      title: 'Count the ducks.',
      titleRank: 0,
    });
  });

  it('keep a subagent on its thread', () => {
    expect(records.flatMap((record) => record.threads)).toEqual([
      { thread: 'a77', label: 'general-purpose', spawnCallId: null },
      { thread: 'a77', label: 'Watch the swans', spawnCallId: 'toolu_6' },
    ]);
    expect(events.filter(({ thread }) => thread === 'a77').map(({ kind }) => kind)).toEqual([
      'note',
      'tool_call',
      'tool_result',
      'message',
      'note',
    ]);
  });
});

describe('payloads of hooks in a list, as of 2025', () => {
  it('are joined by what was called where ids are missing', () => {
    const { format, lines, events } = readTranscript(fixture('list.json'));
    expect(format.name).toBe('claude-hooks');
    const callOf = (output: string) => events.find(({ tool }) => tool?.output === output)?.tool?.call_id;
    expect([callOf('first of A'), callOf('second of A'), callOf('of B')]).toEqual(['L4', 'L6', 'L5']);
    expect(events[2]?.data).toMatchObject({ type: 'todo', items: [{ id: '1', content: 'Mend the fence' }] });
    const titles = lines.flatMap((line) => line.records).map(({ externalId, facts }) => [externalId, facts.title]);
    expect(titles.slice(0, 2)).toEqual([
      [A, 'Mend the fence.'],
      [B, 'Paint the boat.'],
    ]);
  });

  it('may be one payload, and break off', () => {
    const list = JSON.parse(fixture('list.json'));
    expect(claudeHooks.takeApart?.(list[0], true)).toEqual([list[0]]);
    expect(claudeHooks.takeApart?.(list[0], false)).toEqual([]);
    expect(claudeHooks.takeApart?.(list, false)).toEqual(list.slice(0, -1));
    expect(claudeHooks.takeApart?.([{ role: 'user' }], true)).toBeNull();
  });

  it('may be those of Codex', () => {
    const payload = { session_id: 's', hook_event_name: 'Stop', transcript_path: '/home/mira/.codex/sessions/rollout.jsonl' };
    expect(readTranscript(JSON.stringify(payload)).lines[0]?.records[0]?.facts.agent).toBe('codex');
  });
});
