import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTranscript, wholeOutlineOf } from '@/lib/formats/testing';

const read = readTranscript(readFileSync(join(import.meta.dirname, 'fixtures', 'hermes', 'rows.jsonl'), 'utf8'));

describe('a session of Hermes', () => {
  it('is read whole', () => {
    expect(read.format.name).toBe('hermes');
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
    expect(read.events.map(({ at }) => at).filter((at, before, all) => at !== all[before - 1])).toEqual([
      '2026-04-02T09:00:00.500Z',
      '2026-04-02T09:00:00.000Z',
      '2026-04-02T09:00:10.250Z',
      '2026-04-02T09:00:00.500Z',
      '2026-04-02T09:01:40.000Z',
      '2026-04-02T09:00:00.500Z',
    ]);
    expect(Object.assign({}, ...read.lines.flatMap(({ records }) => records.map(({ facts }) => facts)))).toEqual({
      agent: 'hermes',
      model: 'grape-1',
      cwd: '/work/vineyard',
      title: 'Only the dead ones.',
      titleRank: 0,
    });
  });

  it('has what a person typed', () =>
    expect(read.events.filter(({ actor }) => actor === 'human').map(({ kind, text }) => [kind, text])).toEqual([
      ['command', '/prune Only the dead ones.'],
      ['prompt', 'Go on.'],
    ]));

  it('joins results, with what they tell', () => {
    const results = read.events.filter(({ kind }) => kind === 'tool_result');
    expect(results.map(({ tool, data }) => [tool?.name, tool?.is_error, tool?.exit_code, data?.type])).toEqual([
      ['terminal', true, 1, undefined],
      ['todo', false, null, 'todo'],
      ['clarify', false, null, 'answers'],
      ['skill_manage', true, null, undefined],
    ]);
    expect(results[2]?.data?.answers).toEqual({ 'Which ones?': 'North' });
  });
});
