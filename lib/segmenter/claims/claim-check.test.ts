import { describe, expect, test } from 'vitest';
import { claimChecker, missingEntities, unfounded } from '@/lib/segmenter/claims/claim-check';
import { prompt, script, shell, tool } from '@/lib/segmenter/testing';

type Drafts = Parameters<typeof script>;
const verdict = (text: string, ...drafts: Drafts) =>
  claimChecker(script(prompt('Mend the gate'), ...drafts))({ field: 'outcome', text });

const red = shell('npm test', 'Tests  1 failed | 41 passed (42)', { exitCode: 1, isError: true });
const green = shell('npm test', 'Tests  42 passed (42)');
const redLint = shell('npm run lint', 'gate.ts:3:1 error', { exitCode: 1, isError: true });
const edit = tool('Edit', { file_path: '/gate/hinge.ts', old_string: 'a', new_string: 'b' });

describe('what is said of checks is held against the last run of that kind', () => {
  test.each([
    ['All tests pass.', [...red], 'contradicted'],
    ['Tests are green now.', [...green, ...red], 'contradicted'],
    ['All 42 tests pass.', [...red], 'contradicted'],
    ['Mended the hinge; all tests pass.', [...red], 'contradicted'],
    ['`npm test` passes.', [...red], 'contradicted'],
    ['Lint is clean.', [...redLint], 'contradicted'],
    ['All checks pass.', [...green, ...redLint], 'contradicted'],
    ['All tests pass.', [...green], 'confirmed'],
    ['All tests pass.', [...red, ...green], 'confirmed'],
    ['All 42 tests pass.', [...green], 'confirmed'],
    ['Lint is clean and all tests pass.', [...shell('npm run lint'), ...green], 'confirmed'],
    ['All 57 tests pass.', [...green], 'contradicted'],
  ])('%j', (text, drafts, is) => expect(verdict(text, ...drafts)?.is).toBe(is));

  test('a contradiction names the run, how it ended, and the event that tells', () => {
    expect(verdict('All tests pass.', ...shell('ls'), ...red)).toEqual({
      is: 'contradicted',
      reason: 'The last test run (`npm test`) ended with exit code 1',
      evidence: [5],
    });
  });

  test('files changed after a failed run: not contradicted, but nothing proves it', () => {
    expect(verdict('All tests pass.', ...red, ...edit)?.is).toBe('unfounded');
    expect(verdict('All tests pass.', ...green, ...edit)).toBeNull();
  });
});

describe('a sentence that says less than that checks pass is left alone', () => {
  test.each([
    'The tests do not pass yet.',
    '3 tests still fail.',
    'Before the fix the tests failed.',
    'All tests pass except two flaky ones.',
    'Run the tests to make sure they pass.',
    'Make tests pass.',
    'The tests should pass now.',
    'All tests pass once the server is up.',
    'All hinge tests pass.',
    'The three new tests pass.',
    'Do all tests pass?',
    'CI is green.',
    'Pass the gate to the test.',
    'Wrote tests for the pass.',
  ])('%j', (text) => expect(verdict(text, ...red)).toBeNull());
});

describe('where the events do not tell, nothing is said', () => {
  test.each([
    ['no check in the segment', 'All tests pass.', []],
    ['another kind of check', 'Lint is clean.', red],
    ['a run of checks whose names do not tell', 'All tests pass.', [...red, ...shell('make check', 'ok')]],
    ['several checks in one line', 'Lint is clean.', shell('npm run lint && npm test', 'exit', { exitCode: 1, isError: true })],
    [
      'a run that did not begin',
      'All tests pass.',
      shell('pytest', 'bash: pytest: command not found', { exitCode: 127, isError: true }),
    ],
    ['a run that was cut off', 'All tests pass.', shell('npm test', '', { exitCode: 124, isError: true })],
    ['a failure before the check', 'All tests pass.', shell('git pull && npm test', 'conflict', { exitCode: 1, isError: true })],
    ['a try-out elsewhere', 'All tests pass.', shell('cd /tmp/try && npm test', '1 failed', { exitCode: 1, isError: true })],
    [
      'another sort of tests',
      'All unit tests pass.',
      shell('npm run test:e2e', '1 failed, 3 passed', { exitCode: 1, isError: true }),
    ],
    ['a filtered run that passed', 'All tests pass.', shell('npm test -- -t hinge', 'Tests  2 passed (2)')],
    ['checks that ran elsewhere', 'All checks pass.', [...red, ...shell('gh pr checks 7', 'build pass 1m')]],
  ])('%s', (_, text, drafts) => expect(verdict(text, ...drafts)).toBeNull());
});

describe('commits, pushes and pull requests', () => {
  const commit = shell('git commit -m "Mend the hinge"', '[main 3f9c2ab] Mend the hinge\n 1 file changed');
  const refused = shell('git push', ' ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs', {
    exitCode: 1,
    isError: true,
  });
  test.each([
    ['Committed as `3f9c2ab`.', commit, 'confirmed'],
    ['Committed as 3f9c2ff.', commit, undefined],
    ['Pushed to main.', refused, 'contradicted'],
    ['Committed and pushed.', [...commit, ...refused], 'contradicted'],
    ['Pushed to main.', [...refused, ...shell('git push', '   3f9c2ab..77aa01c  main -> main')], 'confirmed'],
    ['Pushed to main.', [], undefined],
    ['Not pushed yet.', refused, undefined],
    ['The push was refused.', refused, undefined],
    ['Opened PR #12.', shell('gh pr create --fill', 'https://example.com/gate/pull/12'), 'confirmed'],
  ])('%j', (text, drafts, is) => expect(verdict(text, ...drafts)?.is).toBe(is));
});

test('steps and questions say nothing of the past', () => {
  expect(claimChecker(script(prompt('Mend it'), ...red))({ field: 'next_step', text: 'All tests pass.' })).toBeNull();
});

const events = [
  { seq: 1, text: 'Why does closeGate take 4,812 ms?' },
  { seq: 2, text: 'src/gate/hinge.ts calls `spring_tension` with { rate: 0.75 }' },
  { seq: 3, text: '[main 3f9c2ab1d0] see https://example.com/gate/issues/271' },
];
const named = (text: string, evidence: number[] = []) =>
  missingEntities({ text, evidence }, events).map(({ entity }) => entity.text);

test.each([
  ['`closeGate` in `gate/hinge.ts` sets `spring_tension`, see #271 and 3f9c2ab.', []],
  ['It took 4812 ms.', []],
  ['The rate is 0.75.', []],
  ['`rate: 0.75`', []],
  [
    '`closeDoor` in `door/hinge.ts` sets `spring_torsion`, see #272 and 3f9c2ad.',
    ['closeDoor', 'door/hinge.ts', 'spring_torsion', '3f9c2ad', '#272'],
  ],
  ['Also `hinge.ts` and `other/hinge.ts`', ['other/hinge.ts']],
  ['About 500 of ~700 things, in 2026, 12 times', []],
  ['`<name>` and `a…b` stand for something', []],
])('%j names what is nowhere: %j', (text, missing) => expect(named(text)).toEqual(missing));

test('a number must stand beside what is cited', () => {
  expect(named('It took 4812 ms.', [3])).toEqual(['4812']);
  expect(named('It took 4812 ms.', [2])).toEqual([]);
});

test('what is nowhere is said in a sentence', () => {
  const missing = missingEntities({ text: 'Set `retry_budget` to 4,999.', evidence: [] }, events);
  expect(unfounded(missing)).toEqual({
    is: 'unfounded',
    reason: "`retry_budget` and `4,999` do not occur in this session's events",
    evidence: [],
  });
  expect(unfounded([])).toBeNull();
});
