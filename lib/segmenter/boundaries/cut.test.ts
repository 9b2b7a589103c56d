import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutByStructure } from '@/lib/segmenter/boundaries/cut';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

type Drafts = Parameters<typeof script>;

const starts = (events: ReturnType<typeof script>) => cutByStructure(events).map((segment) => segment.firstSeq);
const times = (count: number, make: (i: number) => Drafts): Drafts => Array.from({ length: count }, (_, i) => make(i)).flat();

const edit = (path: string) => tool('Edit', { file_path: path, old_string: 'a', new_string: 'b' });
const build = (count: number) => times(count, (i) => [message('Now the next part.'), ...edit(`/ferry/part-${i}.ts`)]);
const read = (count: number) => times(count, (i) => tool('Read', { file_path: `/ferry/part-${i}.ts` }));
const commit = shell('git commit -am "Sail on Sundays"', '[main 3fa9c21] Sail on Sundays');

test('a new ask after shipped work starts a segment; approval, shipping and correction do not', () => {
  const first: Drafts = [
    prompt('Make the ferry sail on Sundays'),
    ...build(12),
    ...shell('npm test', '12 passed'),
    message('Done, the tests pass. Shall I commit it?'),
    prompt('yes, commit it'),
    ...commit,
    message('Committed.'),
  ];
  const events = script(
    ...first,
    prompt('Now print the timetable as a poster for every pier'),
    ...build(12),
    message('The poster is printed.'),
    prompt('no, wait, in two colours'),
    ...build(2),
    message('It has two colours now.'),
  );
  expect(starts(events)).toEqual([1, first.length + 1]);
});

test('after a discussion the prompt that lets the building begin starts a segment', () => {
  const talk: Drafts = [
    prompt('How could the ferry sail on Sundays?'),
    ...read(16),
    message('By the summer table or by the winter table. Which one?'),
    prompt('What would the winter table cost?'),
    ...read(4),
    message('Nothing. Which one?'),
    prompt('And the summer table, what would that need?'),
    ...read(4),
    message('Two more boats. Which one?'),
  ];
  const events = script(...talk, prompt('Implement the winter table as you said'), ...build(16), message('All is implemented.'));
  expect(starts(events)).toEqual([1, talk.length + 1]);
});

test('a plan that is approved in the middle of a turn starts a segment with its tasks', () => {
  const plan: Drafts = [
    prompt('Plan how the ferry sails on Sundays'),
    ...read(26),
    ...tool('ExitPlanMode', { plan: '# Sundays' }, { data: { type: 'plan', plan: '# Sundays', is_approved: true } }),
  ];
  const tasks = times(3, (i) => tool('TaskCreate', { subject: `Part ${i}` }));
  const events = script(...plan, ...tasks, ...build(20), message('All parts are built.'));
  expect(starts(events)).toEqual([1, plan.length + 1]);
});

test('a compaction before a prompt belongs to the segment that the prompt starts', () => {
  const first: Drafts = [prompt('Make the ferry sail on Sundays'), ...build(14), ...commit, message('Committed.')];
  const events = script(
    ...first,
    { actor: 'system', kind: 'compaction', text: 'Conversation compacted' },
    { actor: 'human', kind: 'command', text: '/compact' },
    prompt('Next: print the timetable as a poster'),
    ...build(14),
    message('Printed.'),
  );
  expect(starts(events)).toEqual([1, first.length + 1]);
});

test('what only just began is not yet a segment of its own', () => {
  const first: Drafts = [prompt('Make the ferry sail on Sundays'), ...build(12), ...commit, message('Committed.')];
  const begun: Drafts = [...first, prompt('Now print the timetable as a poster'), ...build(3)];
  expect(starts(script(...begun))).toEqual([1]);
  expect(starts(script(...begun, message('Printed.')))).toEqual([1, first.length + 1]);
});

test('no events give no segments; a session of a subagent alone is one', () => {
  expect(cutByStructure([])).toEqual([]);
  const events = script({ thread: 'sub', text: 'a' }, { thread: 'sub', text: 'b' });
  expect(cutByStructure(events)).toMatchObject([{ firstSeq: 1, lastSeq: 2, isOpen: true }]);
});

test('segments divide the events in order, the last one open, and finer cuts have no fewer', () => {
  const draft = fc.oneof(
    fc.constantFrom<Drafts>(
      [prompt('Now fix the parser')],
      [prompt('yes')],
      [message('Done.')],
      [{ kind: 'interrupt', actor: 'human' }],
    ),
    fc.nat(12).map(build),
    fc.constant(commit),
    fc.constant<Drafts>([{ thread: 'sub', text: 'x' }]),
  );
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 30 }), (drafts) => {
      const events = script(...drafts.flat());
      const main = events.filter((event) => event.thread === 'main');
      const segments = cutByStructure(events);
      expect(segments.map((segment) => segment.isOpen)).toEqual(segments.map((_, i) => i === segments.length - 1));
      for (const [i, { firstSeq, lastSeq }] of segments.entries()) {
        expect(lastSeq).toBeGreaterThanOrEqual(firstSeq);
        if (i > 0) expect(firstSeq).toBe(main.find((event) => event.seq > (segments[i - 1]?.lastSeq ?? 0))?.seq);
      }
      if (main.length > 0) expect(segments.at(-1)?.lastSeq).toBe(main.at(-1)?.seq);
    }),
  );
});
