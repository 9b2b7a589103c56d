import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editedLines, wordsOf } from '@/lib/formats/sweagent/actions';
import { type ReadFile, readTranscript, wholeOutlineOf } from '@/lib/formats/testing';
import { bearsBrokenDocuments, beginsAlikeWhereverItEnds } from '@/lib/formats/testing-robust';

const textOf = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', 'sweagent', name), 'utf8');
const factsOf = (read: ReadFile) => Object.assign({}, ...read.lines.flatMap(({ records }) => records.map(({ facts }) => facts)));
describe('a trajectory of before 1.0', () => {
  const read = readTranscript(textOf('before-1.0.traj'));

  it('is read whole', () => {
    expect(read.format.name).toBe('sweagent');
    expect(read.sessions).toHaveLength(1);
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
    expect(factsOf(read)).toEqual({ agent: 'swe-agent', title: 'The tomatoes are dry', titleRank: 0, cwd: '/garden' });
  });

  it('was told its task by a program', () =>
    expect(read.events.filter(({ kind }) => kind === 'prompt').map(({ actor }) => actor)).toEqual(['system']));

  it('hands in files and costs what it tells', () => {
    const end = read.events.at(-1);
    expect(end?.data).toMatchObject({
      status: 'submitted',
      patches: [
        { path: 'water.py', is_new: true, added: 1, removed: 0 },
        { path: 'rain.py', added: 0, removed: 1 },
      ],
    });
    expect(read.events.flatMap(({ usage }) => (usage ? [usage] : []))).toEqual([{ input: 900, output: 70, cost_usd: 0.5 }]);
  });

  it('is the same session, with the same records, while it goes on', () => {
    const document = JSON.parse(textOf('before-1.0.traj'));
    document.trajectory.pop();
    document.info = {};
    const earlier = readTranscript(JSON.stringify(document));
    expect(earlier.sessions).toEqual(read.sessions);
    expect(earlier.texts.slice(0, -1)).toEqual(read.texts.slice(0, earlier.texts.length - 1));
    expect(earlier.events.some(({ usage }) => usage)).toBe(false);
  });

  it('begins alike wherever it ends', () => beginsAlikeWhereverItEnds(textOf('before-1.0.traj')));
});

describe('a trajectory of since 1.1', () => {
  const read = readTranscript(textOf('since-1.1.traj'));

  it('is read whole', () => {
    expect(wholeOutlineOf(read.events)).toMatchSnapshot();
    expect(factsOf(read)).toEqual({
      agent: 'swe-agent',
      title: 'Rain is never wet',
      titleRank: 0,
      cwd: '/garden',
      model: 'sprout-3',
    });
  });

  it('begins alike wherever it ends', () => beginsAlikeWhereverItEnds(textOf('since-1.1.traj')));
  it('bears to be another document', () => bearsBrokenDocuments(read.format, textOf('since-1.1.traj')));
});

it.each([
  ['edit 2:4\none\ntwo\nend_of_edit', { path: 'a.py', added: 2, removed: 3 }],
  ['edit 2:2\nend_of_edit', { path: 'a.py', added: 0, removed: 1 }],
  [`edit 'one' "two\nthree"`, { path: 'a.py', added: 2, removed: 1 }],
  ['edit 2:2', null],
  ['edited 1 2', null],
])('%s replaces lines', (action, patch) => expect(editedLines(action, 'a.py')).toEqual(patch));

it.each([
  [`a 'b c' d`, ['a', 'b c', 'd']],
  [`'it'"'"'s' x\\ y`, [`it's`, 'x y']],
  [`"a \\"b\\""  'open`, ['a "b"', `'open`]],
  [`--x '' y`, ['--x', '', 'y']],
  ['', []],
])('%s has its words', (command, words) => expect(wordsOf(command)).toEqual(words));
