import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventInput } from '@/lib/events/schema';
import { claudeCode } from '@/lib/formats/claude-code';
import type { ParsedLine } from '@/lib/formats/format';
import { readTranscript } from '@/lib/formats/testing';

const start = () => claudeCode.start({ source: null, cwd: null }, []);
const parse = (text: string, isTruncated = false): ParsedLine => claudeCode.parse(start(), { text, number: 7, isTruncated });
const eventsOf = (line: ParsedLine) => line.records.flatMap((record) => record.events);
const codes = (line: ParsedLine) => line.warnings.map((warning) => warning.code);

describe('lines that are not one record', () => {
  it('waits for the rest of an unfinished last line', () => {
    const line = parse('{"type":"user","mess', true);
    expect([codes(line), eventsOf(line)]).toEqual([['unfinished_line'], []]);
  });

  it('reads a last line that only lacks its end', () => {
    expect(codes(parse('{"type":"mode","mode":"plan","sessionId":"s"}', true))).toEqual([]);
  });

  it.each([
    ['broken bytes', '{"type":"us', ['invalid_json'], '{"type":"us'],
    ['a value and broken bytes', '{"type":"mode","mode":"m"} ]oops', ['invalid_json'], ']oops'],
    ['a number', '42', [], '42'],
    ['a text', '"hello"', [], 'hello'],
    ['null', 'null', [], 'null'],
    ['a list', '[1]', [], '[1]'],
  ])('keeps %s as an event that is not noise', (_what, text, warned, kept) => {
    const line = parse(text);
    expect(codes(line)).toEqual(warned);
    expect(eventsOf(line).at(-1)).toMatchObject({ kind: 'other', text: kept, isNoise: false });
  });

  it('passes over empty lines', () => {
    expect(parse('   ')).toEqual({ records: [], warnings: [] });
  });
});

describe('the session of a file', () => {
  const summary = { type: 'summary', summary: 'Bees', leafUuid: 'u' };
  it.each([
    ['the first record that names it', null, [summary, { sessionId: 'one' }, { sessionId: 'two' }], 'one'],
    ['the name of the file', '/x/0b6f4c1e-2d3a-4f5b-8c6d-7e8f9a0b1c2d.jsonl', [summary], '0b6f4c1e-2d3a-4f5b-8c6d-7e8f9a0b1c2d'],
  ])('is that of %s', (_what, source, sample, expected) => {
    expect(claudeCode.start({ source, cwd: null }, sample).session).toBe(expected);
  });

  it('is made of the first record where nothing names it', () => {
    expect(claudeCode.start({ source: 'notes.jsonl', cwd: null }, [summary]).session).toMatch(/^file-[0-9a-f]{32}$/);
  });
});

describe('any input', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('user', 'assistant', 'system', 'progress', 'text', 'tool_use', 'tool_result', 'toString', '__proto__'),
  );
  const keys = [
    'type',
    'subtype',
    'uuid',
    'parentUuid',
    'sessionId',
    'agentId',
    'isSidechain',
    'timestamp',
    'message',
    'content',
    'id',
    'name',
  ];
  const more = [
    'input',
    'toolUseResult',
    'tool_use_id',
    'data',
    'attachment',
    'usage',
    'operation',
    'summary',
    'leafUuid',
    'structuredPatch',
    'answers',
  ];
  const { node: value } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('node'), { maxLength: 3 }),
      tie('record'),
    ),
    record: fc.dictionary(fc.constantFrom(...keys, ...more), tie('node'), { maxKeys: 8 }),
  }));
  const types = [
    'user',
    'assistant',
    'system',
    'progress',
    'attachment',
    'summary',
    'ai-title',
    'pr-link',
    'queue-operation',
    'constructor',
  ];
  const record = fc
    .tuple(fc.constantFrom(...types), value)
    .map(([type, rest]) => ({ ...(typeof rest === 'object' ? rest : {}), type }));

  it('gives valid events and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(record, value), { maxLength: 6 }), (values) => {
        const state = start();
        for (const [at, each] of values.entries()) {
          const line = claudeCode.parse(state, { text: JSON.stringify(each), number: at + 1, isTruncated: false });
          expect(eventsOf(line).length).toBeGreaterThan(0);
          for (const event of eventsOf(line)) expect(eventInput.safeParse(event).error).toBeUndefined();
        }
      }),
      { numRuns: 400 },
    );
  });

  it('survives JSON nested a hundred thousand levels deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(eventsOf(parse(`{"type":"tomorrow","x":${deep}}`))).toHaveLength(1);
  });

  it('reads the same whether its state is stored between lines or not', () => {
    const lines = ['{"type":"summary","summary":"Bees","leafUuid":"b"}'];
    for (const uuid of ['a', 'b'])
      lines.push(JSON.stringify({ type: 'user', uuid, sessionId: 's', message: { content: `prompt ${uuid}` } }));
    const state = claudeCode.start({ source: null, cwd: null }, [JSON.parse(lines[1] ?? '')]);
    const kept = lines.map((each, at) => claudeCode.parse(state, { text: each, number: at + 1, isTruncated: false }));
    expect(readTranscript(`${lines.join('\n')}\n`).lines).toEqual(kept);
    expect(kept.at(-1)?.records[0]?.facts).toMatchObject({ title: 'Bees', titleRank: 1 });
  });
});
