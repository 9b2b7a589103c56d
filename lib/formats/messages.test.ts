import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '@/lib/formats/messages';
import { readTranscript, wholeOutlineOf } from '@/lib/formats/testing';
import { bearsBrokenDocuments, beginsAlikeWhereverItEnds } from '@/lib/formats/testing-robust';

const textOf = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', 'messages', name), 'utf8');

describe('a list of messages of no known agent', () => {
  it('is read from lines', () => {
    const read = readTranscript(textOf('openai.jsonl'));
    expect(read.format.name).toBe('messages');
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
    expect(read.events.flatMap(({ usage }) => (usage ? [usage] : []))).toEqual([
      { model: 'goat-1', input: 40, output: 20, reasoning: 5, cache_read: 60, cache_write: null },
    ]);
    expect(read.events.find(({ kind }) => kind === 'tool_result')?.tool).toMatchObject({ name: 'look', call_id: 'g1' });
  });

  it('is read from a document', () => {
    const read = readTranscript(textOf('anthropic.json'));
    expect(read.format.name).toBe('messages');
    expect(read.sessions).toEqual(['thread-goats']);
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
    expect(read.lines[0]?.records[0]?.facts).toEqual({ title: 'Goats', titleRank: 1, model: 'goat-2' });
    expect(read.events.filter(({ kind }) => kind === 'prompt').map(({ actor, text }) => [actor, text])).toEqual([
      ['human', 'Feed the goats.'],
      ['human', 'And the sheep.'],
    ]);
  });

  it('is read from a bare list, wherever that ends', async () => {
    const list = JSON.stringify(JSON.parse(textOf('anthropic.json')).messages);
    expect(readTranscript(list).texts).toHaveLength(6);
    await beginsAlikeWhereverItEnds(list);
    await beginsAlikeWhereverItEnds(textOf('anthropic.json'));
    bearsBrokenDocuments(messages, textOf('anthropic.json'));
  });

  it.each([
    ['one who speaks otherwise', [{ role: 'model', parts: [] }]],
    ['a message that says nothing', [{ role: 'user' }]],
    ['nothing', []],
    ['no list', { messages: 'all' }],
  ])('is not %s', (_what, document) => {
    expect(() => readTranscript(JSON.stringify(document))).toThrow('no format recognises this');
  });
});
