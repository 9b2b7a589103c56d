import { expect, test } from 'vitest';
import { decisionsOf } from '@/lib/segmenter/records/decisions';
import { optionPick } from '@/lib/segmenter/records/option-pick';
import { message, prompt, script, tool } from '@/lib/segmenter/testing';

const decided = (...drafts: Parameters<typeof script>) =>
  decisionsOf(script(...drafts)).map(({ text, evidence }) => [text, evidence]);
const asked = (question: string, answer: string) =>
  tool('AskUserQuestion', { questions: [{ question }] }, { data: { type: 'answers', answers: { [question]: answer } } });
const refused = (comment: string) =>
  tool(
    'Edit',
    { file_path: 'a' },
    { isError: true, output: `The user doesn’t want to proceed with this tool use. The user said:\n${comment}` },
  );

test.each([
  ['Which colour?', 'Blue', true],
  ['Which colour?', 'what is there?', false],
  ['Which colour?', 'hmm, it depends', false],
  ['What would you like to work on next?', 'Colours', false],
  ['More questions about colours, or are we done?', 'Done', false],
])('the answer to %j, %j, decides: %s', (question, answer, isDecision) => {
  expect(decided(...asked(question, answer))).toEqual(isDecision ? [[`${question} ${answer}`, [1, 2]]] : []);
});

test('answers are read by the id of the question, from lists and from the result', () => {
  const questions = [{ id: 'q1', question: 'Which colours?' }];
  const output = JSON.stringify({ answers: { q1: { answers: ['Red', 'Blue'] } } });
  expect(decided(...tool('request_user_input', { questions }, { output }))).toEqual([['Which colours? Red, Blue', [1, 2]]]);
});

test('an answer of a word or two says what its option meant, and "you decide" leaves it to the agent', () => {
  const options = [
    { label: 'Both', description: 'In the menu and in the dialog. Costs more.' },
    { label: 'Only in the menu bar' },
  ];
  const where = (answer: string) =>
    decided(
      ...tool(
        'AskUserQuestion',
        { questions: [{ question: 'Where?', options }] },
        { data: { type: 'answers', answers: { 'Where?': answer } } },
      ),
    ).map(([text]) => text);
  expect(where('Both')).toEqual(['Where? Both (In the menu and in the dialog)']);
  expect(where('Only in the menu bar (Recommended)')).toEqual(['Where? Only in the menu bar']);
  expect(where('You decide')).toEqual(['Left to the agent: Where?']);
});

test.each([
  ['let’s do this as a separate PR', true],
  ['can you use a map instead?', true],
  ['I think we should separate the types for clarity.', true],
  ['why a new name?', false],
  ['what are you doing...??', false],
  ['lol I guess this is idiomatic then', false],
  ['hang on a sec, I’ll get you a log', false],
  ['I continued the rebase and it completed.', false],
  ['ugh, any other way around this?', false],
  ['a branch and a PR. but is there another way?', true],
  ['let’s not worry about it', false],
])('the comment %j in a refused call decides: %s', (comment, isDecision) => {
  expect(decided(...refused(comment)).length).toBe(isDecision ? 1 : 0);
});

test('a comment comes with what it refused', () => {
  const comment = (events: ReturnType<typeof script>) => decisionsOf(events).map(({ text, evidence }) => [text, evidence]);
  const no = { isError: true, output: 'The user doesn’t want to proceed with this tool use. The user said:\ntest this first' };
  expect(comment(script(...tool('Write', { file_path: '/app/a.ts' }, no)))).toEqual([
    ['test this first (refusing the change of a.ts)', [1, 2]],
  ]);
  expect(comment(script(...tool('Bash', { command: 'gh pr ready 7\necho' }, no)))).toEqual([
    ['test this first (refusing `gh pr ready 7`)', [1, 2]],
  ]);
  expect(comment(script(...tool('ExitPlanMode', { plan: '# Cache the index' }, no)))).toEqual([
    ['test this first (refusing the plan “Cache the index”)', [1, 2]],
  ]);
  const [call, result] = tool('mcp__a__b', {}, no);
  const said = {
    actor: 'human' as const,
    text: 'test this first',
    data: { type: 'steering', call_id: call?.tool?.callId ?? '' },
  };
  expect(comment(script(call ?? {}, result ?? {}, said))).toEqual([['test this first', [1, 3]]]);
});

test.each([
  ['add a note to the changelog', true],
  ['I think for now, if there is no name, we should just show a dash', true],
  ['let’s not guess yet', true],
  ['the server is up', false],
  ['does it fail here?', false],
])('what is typed meanwhile, %j, decides: %s', (text, isDecision) => {
  expect(decided({ actor: 'human', text, data: { type: 'steering' } }).length).toBe(isDecision ? 1 : 0);
});

test('a direction that leans on what was said comes with it', () => {
  expect(decided(prompt('Rows need no avatar. So no need to show those details. Thanks!'))).toEqual([
    ['Rows need no avatar. So no need to show those details.', [1]],
  ]);
  expect(decided(message('Written. Shall I save and commit it?'), prompt('yes, but we don’t need to commit it'))).toEqual([
    ['Shall I save and commit it? yes, but we don’t need to commit it', [1, 2]],
  ]);
});

test.each([
  ['Do not run any other commands.', []],
  ['Looks fine. Let’s keep the old name for now.', ['Let’s keep the old name for now.']],
  ['we don’t need the cache any more', ['we don’t need the cache any more']],
  ['Don’t touch the migrations, please', ['Don’t touch the migrations, please']],
  ['use a map instead of the list', ['use a map instead of the list']],
  ['let’s keep it simple', []],
  ['don’t worry', []],
  ['should we drop the cache?', []],
  ['I don’t know what this does', []],
  [`Don’t touch the migrations. ${'It is long. '.repeat(80)}`, []],
])('of the prompt %j are decisions: %j', (text, directions) => {
  expect(decided(prompt(text)).map(([direction]) => direction)).toEqual(directions);
});

test('an approved plan is a decision, a plan handed over is the ask', () => {
  const plan = '# Plan: Cache the index';
  expect(decided(...tool('ExitPlanMode', { plan }, { output: 'User has approved your plan.' }))).toEqual([
    ['Approved the plan “Cache the index”', [1, 2]],
  ]);
  expect(decided(message(`<proposed_plan>\n${plan}\n</proposed_plan>`), prompt('Implement the plan.'))).toEqual([
    ['Approved the plan “Cache the index”', [1, 2]],
  ]);
  const proposed = { text: plan, data: { type: 'plan' } };
  expect(decided(proposed, prompt('Implement the plan.'))).toEqual([['Approved the plan “Cache the index”', [1, 2]]]);
  expect(
    decided(
      ...tool('Write', { file_path: '/app/plan.md', content: plan }),
      ...tool('ExitPlanMode', {}, { output: 'User has approved exiting plan mode.' }),
    ),
  ).toEqual([['Approved the plan “Cache the index”', [3, 4]]]);
  expect(decided(prompt(`Implement the following plan:\n\n${plan}`))).toEqual([]);
});

const LIST = 'There are two ways:\n\n1. **Cache** the index\n2. Drop it\n\nWhich one?';

test.each([
  ['2', LIST, { mark: '2', text: 'Drop it' }],
  ['ok, let’s go with 1', LIST, { mark: '1', text: 'Cache the index' }],
  ['A.', '**Option A: Wait**\n**Option B: Go**\n\nWhich?', { mark: 'A', text: 'Wait' }],
  ['3', LIST, null],
  ['1', '1. One\n2. Two', null],
  ['1', '1. Run it?\n2. Stop it?\n\nWhich?', null],
  ['1 second please', LIST, null],
  ['a test', '- A. One\n- B. Two\n\nWhich?', null],
  ['1', 'Files:\n1. a.ts\n\nWays:\n1. Wait\n2. Go\n\nWhich?', { mark: '1', text: 'Wait' }],
])('%j picks from %j: %j', (text, before, option) => {
  expect(optionPick(text, before)).toEqual(option);
});

test('a decision said twice is one', () => {
  expect(decided(prompt('drop the old cache'), prompt('Drop the old cache.'))).toHaveLength(1);
});
