import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventInput } from '@/lib/events/schema';
import { codex } from '@/lib/formats/codex';
import { parseOutput } from '@/lib/formats/codex/output-text';
import { ITEM_TYPES } from '@/lib/formats/codex/state';
import type { ParsedLine } from '@/lib/formats/format';

const start = (sample: unknown[] = []) => codex.start({ source: null, cwd: null }, sample);
const parse = (text: string, isTruncated = false): ParsedLine => codex.parse(start(), { text, number: 7, isTruncated });
const eventsOf = (line: ParsedLine) => line.records.flatMap((record) => record.events);
const item = (payload: object) => ({ timestamp: '2026-07-04T08:00:00.000Z', type: 'response_item', payload });
const told = (payload: object) => ({ timestamp: '2026-07-04T08:00:00.000Z', type: 'event_msg', payload });
const asked = (text: string) => item({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] });
const said = (text: string) => item({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] });

/** Kinds of what is shown of some records, read with nothing known before them. */
const read = (records: object[], sample: unknown[] = []) => {
  const state = start(sample);
  return records
    .flatMap((each, at) => eventsOf(codex.parse(state, { text: JSON.stringify(each), number: at + 1, isTruncated: false })))
    .filter((event) => !event.isNoise)
    .map((event) => `${event.kind} ${event.text ?? ''}`.trim());
};

describe('lines that are not one record', () => {
  it('waits for the rest of an unfinished last line', () => {
    const line = parse('{"type":"event_msg","pay', true);
    expect([line.warnings.map((warning) => warning.code), eventsOf(line)]).toEqual([['unfinished_line'], []]);
  });

  it.each(['42', '"hello"', 'null', '[1]', '{"type":"event_msg","payload":7}', '{}'])('keeps %s', (text) => {
    expect(eventsOf(parse(text))).toMatchObject([{ kind: 'other', isNoise: false }]);
  });
});

describe('what is told twice', () => {
  const event = told({ type: 'user_message', message: 'Go.' });
  it.each([
    ['item and event', [asked('Go.'), event], ['prompt Go.']],
    ['item and event, as the file is known to have', [event, asked('Go.')], ['prompt Go.']],
    ['the same twice', [asked('Go.'), event, asked('Go.'), event], ['prompt Go.', 'prompt Go.']],
    ['only the item, before any event', [asked('Go.')], ['prompt Go.']],
    ['a message: event and item', [told({ type: 'agent_message', message: 'Done.' }), said('Done.')], ['message Done.']],
    ['a message: item and event', [said('Done.'), told({ type: 'agent_message', message: 'Done.' })], ['message Done.']],
    ['a message: only the item', [said('Done.')], ['message Done.']],
    ['a compaction', [{ type: 'compacted', payload: { message: '' } }, told({ type: 'context_compacted' })], ['compaction']],
    ['the end of a turn', [said('Done.'), told({ type: 'task_complete', last_agent_message: 'Done.' })], ['message Done.']],
    ['an abort for another turn', [told({ type: 'turn_aborted', reason: 'replaced' })], []],
    ['a search', [told({ type: 'web_search_end', call_id: 'w', query: 'x' }), item({ type: 'web_search_call' })], ['tool_call']],
  ])('%s', (_what, records, expected) => {
    expect(read(records)).toEqual(expected);
  });

  it('is a copy from the first on where the head of the file holds an event', () => {
    expect(read([asked('Go.'), event], [event])).toEqual(['prompt Go.']);
  });
});

describe('texts in a person’s place', () => {
  it.each([
    ['# AGENTS.md instructions for /x\n\nWater.', []],
    ['<environment_context>\n</environment_context>', []],
    ['<user_instructions>x</user_instructions>', []],
    ['<skill>\n<name>dig</name></skill>', []],
    ['<turn_aborted>x</turn_aborted>', []],
    ['<subagent_notification>dug</subagent_notification>', ['note dug']],
    ['<user_shell_command>\n<command>\nls\n</command>\n</user_shell_command>', ['command !ls', 'note']],
    ['# AGENTS.md says to water: why?', ['prompt # AGENTS.md says to water: why?']],
    ['<div> is not closed', ['prompt <div> is not closed']],
    ['don’t prune', ['prompt don’t prune']],
  ])('%j', (text, expected) => {
    expect(read([asked(text)])).toEqual(expected);
  });
});

describe('outputs', () => {
  it.each<[string, unknown, object]>([
    ['an exit', 'Chunk ID: a\nWall time: 1 seconds\nProcess exited with code 3\nOutput:\nx', { text: 'x', exitCode: 3 }],
    [
      'an exit after the command',
      'Command: sh -c "a\nb"\nChunk ID: a\nProcess exited with code 0\nOutput:\nx',
      { text: 'x', exitCode: 0 },
    ],
    ['an exit of a shell', 'Exit code: -1\nWall time: 1 seconds\nOutput:\n', { text: '', exitCode: -1 }],
    ['a running process', 'Chunk ID: a\nProcess running with session ID 9\nOutput:\n', { process: '9', exitCode: null }],
    ['JSON', '{"output":"x","metadata":{"exit_code":2}}', { text: 'x', exitCode: 2 }],
    [
      'a list',
      [
        { type: 'input_text', text: 'x' },
        { type: 'input_image', image_url: 'data:image/png;base64,AAAA' },
      ],
      { text: 'x\n[image: image/png, 1 KB]' },
    ],
    ['an object', { content: 'x', success: false }, { text: 'x', isError: true }],
    ['a failed patch', 'apply_patch verification failed: no such lines', { isError: true }],
    ['an abort', 'aborted by user after 2s', { isError: true, data: { interrupted: true } }],
    ['a refusal', 'exec command rejected by user', { isError: true, data: { rejected: true } }],
    ['words', 'Exit code: see below', { text: 'Exit code: see below', exitCode: null, isError: false }],
    ['nothing', null, { text: '' }],
  ])('%s', (_what, output, expected) => {
    expect(parseOutput(output)).toMatchObject(expected);
  });
});

describe('any input', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'user',
      'assistant',
      'developer',
      'text',
      'input_image',
      'call',
      'apply_patch',
      'exec',
      'update_plan',
      'write_stdin',
    ),
    fc.constantFrom(
      '*** Begin Patch\n*** Add File: a\n+b\n*** End Patch',
      '@@ -1 +1 @@\n-a\n+b',
      '{"plan":[{"step":"x"}],"session_id":1}',
    ),
    fc.constantFrom(
      '019f2c24-3c00-7001-8000-000000000001',
      'Process running with session ID 1\nOutput:\n',
      '<user_shell_command>',
    ),
  );
  const keys =
    'type role content text id call_id name namespace arguments input output message images turn_id last_agent_message reason info item summary_text action query changes success result exit_code plan questions answers total_token_usage last_token_usage total_tokens input_tokens cwd git branch source subagent thread_source forked_from_id parent_thread_id cli_version num_turns summary timestamp instructions record_type';
  const { node: value } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('node'), { maxLength: 3 }),
      tie('record'),
    ),
    record: fc.dictionary(fc.constantFrom(...keys.split(' ')), tie('node'), { maxKeys: 8 }),
  }));
  const types =
    'message reasoning function_call function_call_output custom_tool_call custom_tool_call_output local_shell_call web_search_call tool_search_call tool_search_output image_generation_call user_message agent_message agent_reasoning token_count context_compacted task_started task_complete turn_aborted exec_command_end patch_apply_end mcp_tool_call_end web_search_end item_completed thread_rolled_back thread_name_updated error constructor';
  const payload = fc
    .tuple(fc.constantFrom(...types.split(' ')), value)
    .map(([type, rest]) => ({ ...(typeof rest === 'object' ? rest : {}), type }));
  const record = fc.oneof(
    fc.record({ timestamp: value, type: fc.constantFrom(...ITEM_TYPES), payload: fc.oneof(payload, payload, value) }),
    payload,
  );

  it('gives valid events, never throws, and reads the same whether its state is stored before a line or not', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: record }, value), { maxLength: 8 }), (values) => {
        const state = start(values);
        let stored = JSON.parse(JSON.stringify(state));
        for (const [at, each] of values.entries()) {
          const line = { text: JSON.stringify(each), number: at + 1, isTruncated: false };
          const parsed = codex.parse(state, line);
          stored = JSON.parse(JSON.stringify(stored));
          expect(codex.parse(stored, line)).toEqual(parsed);
          expect(eventsOf(parsed).length).toBeGreaterThan(0);
          for (const event of eventsOf(parsed)) expect(eventInput.safeParse(event).error).toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  it('survives JSON nested a hundred thousand levels deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(eventsOf(parse(`{"type":"event_msg","payload":{"type":"tomorrow","x":${deep}}}`))).toHaveLength(1);
  });
});
