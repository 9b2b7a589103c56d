import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activityOf } from '@/lib/segmenter/activity';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';
import { TURNS } from '@/lib/segmenter/turns';

const bounds = (events: ReturnType<typeof script>) => TURNS.cut(events).map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq]);
const say = (events: ReturnType<typeof script>, isLast = true) => TURNS.record(events, { isLast });

test('a segment is a turn; leading events and approvals join, injected text and subagents open nothing', () => {
  const events = script(
    { actor: 'system', kind: 'note', text: 'started' },
    prompt('Fix the parser'),
    message('Shall I?'),
    prompt('yes'),
    { thread: 'sub', actor: 'human', kind: 'prompt', text: 'You are a reviewer' },
    message('Fixed.'),
    { actor: 'human', kind: 'command', text: '/compact' },
    { actor: 'system', kind: 'prompt', text: 'Base directory for this skill' },
    prompt('Now write the docs'),
    message('Written.'),
  );
  expect(bounds(events)).toEqual([
    [1, 8],
    [9, 10],
  ]);
  expect(TURNS.cut(events).map((segment) => segment.isOpen)).toEqual([false, true]);
});

test('no events give no segments; a session of a subagent alone is one', () => {
  expect(TURNS.cut([])).toEqual([]);
  expect(bounds(script({ thread: 'sub', text: 'a' }, { thread: 'sub', text: 'b' }))).toEqual([[1, 2]]);
});

test('going on from the open segment gives what seeing everything gives', () => {
  const kind = fc.constantFrom(
    prompt('Fix the parser'),
    prompt('yes'),
    message('Done.'),
    { thread: 'sub', text: 'x' },
    { kind: 'thinking' as const },
  );
  fc.assert(
    fc.property(fc.array(kind, { maxLength: 40 }), fc.nat(40), (drafts, length) => {
      const events = script(...drafts);
      const before = TURNS.cut(events.slice(0, length));
      const open = before.at(-1);
      if (!open) return;
      const rest = TURNS.cut(events.filter((event) => event.seq >= open.firstSeq));
      expect([...before.slice(0, -1), ...rest]).toEqual(TURNS.cut(events));
    }),
  );
});

test('a finished turn: the ask as title, the last message whole as outcome, each of its sentences proved by it', () => {
  const long = 'It works now. '.repeat(40).trim();
  const events = script(
    prompt('Please fix the parser.\nIt fails on leap days.'),
    message('Let me look.'),
    ...shell('npm test'),
    message(long),
  );
  const record = say(events);
  expect(record).toMatchObject({
    title: '“Please fix the parser.”',
    status: 'done',
    ask: 'Please fix the parser.\nIt fails on leap days.',
    summary: null,
    outcome: long,
  });
  expect(record.claims[0]).toEqual({ field: 'outcome', text: 'It works now.', party: null, evidence: [5] });
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
  if (open !== 'done') expect(say(events).outcome).toBeNull();
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
    ['keep the old name', 'person', [7]],
  ]);
});

test('open tasks are next steps only at the end of the session, once the turn is over', () => {
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
  expect(steps(false)).toEqual([]);
  expect(steps(true, script(prompt('Build the printer'), ...todos('pending')))).toEqual([]);
  expect(steps(true, script(prompt('Build the printer'), ...todos('completed'), message('Done.')))).toEqual([]);
});

test('without a prompt the title says so', () => {
  expect(say(script(message('Hello'))).title).toBe('In progress');
  expect(say(script(message('Hello')), false).title).toBe('Work without a prompt');
  expect(say(script({ actor: 'human', kind: 'command', text: '/deploy staging' }, message('Deployed.'))).title).toBe(
    '“/deploy staging”',
  );
});

test('activity counts events and errors in bins of 30 s', () => {
  const events = script(prompt('Fix it'), message('a'), message('b'), { kind: 'error', actor: 'system' });
  expect(activityOf(events).map(([, count, errors]) => [count, errors])).toEqual([
    [3, 0],
    [1, 1],
  ]);
});
