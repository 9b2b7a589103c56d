import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ParsedEvent } from '@/lib/formats/format';
import { readTranscript } from '@/lib/formats/testing';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/codex/${name}.jsonl`, import.meta.url), 'utf8');
const inShort = (event: ParsedEvent) =>
  [event.isNoise ? '·' : '', event.kind, event.actor, event.data?.type, event.data?.of].filter(Boolean).join(' ');
const shown = (events: ParsedEvent[]) => events.filter((event) => !event.isNoise);

describe('a session of Codex', () => {
  const { format, lines, events, sessions } = readTranscript(fixture('session'));
  const records = lines.flatMap((line) => line.records);
  const facts = records.map((record) => record.facts);
  const result = (id: string) => events.find((event) => event.kind === 'tool_result' && event.tool?.call_id === id);
  const call = (id: string) => events.find((event) => event.kind === 'tool_call' && event.tool?.call_id === id)?.tool;
  const prompts = events.filter((event) => event.kind === 'prompt');

  it('gives every record its kind and its actor', () => {
    expect(format.name).toBe('codex');
    expect(events.map(inShort)).toEqual([
      '· note system session_start',
      '· note system task_started',
      '· note system injected',
      '· note system instructions',
      '· note system environment_context',
      '· note system turn_context',
      '· note system copy prompt',
      'prompt human',
      '· note system token_count',
      'thinking agent',
      'thinking agent',
      '· note system copy thinking',
      'message agent',
      '· note system copy message',
      'tool_call agent',
      '· note system token_count',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool',
      '· note system token_count',
      'tool_call agent',
      'tool_result tool todo',
      'tool_call agent',
      '· note system patch_apply_end',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool',
      'prompt human',
      '· note system copy prompt',
      'tool_call agent',
      'tool_result tool',
      '· tool_result tool',
      'tool_call agent',
      '· note system copy tool_call',
      'tool_call agent',
      '· note system mcp_tool_call_end',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool answers',
      'tool_call agent',
      'tool_result tool',
      'tool_call agent',
      'tool_result tool',
      'message agent',
      '· note system copy message',
      '· note system token_count',
      '· note system task_complete',
      '· note system task_started',
      'command human shell_command',
      'note system command_output',
      '· note system task_complete',
      '· note system task_started',
      '· note system turn_context',
      '· note system copy prompt',
      'prompt human',
      'compaction system boundary',
      '· note system copy compaction',
      'message agent plan',
      '· note system copy message',
      '· note system turn_aborted',
      'interrupt human turn_aborted',
      'note system rollback',
      'error system api_error',
      'other system an_event_of_tomorrow',
      '· note system task_started',
      'message agent',
      '· note system task_complete',
    ]);
  });

  it('belongs to one session and counts the records of a turn within it', () => {
    expect(sessions).toEqual(['019f2c24-3c00-7001-8000-000000000001']);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    expect(events.slice(0, 3).map((event) => event.id)).toEqual([
      'L1',
      '019f2c24-4f88-7002-8000-000000000002:1',
      '019f2c24-4f88-7002-8000-000000000002:2',
    ]);
  });

  it('tells title, branch, folder, model and version', () => {
    expect(Object.assign({}, ...facts)).toMatchObject({
      agent: 'codex',
      branch: 'plums',
      cwd: '/home/mira/orchard',
      model: 'gpt-5.5-mini',
      title: 'Count the plums on Mira’s tree, please.',
      titleRank: 0,
    });
    expect(events[0]?.data).toMatchObject({ agent_version: '0.142.0' });
  });

  it('keeps what a person wrote, without what the editor put before it and without the picture', () => {
    expect(prompts.map((event) => event.text)).toEqual([
      'Count the plums on Mira’s tree, please.\n[image: tree.png]',
      'and the pears too',
      'Plan the harvest.',
    ]);
    expect(JSON.stringify(events)).not.toContain('iVBORw0KGgo');
    expect(result('call_9')?.tool?.output).toBe('[image: image/png, 3 KB]');
  });

  it('says which prompt came while the agent worked', () => {
    expect(prompts.map((event) => event.data)).toEqual([null, { during_turn: true }, null]);
  });

  it('says what was thought, and where that was not recorded', () => {
    const thoughts = events.filter((event) => event.kind === 'thinking');
    expect(thoughts.map(({ text, data }) => [text, data])).toEqual([
      [null, { not_recorded: true }],
      ['**Looking for plums**', null],
    ]);
  });

  it('gives commands as one line of text, and reads how they ended', () => {
    expect(call('call_1')?.input).toEqual({ command: 'ls tree', workdir: '/home/mira/orchard' });
    expect(result('call_1')?.tool).toEqual({
      name: 'exec_command',
      call_id: 'call_1',
      output: 'one\ntwo\n',
      is_error: false,
      exit_code: 0,
    });
    expect(call('call_2')?.input).toEqual({ command: 'cat seeds', workdir: '/home/mira/orchard' });
    expect(result('call_2')?.tool).toMatchObject({ name: 'shell', output: 'cat: seeds: gone\n', is_error: true, exit_code: 1 });
    expect(call('call_10')?.input).toMatchObject({ command: 'npm run lint' });
    expect(result('call_10')?.tool?.output).toBe('Script completed\nclean');
  });

  it('gives a command that goes on its result when it has ended', () => {
    const results = events.filter((event) => event.kind === 'tool_result' && event.tool?.call_id === 'call_5');
    expect(results.map(({ tool, data, isNoise }) => [tool?.exit_code, tool?.output, data, isNoise])).toEqual([
      [null, 'starting\n', { is_running: true, process: '77' }, false],
      [1, 'starting\n1 failed\n', { ended_by_call_id: 'call_6' }, true],
    ]);
    expect(result('call_6')).toMatchObject({
      tool: { output: '1 failed\n', is_error: false },
      data: { process_call_id: 'call_5' },
    });
  });

  it('reads plans, patches and answers', () => {
    expect(result('call_3')?.data).toEqual({
      type: 'todo',
      items: [
        { content: 'Find the plums', status: 'completed' },
        { content: 'Count them', status: 'in_progress' },
      ],
      is_whole: true,
    });
    expect(result('call_4')?.data).toEqual({
      patch: {
        path: '/home/mira/orchard/tree.ts',
        added: 2,
        removed: 1,
        hunks: [{ oldStart: 7, oldLines: 2, newStart: 7, newLines: 3, lines: [' const plums =', '-  1;', '+  2;', '+// ripe'] }],
      },
    });
    expect(result('call_8')?.data).toMatchObject({ type: 'answers', answers: { 'Which sort?': 'Damson' } });
  });

  it('names the tools of other servers with their server, and knows that they failed', () => {
    expect(call('call_7')?.name).toBe('mcp__almanac__ask_question');
    expect(result('call_7')?.tool).toMatchObject({ output: 'Many.', is_error: true });
  });

  it('counts what each response used once, and each token once, also of a response that only the totals tell of', () => {
    expect(events.flatMap((event) => event.usage ?? [])).toEqual([
      { model: 'gpt-5.5', input: 400, output: 100, reasoning: 40, cache_read: 600, cache_write: 0 },
      { model: 'gpt-5.5', input: 1300, output: 310, reasoning: 0, cache_read: 1000, cache_write: 0 },
    ]);
  });

  it('tells a last message that only the end of its turn holds', () => {
    expect(events.at(-2)).toMatchObject({ kind: 'message', text: 'A word that stands nowhere else.' });
  });

  it('reads a command that the person ran', () => {
    const at = events.findIndex((event) => event.kind === 'command');
    expect(events.slice(at, at + 2).map(({ text, data }) => [text, data])).toEqual([
      ['!ls basket', { type: 'shell_command', name: '!', args: 'ls basket' }],
      ['empty', { type: 'command_output', exit_code: 0 }],
    ]);
  });
});

describe('a rollout without envelopes', () => {
  const { lines, events, sessions } = readTranscript(fixture('bare'));

  it('is read as its items, each of which counts', () => {
    expect(sessions).toEqual(['7d1e2f3a-0000-4000-8000-000000000001']);
    expect(shown(events).map((event) => event.text ?? event.tool?.name)).toEqual([
      'Pick the pears.',
      '**Picking**',
      'apply_patch',
      'apply_patch',
      'Picked.',
      'Pick the pears.',
      'Picked.',
    ]);
  });

  it('tells the folder of its context, the branch of its head, and its only time', () => {
    const facts = Object.assign({}, ...lines.flatMap((line) => line.records.map((record) => record.facts)));
    expect(facts).toMatchObject({ cwd: '/home/mira/orchard', branch: 'pears', title: 'Pick the pears.' });
    expect(new Set(events.map((event) => event.at))).toEqual(new Set(['2025-06-01T07:00:00.000Z']));
  });

  it('tells every file of a patch that a shell was given', () => {
    const patches = events.flatMap((event) => event.data?.patches ?? []);
    expect(patches).toMatchObject([
      { path: 'a.txt', is_new: true, added: 1, removed: 0 },
      { path: 'b.txt', added: 0, removed: 0 },
    ]);
  });
});

describe('several rollouts in one file', () => {
  const { lines, sessions } = readTranscript(fixture('joined'));
  const records = lines.flatMap((line) => line.records);
  const [first = '', fork = '', subagent = ''] = sessions;
  const of = (session: string) => records.filter((record) => record.externalId === session);
  const eventsOf = (session: string) => of(session).flatMap((record) => record.events);
  const factsOf = (session: string) => Object.assign({}, ...of(session).map((record) => record.facts));
  const idsOf = (session: string, kind: string) =>
    eventsOf(session)
      .filter((event) => event.kind === kind)
      .map((event) => event.id);

  it('are a session each, that names where it comes from', () => {
    expect(sessions).toHaveLength(3);
    expect(factsOf(fork)).toMatchObject({ predecessor: first, title: 'Plant another.' });
    expect(factsOf(subagent)).toMatchObject({ parent: fork });
    expect(factsOf(subagent).predecessor).toBeUndefined();
  });

  it('give copied turns the ids of their originals and no usage', () => {
    expect(idsOf(fork, 'prompt')).toHaveLength(2);
    expect(idsOf(fork, 'prompt')[0]).toBe(idsOf(first, 'prompt')[0]);
    const copies = eventsOf(fork).map((event) => event.data?.is_copied === true);
    expect(copies).toEqual([false, ...Array(9).fill(true), ...Array(8).fill(false)]);
    expect(eventsOf(fork).filter((event) => event.usage)).toHaveLength(1);
  });

  it('count their lines from their own first one', () => {
    expect([fork, subagent].map((session) => eventsOf(session)[0]?.id)).toEqual(['L1', 'L1']);
  });

  it("hold no person's prompt where an agent gave the task", () => {
    expect(shown(eventsOf(subagent)).map(inShort)).toEqual(['prompt agent', 'message agent']);
  });
});

describe('a rollout of completed items', () => {
  it('tells each message once', () => {
    const { events } = readTranscript(fixture('items'));
    expect(shown(events).map((event) => [event.kind, event.text])).toEqual([
      ['prompt', 'Sing.\n[image: image/png, 3 KB]'],
      ['thinking', null],
      ['message', 'La.'],
    ]);
  });
});
