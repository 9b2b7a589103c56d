import { expect, test } from 'vitest';
import { record } from '@/lib/segmenter/records/record';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

const say = (events: ReturnType<typeof script>, isLast = true) => record(events, { isLast });

test('a finished turn: the order as title, what the last message says of it as outcome, each sentence proved by it', () => {
  const long = `The parser counts leap days now. ${'It was the table. '.repeat(40)}`;
  const events = script(
    prompt('Please fix the parser.\nIt fails on leap days.'),
    message('Let me look.'),
    ...shell('npm test'),
    message(long),
  );
  const record = say(events);
  expect(record).toMatchObject({
    title: 'Fix the parser',
    status: 'done',
    ask: 'Please fix the parser.\nIt fails on leap days.',
    summary: null,
    outcome: 'The parser counts leap days now.',
  });
  expect(record.claims[0]).toEqual({ field: 'outcome', text: 'The parser counts leap days now.', party: null, evidence: [5] });
});

const QUESTION = { questions: [{ question: 'Which colour?', options: [{ label: 'Red' }, { label: 'Blue' }] }] };

test.each([
  ['a running turn', [prompt('Fix it now'), message('Let me look.'), ...shell('ls')], 'in_progress', 'unknown'],
  [
    'a turn that was stopped',
    [prompt('Fix it now'), message('Let me look.'), { actor: 'human' as const, kind: 'interrupt' as const }],
    'abandoned',
    'unknown',
  ],
  [
    'a question without an answer',
    [prompt('Paint it all'), ...tool('AskUserQuestion', QUESTION).slice(0, 1)],
    'blocked',
    'unknown',
  ],
  [
    'a plan without an answer',
    [prompt('Paint it all'), ...tool('ExitPlanMode', { plan: '# Paint' }).slice(0, 1)],
    'blocked',
    'unknown',
  ],
  [
    'notes after the last message',
    [prompt('Fix it now'), message('Fixed.'), { actor: 'system' as const, kind: 'note' as const }],
    'done',
    'done',
  ],
] as const)('%s: %#', (_name, drafts, open, closed) => {
  const events = script(...drafts);
  expect([say(events).status, say(events, false).status]).toEqual([open, closed]);
  const stopped = open === 'abandoned' ? 'Interrupted before it finished.' : null;
  if (open !== 'done') expect(say(events).outcome).toBe(stopped);
});

test('an unanswered question is open only while it waits', () => {
  const events = script(prompt('Paint it all'), ...tool('AskUserQuestion', QUESTION).slice(0, 1));
  expect(say(events).claims).toEqual([{ field: 'question', text: 'Which colour?', party: null, evidence: [2] }]);
  expect(say(events, false).claims).toEqual([]);
});

test('answers and steering comments are decisions of the person', () => {
  const answers = { data: { type: 'answers', answers: { 'Which colour?': 'Blue' } } };
  const refused = {
    isError: true,
    output: "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\nkeep the old name",
  };
  const asked = {
    isError: true,
    output: "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\nwhy a new name?",
  };
  const events = script(
    prompt('Paint it all'),
    ...tool('AskUserQuestion', QUESTION, answers),
    ...tool('AskUserQuestion', QUESTION, {
      output: 'User has answered your questions: "Which colour?"="Red". You can now continue.',
    }),
    ...tool('Edit', { file_path: 'a' }, refused),
    ...tool('Edit', { file_path: 'a' }, asked),
    message('Painted.'),
  );
  const decisions = say(events).claims.filter((claim) => claim.field === 'decision');
  expect(decisions.map(({ text, party, evidence }) => [text, party, evidence])).toEqual([
    ['Which colour? Blue', 'person', [2, 3]],
    ['Which colour? Red', 'person', [4, 5]],
    ['keep the old name (refusing the change of a)', 'person', [6, 7]],
  ]);
});

test('open tasks are next steps, also while the turn goes on', () => {
  const todos = (first: string) =>
    tool('TodoWrite', {
      todos: [
        { content: 'Parse', status: 'completed' },
        { content: 'Print', status: first },
      ],
    });
  const events = script(prompt('Build the printer'), ...todos('in_progress'), message('Parsing works, printing is next.'));
  const steps = (isLast: boolean, drafts = events) =>
    say(drafts, isLast)
      .claims.filter((claim) => claim.field === 'next_step')
      .map((claim) => claim.text);
  expect(steps(true)).toEqual(['Print']);
  expect(steps(false)).toEqual(['Print']);
  expect(steps(true, script(prompt('Build the printer'), ...todos('pending')))).toEqual(['Print']);
  expect(steps(true, script(prompt('Build the printer'), ...todos('completed'), message('Done.')))).toEqual([]);
});

test('without a prompt the title says so', () => {
  expect(say(script(message('Hello'))).title).toBe('In progress');
  expect(say(script(message('Hello')), false).title).toBe('Work without a prompt');
  expect(say(script({ actor: 'human', kind: 'command', text: '/deploy staging' }, message('Deployed.'))).title).toBe(
    '“/deploy staging”',
  );
});

test('several turns: the first ask names the segment, the last end speaks beside its answer, unless it only let the agent go on', () => {
  const events = script(
    prompt('Rename the parser to reader'),
    message('Renamed `parser.ts` to `reader.ts` and updated four imports.'),
    prompt('and its tests too, they still say parser'),
    message('Renamed the tests as well: `reader.test.ts`.'),
    prompt('commit this'),
    ...shell('git commit -m x', '[main ab12cd3] wip'),
    message('Done.'),
  );
  expect(say(events)).toMatchObject({
    title: 'Rename the parser to reader',
    outcome: 'Renamed `parser.ts` to `reader.ts` and updated four imports. Renamed the tests as well: `reader.test.ts`.',
    verification: 'verified',
    status: 'done',
  });
});

test('a segment without a prompt and without an end says only what code knows', () => {
  const edit = tool('Edit', { file_path: '/app/lib/a.ts', old_string: 'a', new_string: 'b' });
  const record = say(script(message('Now the parser.'), ...edit, ...edit), false);
  expect(record).toMatchObject({
    title: 'Implementation: a.ts',
    status: 'partial',
    verification: 'none',
    ask: null,
    outcome: null,
  });
});

test('what a subagent did is told where nothing else is known; its task names the segment, but no person asked for it', () => {
  const thread = 'worker-1';
  const events = script(
    { thread, actor: 'agent', kind: 'prompt', text: 'Count the leap days of both tables.' },
    { thread, actor: 'subagent', text: 'Both tables have the same 24 leap days.' },
  );
  expect(say(events)).toMatchObject({
    title: 'Count the leap days of both tables',
    status: 'done',
    ask: null,
    outcome: 'Both tables have the same 24 leap days.',
  });
  const aside = script(prompt('Count them all now'), { thread, actor: 'subagent', text: 'Both tables have 24 leap days.' });
  expect(say(aside)).toMatchObject({ status: 'in_progress', outcome: null });
});
