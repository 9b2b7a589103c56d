import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeStream } from '@/lib/formats/claude-stream';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', 'claude-stream', name), 'utf8');

describe('a stream', () => {
  const { format, lines, events, sessions } = readTranscript(fixture('session.jsonl'));
  const records = lines.flatMap((line) => line.records);
  const result = (id: string) => events.find((event) => event.kind === 'tool_result' && event.tool?.call_id === id);

  it('is read whole', () => {
    expect(format.name).toBe('claude-stream');
    expect(sessions).toEqual(['57000000-0000-4000-8000-000000000001']);
    expect(outlineOf(events)).toMatchSnapshot();
  });

  it('says where and with what it ran', () => {
    expect(Object.assign({}, ...records.map((record) => record.facts))).toEqual({
      agent: 'claude',
      cwd: '/home/mira/mill',
      model: 'claude-opus-4-8',
      title: 'Turn the mill.',
      titleRank: 0,
    });
    expect(events[0]?.data).toMatchObject({ agent_version: '2.1.120', mode: 'acceptEdits' });
  });

  it('counts the tokens of a response once, and of the cost what is new', () => {
    const usages = events.flatMap(({ usage }) => (usage ? [usage] : []));
    expect(usages.filter(({ response_id: id }) => id === 'msg_1:').map(({ output }) => output)).toEqual([3, 30]);
    expect(usages.flatMap(({ cost_usd: cost }) => (cost ? [cost] : []))).toEqual([0.25, 0.125]);
  });

  it('joins results to calls', () => {
    expect(result('toolu_1')?.tool).toMatchObject({ name: 'Bash', output: 'it turns', exit_code: 0 });
    expect(result('toolu_2')?.data?.patch).toMatchObject({ added: 1, removed: 1 });
    expect(result('toolu_4')?.tool).toMatchObject({ is_error: true, exit_code: 3 });
  });

  it('keeps a subagent on the thread of its call', () => {
    expect(records.flatMap((record) => record.threads)).toEqual([
      { thread: 'toolu_3', label: 'Weigh the flour', spawnCallId: 'toolu_3' },
    ]);
  });
});

describe('the result alone', () => {
  it('is what the agent said and used', () => {
    const { format, events } = readTranscript(fixture('result.json'));
    expect(format.name).toBe('claude-stream');
    expect(events.map(({ actor, kind, text }) => [actor, kind, text])).toEqual([
      ['agent', 'message', 'Three sacks.'],
      ['system', 'note', null],
    ]);
    expect(events[1]?.usage).toMatchObject({ input: 7, output: 3, cost_usd: 0.5 });
  });

  it('may break off, or end a list', () => {
    const document = JSON.parse(fixture('result.json'));
    expect(claudeStream.takeApart?.(document, false)).toEqual([]);
    expect(claudeStream.takeApart?.([{ type: 'system' }, document], false)).toEqual([{ type: 'system' }]);
    expect(claudeStream.takeApart?.([{ role: 'user' }], true)).toBeNull();
  });
});
