import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTranscript, wholeOutlineOf } from '@/lib/formats/testing';
import { bearsBrokenDocuments, beginsAlikeWhereverItEnds } from '@/lib/formats/testing-robust';

const text = readFileSync(join(import.meta.dirname, 'fixtures', 'atif', 'trajectory.json'), 'utf8');
const read = readTranscript(text);
const records = read.lines.flatMap((line) => line.records);

describe('a trajectory in ATIF', () => {
  it('is read whole', () => {
    expect(read.format.name).toBe('atif');
    expect(read.sessions).toEqual(['mill-1']);
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
    expect(Object.assign({}, ...records.map(({ facts }) => facts))).toMatchObject({ agent: 'miller', model: 'stone-2' });
  });

  it('has the prompts of a person, of which copies say so', () =>
    expect(
      read.events
        .filter(({ kind }) => kind === 'prompt')
        .map(({ actor, text: said, data }) => [actor, said, data?.is_copied ?? false]),
    ).toEqual([
      ['human', 'Grind the oats.', true],
      ['human', 'Grind the wheat.\n[image: image/png]', false],
      ['agent', 'Sift the flour', false],
    ]));

  it('joins calls and results', () =>
    expect(
      read.events
        .filter(({ kind }) => kind === 'tool_result')
        .map(({ tool }) => [tool?.call_id, tool?.name, tool?.is_error, tool?.exit_code]),
    ).toEqual([
      ['w1', 'bash', true, 3],
      ['w2', 'task', false, null],
      ['w3', 'bash', false, null],
      ['w4', 'look', true, null],
      ['s1', 'sift', false, null],
    ]));

  it('has its subagents as threads of the calls that spawned them', () =>
    expect(records.flatMap(({ threads }) => threads)).toEqual([
      { thread: 'sift-1', label: 'sifter', spawnCallId: 'w2' },
      { thread: 'weigh-1', label: 'weigher', spawnCallId: null },
    ]));

  it('counts each response once, and no copies', () =>
    expect(read.events.flatMap(({ usage }) => (usage ? [usage] : []))).toEqual([
      { model: 'stone-2', input: 40, output: 20, cache_read: 60, cost_usd: 0.01 },
      { input: 50, output: null, cache_read: null, cost_usd: null },
      { model: 'sieve-1', input: 5, output: 2, cache_read: null, cost_usd: null },
    ]));

  it.each(['1.4', '1.5', '1.6'])('of version %s has totals where no step tells its own', (version) => {
    const step = { step_id: 1, source: 'user', message: 'Grind.' };
    const totals = { total_prompt_tokens: 9, total_completion_tokens: 3, total_cached_tokens: 4, total_cost_usd: 0.5 };
    const agent = { name: 'miller', version: '1' };
    const document = { schema_version: `ATIF-v${version}`, session_id: 'mill-2', agent, steps: [step], final_metrics: totals };
    const older = readTranscript(JSON.stringify(document));
    expect(older.sessions).toEqual(['mill-2']);
    expect(older.events.at(-1)?.usage).toEqual({ input: 5, output: 3, cache_read: 4, cost_usd: 0.5 });
  });

  it('begins alike wherever it ends', () => beginsAlikeWhereverItEnds(text));
  it('bears to be another document', () => bearsBrokenDocuments(read.format, text));
});
