import { expect, test } from 'vitest';
import { nextStepsOf } from '@/lib/segmenter/records/next-steps';
import { openQuestionsOf } from '@/lib/segmenter/records/open-questions';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

const steps = (text: string) => nextStepsOf(script(prompt('Go'), message(text)), { hasEnded: true }).map((step) => step.text);

test.each([
  [
    'Done.\n\n## Next steps\n\n1. Restart the service\n2. Tell the team\n   - by mail\n',
    ['Restart the service', 'Tell the team'],
  ],
  ['Done.\n\n**Remaining items:**\n- Docs\n- ✅ Tests\n', ['Docs']],
  ['What’s left:\n- [ ] Docs', ['Docs']],
  ['Next steps, would you like to:\n- run the tests?', []],
  ['## The next steps of the algorithm\n\n- Hash the key', []],
  ['The parser works. The printer still needs to be ported.', ['The printer still needs to be ported.']],
  ['You’ll need to restart the daemon once.', ['You’ll need to restart the daemon once.']],
  ['If the table grows, it still needs to be sorted.', []],
  ['Nothing still needs to be done.', []],
])('of %j is left %j', (text, expected) => {
  expect(steps(text)).toEqual(expected);
});

test.each([
  ['The remaining tasks are:\n- Docs\n- Tests', ['Docs', 'Tests']],
  ['Two remaining readiness problems:\n- The branch is behind', ['The branch is behind']],
  ['**One issue to track as follow-up:**\n- The chunks', ['The chunks']],
  ['Pushed. Remaining tasks: docs and tests.', ['Remaining tasks: docs and tests.']],
  ['Status:\n- Remaining blockers: no key for the provider', ['Remaining blockers: no key for the provider']],
  ['Next step is to merge both.', ['Next step is to merge both.']],
  ['The parser is done, but it is not committed yet.', ['The parser is done, but it is not committed yet.']],
  ['## Remaining\n\n- **Docs** - later', ['Docs - later']],
])('of %j is left as well %j', (text, expected) => {
  expect(steps(text)).toEqual(expected);
});

const list = (...items: [string, string][]) =>
  tool('TodoWrite', { todos: items.map(([content, status]) => ({ content, status })) });
const left = (...drafts: Parameters<typeof script>) =>
  nextStepsOf(script(...drafts), { hasEnded: false }).map((step) => step.text);

test('a list that a later turn worked past says nothing', () => {
  const open = list(['Parse', 'completed'], ['Print', 'pending']);
  expect(left(prompt('Go'), ...open, prompt('why?'), message('Because.'))).toEqual(['Print']);
  expect(left(prompt('Go'), ...open, prompt('continue'), ...shell('npm test'))).toEqual([]);
  expect(left(prompt('Go'), ...open, ...Array.from({ length: 41 }, () => shell('ls')).flat())).toEqual([]);
});

test('a task that its update found done already is done', () => {
  const todo = (id: string, content: string | null, status: string) => ({
    data: { type: 'todo', items: [{ id, content, status }], is_whole: false },
  });
  expect(
    left(
      ...tool('TaskCreate', { subject: 'Parse' }, todo('1', 'Parse', 'pending')),
      ...tool('TaskCreate', { subject: 'Print' }, todo('2', 'Print', 'pending')),
      ...tool('TaskUpdate', { taskId: '1', status: 'completed' }, { output: 'Updated task #1' }),
    ),
  ).toEqual(['Print']);
});

test('what the person must do is theirs', () => {
  const [step] = nextStepsOf(script(message('You need to restart the daemon.')), { hasEnded: true });
  expect(step).toMatchObject({ party: 'person', evidence: [1] });
});

test('nothing is told to be left while a turn goes on', () => {
  expect(nextStepsOf(script(message('## Next steps\n- Docs')), { hasEnded: false })).toEqual([]);
});

const open = (text: string, isLast = true) =>
  openQuestionsOf(script(prompt('Go'), message(text)), { isLast }).map((question) => question.text);

test.each([
  ['**Want me to commit this?**', ['Want me to commit this?']],
  ['It is redundant. Want me to change that?', ['It is redundant. Want me to change that?']],
  ['- One\n- Two\n\nWhich one do you prefer? I can do either.', ['Which one do you prefer?']],
  ['Which one was it? I looked. I looked again. It was the first.', []],
  ['Done. Is there anything else?', []],
  ['Done.', []],
])('at the end of %j are open: %j', (text, expected) => {
  expect(open(text)).toEqual(expected);
  expect(open(text, false)).toEqual([]);
});

test('a question for which the work stood still is open at the end of any segment', () => {
  expect(open('See:\n\nWhich approach do you prefer?', false)).toEqual(['Which approach do you prefer?']);
});

test.each([
  ['**Option A: Wait**\n1. Sit\n2. Sleep\n\n**Option B: Go**\n\nWhich approach?', 'Which approach? (A: Wait; B: Go)'],
  ['Two ways:\n1. **Wait** a day\n2. **Go**\n\nWhat’s your preference?', 'What’s your preference? (1: Wait a day; 2: Go)'],
  ['The steps:\n1. Check\n2. Write\n\nWhich way do you prefer?', 'Which way do you prefer?'],
])('a question of a few words comes with its options: %j', (text, expected) => {
  expect(open(text)).toEqual([expected]);
});

test('a question or a plan that waits is open until something follows', () => {
  const asked = script(prompt('Go'), ...tool('ask_user', { question: 'Which colour?' }).slice(0, 1));
  expect(openQuestionsOf(asked, { isLast: true })).toMatchObject([{ text: 'Which colour?', evidence: [2] }]);
  expect(openQuestionsOf(asked, { isLast: false })).toEqual([]);
  const plan = script(prompt('Go'), ...tool('ExitPlanMode', { plan: '# Paint it blue' }).slice(0, 1));
  expect(openQuestionsOf(plan, { isLast: true })).toMatchObject([{ text: 'Approve the plan “Paint it blue”?', evidence: [2] }]);
});
