import { expect, test } from 'vitest';
import { outcomeOf } from '@/lib/segmenter/records/outcome';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

const told = (...drafts: Parameters<typeof script>) => outcomeOf(script(...drafts))?.text ?? null;
const edit = (file: string) => tool('Edit', { file_path: `/app/lib/${file}`, old_string: 'a', new_string: 'b' });
const commit = (subject: string) => shell('git commit -m x', `[main ab12cd3] ${subject}`);
const stop = { actor: 'human' as const, kind: 'interrupt' as const };
const work = [prompt('Fix it now'), message('Let me look.')];

test('where the end says enough, it stands alone', () => {
  expect(told(...work, ...edit('a.ts'), message('The parser in `a.ts` reads leap days now.'))).toBe(
    'The parser in `a.ts` reads leap days now.',
  );
});

test.each([
  [
    'the changed files and the check after them',
    [...edit('a.ts'), ...shell('npm test')],
    'Fixed. Changed `a.ts`. `npm test` passed afterwards.',
  ],
  [
    'a failed check',
    [...edit('a.ts'), ...shell('npm test', '1 failed', { exitCode: 1 })],
    'Fixed. Changed `a.ts`. The last run of `npm test` failed.',
  ],
  ['no check before the last change', [...shell('npm test'), ...edit('a.ts')], 'Fixed. Changed `a.ts`.'],
  [
    'two names and a number',
    ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'b.ts'].flatMap(edit),
    'Fixed. Changed `b.ts`, `a.ts` and 2 more files.',
  ],
  ['names that differ', ['x/a.ts', 'y/a.ts'].flatMap(edit), 'Fixed. Changed `x/a.ts` and `y/a.ts`.'],
  ['its commit', [...edit('a.ts'), ...commit('fix: count leap days')], 'Fixed. Committed ab12cd3: fix: count leap days.'],
  ['its pull request', shell('gh pr create', 'https://example.org/pull/12'), 'Fixed. Opened PR #12.'],
  ['nothing but a look around', shell('ls'), 'Fixed.'],
])('where the end says little, code adds %s', (_name, calls, text) => {
  expect(told(...work, ...calls, message('Fixed.'))).toBe(text);
});

test('what the agent says of its checks does not stand twice, and stands last', () => {
  expect(told(...work, ...edit('a.ts'), ...shell('npm test'), message('All tests pass.'))).toBe(
    'Changed `a.ts`. All tests pass.',
  );
});

test('a commit that names the segment is told by what it changed', () => {
  const events = script(...work, ...edit('a.ts'), ...commit('fix: count leap days'), message('Done.'));
  expect(outcomeOf(events, 'Count leap days')).toMatchObject({
    text: 'Done. Changed `a.ts`. Committed as ab12cd3.',
    claims: [{ evidence: [7] }, { evidence: [4] }, { evidence: [6] }],
  });
});

test.each<[string, Parameters<typeof script>, string | null]>([
  ['a report', [message('The parser is patched.'), ...shell('ls')], 'The parser is patched.'],
  ['narration', [message('I’m patching the parser. It should be fixed next.'), ...shell('ls')], null],
  [
    'a report and what is proved',
    [...edit('a.ts'), message('The parser is patched.'), ...shell('ls')],
    'The parser is patched. Changed `a.ts`.',
  ],
  [
    'a report that a check belies',
    [...edit('a.ts'), message('The parser is patched.'), ...shell('npm test', '', { exitCode: 1 })],
    'Changed `a.ts`. The last run of `npm test` failed.',
  ],
  ['a check alone', shell('npm test'), '`npm test` passed.'],
  ['commits', [...edit('a.ts'), ...commit('fix: count leap days')], 'Committed ab12cd3: fix: count leap days.'],
  ['commits that say nothing', commit('wip'), null],
  ['an interruption', [...edit('a.ts'), stop], 'Changed `a.ts`. Interrupted before it finished.'],
])('in a turn that goes on: %s', (_name, drafts, text) => {
  expect(told(...work, ...drafts)).toBe(text);
});

const answered = [prompt('Is the table of dates complete?'), message('The table lacks the leap days of two years.')];

test.each<[string, Parameters<typeof script>, string]>([
  [
    'comes first',
    [message('The list of zones has three hundred names.')],
    'The table lacks the leap days of two years. The list of zones has three hundred names.',
  ],
  [
    'is left out once something was changed',
    [...edit('a.ts'), message('Added the years to `a.ts`.')],
    'Added the years to `a.ts`.',
  ],
  [
    'stays after a command that cannot make it untrue',
    [...shell('git push'), message('The branch is pushed to `main`.')],
    'The table lacks the leap days of two years. The branch is pushed to `main`.',
  ],
])('the answer to the ask that names the segment %s', (_name, drafts, text) => {
  expect(told(...answered, prompt('And how many zones are there?'), ...drafts)).toBe(text);
});

test('a plan that was approved is what came of planning', () => {
  const plan = tool('ExitPlanMode', { plan: '# Cache the index' }, { output: 'User has approved your plan.' });
  expect(told(prompt('Plan it all first'), ...plan)).toBe('The plan was approved.');
});

test('what was done first is told beside what was done then, unless that may have taken it back', () => {
  const first = [prompt('Sort the list of zones'), ...edit('a.ts'), message('Sorted the list of zones by name.')];
  const then = (ask: string) => told(...first, prompt(ask), ...edit('a.ts'), message('The list starts with Abidjan now.'));
  expect(then('Give each zone a country')).toBe('Sorted the list of zones by name. The list starts with Abidjan now.');
  expect(then('Sort it by offset instead')).toBe('The list starts with Abidjan now.');
});

test('how things stood is not told once something was done that may have changed it', () => {
  const asked = [prompt('Is the branch on the server by now?'), message('The branch is not pushed to the server yet.')];
  const pushed = [...shell('git push'), message('The list of zones has three hundred names.')];
  expect(told(...asked, prompt('How many zones are there? Push it too.'), ...pushed)).toBe(
    'The list of zones has three hundred names.',
  );
});

test('talk after the work comes after what was changed, unless it names the files anyway', () => {
  const talk = (text: string) =>
    told(prompt('Cut the list'), ...edit('a.ts'), message('Cut.'), prompt('Why is it so long at all?'), message(text));
  expect(talk('The list has a name for each zone.')).toBe('Changed `a.ts`. The list has a name for each zone.');
  expect(talk('The list in `a.ts` has a name for each zone.')).toBe('The list in `a.ts` has a name for each zone.');
});

test('of the reports of a turn that goes on, one about what was asked; none from before the first change', () => {
  const asked = prompt('Kill the two idle workers of the importer');
  const killed = message('Both idle workers of the importer are stopped.');
  const other = [message('The parser is patched.'), ...shell('ls')];
  expect(told(asked, killed, ...other)).toBe('Both idle workers of the importer are stopped.');
  const steps = Array.from({ length: 6 }, () => message('Looking at the parser.'));
  expect(told(asked, killed, ...steps, ...other)).toBe('Both idle workers of the importer are stopped.');
  expect(told(asked, message('Both idle workers of the importer are ready.'), ...steps, ...other)).toBe('The parser is patched.');
  expect(told(asked, message('The checkout is clean.'), ...edit('a.ts'))).toBe('Changed `a.ts`.');
});
