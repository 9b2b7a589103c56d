import { expect, test } from 'vitest';
import { decisionsOf } from '@/lib/segmenter/decisions';
import { optionPick } from '@/lib/segmenter/option-pick';
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
  ['Which colour?', 'You decide', true],
  ['Which colour?', 'what is there?', false],
  ['Which colour?', 'hmm, it depends', false],
  ['Which areas do you want to discuss?', 'Colours', false],
  ['More questions about colours, or are we done?', 'Done', false],
])('the answer to %j, %j, decides: %s', (question, answer, isDecision) => {
  expect(decided(...asked(question, answer))).toEqual(isDecision ? [[`${question} ${answer}`, [1, 2]]] : []);
});

test('answers are read by the id of the question, from lists and from the result', () => {
  const questions = [{ id: 'q1', question: 'Which colours?' }];
  const output = JSON.stringify({ answers: { q1: { answers: ['Red', 'Blue'] } } });
  expect(decided(...tool('request_user_input', { questions }, { output }))).toEqual([['Which colours? Red, Blue', [1, 2]]]);
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
])('the comment %j in a refused call decides: %s', (comment, isDecision) => {
  expect(decided(...refused(comment)).length).toBe(isDecision ? 1 : 0);
});

test.each([
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
