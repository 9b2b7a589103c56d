import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ParsedEvent } from '@/lib/formats/format';
import { readTranscript } from '@/lib/formats/testing';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/claude-code/${name}.jsonl`, import.meta.url), 'utf8');
const typeOf = (event: ParsedEvent) => event.data?.type ?? '';
const inShort = (event: ParsedEvent) =>
  [event.isNoise ? '·' : '', event.kind, event.actor, typeOf(event)].filter(Boolean).join(' ');

describe('a session of Claude Code', () => {
  const { lines, events, sessions } = readTranscript(fixture('session'));
  const records = lines.flatMap((line) => line.records);
  const result = (id: string) => events.find((event) => event.kind === 'tool_result' && event.tool?.call_id === id);

  it('gives every record its kind and its actor', () => {
    expect(events.map(inShort)).toEqual([
      '· note system title',
      '· note system snapshot',
      '· note system session_start',
      '· note system caveat',
      'command human slash_command',
      'prompt human',
      'thinking agent',
      'message agent',
      'tool_call agent',
      '· note system bash_progress',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool answers',
      'tool_call agent',
      'tool_result tool',
      'message human steering',
      'interrupt human',
      '· note system queue',
      'message human steering',
      '· note system queued_command',
      'tool_call agent',
      'prompt agent',
      'message subagent',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool todo',
      'tool_call agent',
      'tool_result tool todo',
      'tool_call agent',
      'tool_result tool',
      'note system task_notification',
      'message agent',
      '· note system turn_end',
      '· note system turn_end',
      'compaction system boundary',
      'compaction system summary',
      '· note system title',
      'note system pull_request',
      '· note system mode',
      'command human shell_command',
      'note system command_output',
      'error system api_error',
      'other system a-type-of-tomorrow',
      'message agent',
      'prompt human',
    ]);
  });

  it('belongs to one session, known before its first record names it', () => {
    expect(sessions).toEqual(['0b6f4c1e-2d3a-4f5b-8c6d-7e8f9a0b1c2d']);
  });

  it('tells title, branch, folder and model', () => {
    const facts = records.map((record) => record.facts);
    expect(facts.filter((each) => each.title).map(({ title, titleRank }) => [title, titleRank])).toEqual([
      ['/prune the old tree', 0],
      ['Count the pears, please.', 0],
      ['Counting fruit', 2],
    ]);
    expect(Object.assign({}, ...facts)).toMatchObject({
      agent: 'claude',
      branch: 'pears',
      cwd: '/home/mira/orchard',
      model: 'claude-opus-4-6',
    });
  });

  it('keeps what a person wrote and drops what the editor put around it', () => {
    expect(events.find((event) => event.kind === 'prompt')?.text).toBe('Count the pears, please.\nAll of them.');
  });

  it('says that thinking was not recorded', () => {
    expect(events.find((event) => event.kind === 'thinking')).toMatchObject({ text: null, data: { not_recorded: true } });
  });

  it('joins results to calls and reads how commands ended', () => {
    expect(result('toolu_1')?.tool).toEqual({
      name: 'Bash',
      call_id: 'toolu_1',
      output: 'one\ntwo',
      is_error: false,
      exit_code: 0,
    });
    expect(result('toolu_2')?.tool).toMatchObject({ name: 'Bash', is_error: true, exit_code: 2 });
    expect(result('toolu_10')).toMatchObject({ tool: { name: 'Grep', is_error: true }, data: { fallout: true } });
  });

  it('keeps pictures out of the text', () => {
    expect(result('toolu_3')?.tool?.output).toBe('[image: image/png, 3 KB]');
    expect(JSON.stringify(events)).not.toContain('iVBORw0KGgo');
  });

  it('keeps a patch without the whole file', () => {
    expect(result('toolu_4')?.data?.patch).toMatchObject({
      path: '/home/mira/orchard/tree.ts',
      added: 2,
      removed: 1,
      hunks: [{ lines: ['-a', '+b', '+c'] }],
    });
    expect(JSON.stringify(events)).not.toContain('whole file');
  });

  it('reads answers, tasks and what a person wrote when refusing a call', () => {
    expect(result('toolu_5')?.data).toMatchObject({
      answers: { 'Which ladder?': 'Tall' },
      questions: [{ options: ['Tall', 'Short'] }],
    });
    expect(result('toolu_9')?.data?.items).toEqual([{ id: '1', content: 'Buy baskets', status: 'completed' }]);
    expect(result('toolu_6')?.data).toEqual({ rejected: true });
    expect(events.filter((event) => typeOf(event) === 'steering').map((event) => event.text)).toEqual([
      'keep the old tree',
      'and the plums too',
    ]);
  });

  it('keeps a subagent on a thread that names its call', () => {
    expect(records.flatMap((record) => record.threads)).toEqual([
      { thread: 'a1b2c3d', label: 'Count plums', spawnCallId: 'toolu_7' },
    ]);
    const own = events.filter((event) => event.thread === 'a1b2c3d');
    expect(own.map((event) => event.id)).toEqual([
      'aaaaaaa1-0000-4000-8000-000000000000',
      'aaaaaaa2-0000-4000-8000-000000000000',
    ]);
  });

  it('counts the usage of a response once, and again only where it grew', () => {
    const used = events.filter((event) => event.usage?.response_id === 'msg_1:req_msg_1').map((event) => event.usage?.output);
    expect(used).toEqual([5, 40]);
  });

  it('reads two values on a line and says so', () => {
    const last = lines.at(-1);
    expect(last?.warnings.map((warning) => warning.code)).toEqual(['two_values_on_a_line']);
    expect(last?.records.flatMap((record) => record.events.map((event) => event.part))).toEqual([0, 1]);
  });
});

describe('a file of a subagent', () => {
  it('is a thread of its session and says nothing of it', () => {
    const { lines, events } = readTranscript(fixture('subagent'));
    expect(events.map((event) => [event.thread, inShort(event)])).toEqual([
      ['a1b2c3d', 'prompt agent'],
      ['a1b2c3d', 'message subagent'],
      ['a1b2c3d', '· note system mode'],
    ]);
    expect(events.at(-1)?.id).toBe('a1b2c3d:L3');
    expect(lines[0]?.records[0]?.facts).toEqual({ agent: 'claude' });
  });
});

describe('the file of an agent that compacts', () => {
  it('says what it was for', () => {
    const record = {
      type: 'user',
      uuid: 'u',
      sessionId: 's',
      isSidechain: true,
      agentId: 'acompact-1',
      message: { content: 'Sum up.' },
    };
    const { lines } = readTranscript(`${JSON.stringify(record)}\n`);
    expect(lines[0]?.records[0]?.threads).toEqual([{ thread: 'acompact-1', label: 'Compaction', spawnCallId: null }]);
  });
});

describe('a subagent in the file of its session', () => {
  it('is linked to its call by the words of its prompt', () => {
    const { lines, events } = readTranscript(fixture('sidechain'));
    const threads = lines.flatMap((line) => line.records.flatMap((record) => record.threads));
    expect(threads).toEqual([{ thread: events[2]?.id, label: 'Bees', spawnCallId: 'toolu_b' }]);
    expect(events.map((event) => event.thread === 'main')).toEqual([true, true, false, false, true]);
  });
});

describe('a session that goes on with another', () => {
  it('holds what it took from there, marked and without its tokens', () => {
    const { lines, events, sessions } = readTranscript(fixture('resumed'));
    expect(sessions).toEqual(['1a2b3c4d-0000-4000-8000-00000000000b']);
    const old = '1a2b3c4d-0000-4000-8000-00000000000a';
    expect(events.map((event) => [inShort(event), event.data?.copied_from === old])).toEqual([
      ['prompt human', true],
      ['message agent', false],
      ['· note system turn_end', true],
      ['prompt human', false],
      ['message agent', false],
      ['note system rewind', false],
      ['prompt human', false],
      ['message agent', false],
    ]);
    expect(lines.map((line) => line.records[0]?.facts.predecessor)).toEqual([old, ...Array(6)]);
    expect(events.at(-2)?.id).toBe('00000006-0000-4000-8000-000000000000');
  });

  it('says of which answers the tokens were counted too low', () => {
    const { events } = readTranscript(fixture('resumed'));
    const used = events.filter((event) => event.usage);
    expect(used.map((event) => event.usage?.output_under_reported)).toEqual([true, true, undefined]);
  });

  it('may be a fork of it', () => {
    const { lines, events } = readTranscript(fixture('fork'));
    expect(events.map(inShort)).toEqual([
      'prompt human',
      'message agent',
      '· note system title',
      'prompt human',
      '· note system session_start',
      'note system hook_blocking_error',
      '· note system skill_listing',
      'note system host',
      'note system scheduled_task',
      'note system agents_killed',
      '· note system memory',
      '· note system bridge',
      '· note system permission_retry',
      'note system model_fallback',
      'note system model_fallback',
      'message agent',
      '· note system tag',
      '· note system file_history_delta',
      '· note system cost',
      '· note system cost',
      '· note system cost',
    ]);
    expect(events.flatMap((event) => (event.usage ? [event.usage] : []))).toEqual([{ cost_usd: 0.5 }, { cost_usd: 0.25 }]);
    expect(lines[0]?.records[0]?.facts.predecessor).toBe('1a2b3c4d-0000-4000-8000-00000000000a');
  });
});
