import { expect, test } from 'vitest';
import { visibleOf } from '@/lib/segmenter/boundaries/visible';
import { workCues } from '@/lib/segmenter/boundaries/work-cues';
import { message, script, shell, tool } from '@/lib/segmenter/testing';

const cuesOf = (...drafts: Parameters<typeof script>) => {
  const seen = visibleOf(script(...drafts));
  const at = seen.findLastIndex((each) => each.kind === 'text');
  const cues = workCues(seen, at);
  return Object.entries(cues).flatMap(([name, isThere]) => (isThere ? [name] : []));
};

test.each([
  ['Now task 5: print the timetable.', ['announces']],
  ['I’m moving on to the harbour bell.', ['announces']],
  ['The ferry is painted. Next, the pier.', ['announces']],
  ['All 20 tests pass.', ['milestone']],
  ['The branch is now rebased.', ['milestone']],
  ['A different failure this time: the bell does not ring.', ['newFailure']],
  ['Let me read the timetable again.', []],
  ['Now I see why the bell is silent.', []],
])('%j hints at %j', (text, hints) => expect(cuesOf(message(text))).toEqual(hints));

test('checking is a hint only where a check follows', () => {
  expect(cuesOf(message('Let me verify the timetable.'), ...shell('npm test', '3 passed'))).toEqual(['verifies']);
  expect(cuesOf(message('Let me verify the timetable.'), ...tool('Read', { file_path: '/ferry/table.ts' }))).toEqual([]);
});

test('what follows something shipped or closed may be new, unless the shipping goes on', () => {
  const commit = shell('git commit -m "Ring the bell"', '[main 3fa9c21] Ring the bell');
  const look = message('Let me look at the pier.');
  expect(cuesOf(...commit, look, ...tool('Read', { file_path: '/ferry/pier.ts' }))).toEqual(['afterShip']);
  expect(cuesOf(...shell('bd close ferry-12', 'closed'), look)).toEqual(['afterShip']);
  expect(cuesOf(...commit, look, ...shell('git push', 'To example.com\n   1a2b3c4..3fa9c21  main -> main'))).toEqual([]);
});
