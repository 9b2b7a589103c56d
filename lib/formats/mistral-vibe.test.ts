import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTranscript, wholeOutlineOf } from '@/lib/formats/testing';

const read = readTranscript(readFileSync(join(import.meta.dirname, 'fixtures', 'mistral-vibe', 'messages.jsonl'), 'utf8'));

describe('a session of Mistral Vibe', () => {
  it('is read whole', () => {
    expect(read.format.name).toBe('mistral-vibe');
    expect(read.sessions).toHaveLength(1);
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
  });

  it('has the prompts of a person alone', () =>
    expect(read.events.filter(({ kind }) => kind === 'prompt').map(({ actor, text }) => [actor, text])).toEqual([
      ['human', 'Count the vines.'],
    ]));

  it('joins results, with how they ended', () => {
    const results = read.events.filter(({ kind }) => kind === 'tool_result');
    expect(results.map(({ tool }) => [tool?.name, tool?.call_id, tool?.is_error, tool?.exit_code])).toEqual([
      ['todo', 'c1', false, null],
      ['bash', 'c2', true, 2],
      ['read_file', 'c3', true, null],
      ['bash', 'c4', true, null],
    ]);
    expect(results[0]?.data).toEqual({
      type: 'todo',
      items: [{ id: '1', content: 'Count', status: 'in_progress' }],
      is_whole: true,
    });
    expect(results[3]?.data).toEqual({ rejected: true });
  });
});
