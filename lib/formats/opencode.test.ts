import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ParsedEvent } from '@/lib/formats/format';
import { readTranscript, wholeOutlineOf } from '@/lib/formats/testing';
import { bearsBrokenDocuments, beginsAlikeWhereverItEnds } from '@/lib/formats/testing-robust';

const text = readFileSync(join(import.meta.dirname, 'fixtures', 'opencode', 'session.json'), 'utf8');
const read = readTranscript(text);
const facts = read.lines.flatMap(({ records }) => records.map((record) => record.facts));
const resultOf = (call: string): ParsedEvent | undefined =>
  read.events.find(({ kind, tool }) => kind === 'tool_result' && tool?.call_id === call);

describe('a session of OpenCode', () => {
  it('is read whole', () => {
    expect(read.format.name).toBe('opencode');
    expect(read.sessions).toEqual(['ses_apiary01']);
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
    expect(Object.assign({}, ...facts)).toMatchObject({ agent: 'opencode', cwd: '/work/apiary', model: 'drone-2' });
    expect(facts.find(({ titleRank }) => titleRank === 2)?.title).toBe('Count the hives');
  });

  it('has the prompts and commands of a person alone', () => {
    const human = read.events.filter(({ actor }) => actor === 'human').map(({ kind, text }) => [kind, text]);
    expect(human).toEqual([
      ['prompt', 'How many hives are in @hives.ts?'],
      ['message', 'Leave the hives alone.'],
      ['command', '/review'],
      ['command', '!ls'],
      ['interrupt', 'The operation was aborted.'],
    ]);
  });

  it('joins calls and results', () => {
    const calls = read.events.filter(({ kind }) => kind === 'tool_call').map(({ tool }) => tool?.call_id ?? '');
    expect(calls.map((call) => resultOf(call)?.tool?.name ?? null)).toEqual([
      'bash',
      'edit',
      'apply_patch',
      'write',
      'todowrite',
      'question',
      'bash',
      'task',
      'plan_exit',
      'bash',
      null,
    ]);
    expect(resultOf('m1.3')?.tool).toMatchObject({ exit_code: 1, is_error: true });
    expect(resultOf('call_10')?.data).toEqual({ interrupted: true });
  });

  it('tells what calls did', () => {
    expect(resultOf('call_1')?.data?.patch).toMatchObject({ path: '/work/apiary/hives.ts', added: 1, removed: 1 });
    expect(resultOf('call_2')?.data?.patches).toMatchObject([
      { path: '/work/apiary/new.ts', is_new: true, added: 1 },
      { path: '/work/apiary/old.ts', removed: 4 },
    ]);
    expect(resultOf('call_3')?.data?.patch).toMatchObject({ is_new: true, added: 2 });
    expect(resultOf('call_4')?.data).toMatchObject({ type: 'todo', is_whole: true, items: [{ content: 'Count' }, { id: '2' }] });
    expect(resultOf('call_5')?.data).toMatchObject({ type: 'answers', answers: { 'Which hives?': 'North' } });
    expect(resultOf('call_6')?.data).toEqual({ rejected: true });
    expect(resultOf('call_7')?.data).toEqual({ agent: 'ses_apiary02' });
    expect(resultOf('call_8')?.data).toEqual({ type: 'plan', is_approved: true });
  });

  it('counts each response once, its reasoning with its output', () => {
    expect(read.events.flatMap(({ usage }) => (usage ? [usage] : []))).toEqual([
      { input: 1000, output: 100, reasoning: 60, cache_read: 200, cache_write: 0, cost_usd: 0.02, model: 'drone-1' },
      { input: 0, output: 0, reasoning: 0, cache_read: 0, cache_write: 0, cost_usd: 0, model: 'drone-1' },
      { input: 500, output: 30, reasoning: 0, cache_read: 0, cache_write: 10, cost_usd: 0.01, model: 'drone-1' },
    ]);
  });

  it('has prompts of another agent where it is another session’s worker', () => {
    const info = { id: 'ses_b', parentID: 'ses_a', title: 'Child session - 2026-04-02', directory: '/work' };
    const messages = [{ info: { id: 'msg_1', role: 'user' }, parts: [{ type: 'text', text: 'Count the bees' }] }];
    const child = readTranscript(JSON.stringify({ info, messages }));
    expect(child.events.find(({ kind }) => kind === 'prompt')?.actor).toBe('agent');
    expect(Object.assign({}, ...child.lines.flatMap(({ records }) => records.map((record) => record.facts)))).toEqual({
      agent: 'opencode',
      cwd: '/work',
      parent: 'ses_a',
    });
  });

  it('keeps the records it had when the session goes on', () => {
    const document = JSON.parse(text);
    const last = document.messages.at(-1);
    last.info.time.completed = 1775120900000;
    Object.assign(last.parts[0], { text: 'I am still here.', time: { start: 1775120851000, end: 1775120860000 } });
    Object.assign(last.parts[1].state, { status: 'completed', output: 'bees', metadata: {}, title: 'bees.ts' });
    const later = readTranscript(JSON.stringify(document)).texts;
    expect(read.texts.filter((record) => !later.includes(record))).toEqual([]);
    expect(later.length).toBe(read.texts.length + 3); // the text, the result and the end
  });

  it('begins alike wherever it ends', () => beginsAlikeWhereverItEnds(text));
  it('bears to be another document', () => bearsBrokenDocuments(read.format, text));
});
