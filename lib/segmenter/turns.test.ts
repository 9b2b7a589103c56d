import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activityOf } from '@/lib/segmenter/activity';
import { message, prompt, script } from '@/lib/segmenter/testing';
import { TURNS } from '@/lib/segmenter/turns';

const bounds = (events: ReturnType<typeof script>) => TURNS.cut(events).map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq]);

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

test('activity counts events and errors in bins of 30 s', () => {
  const events = script(prompt('Fix it'), message('a'), message('b'), { kind: 'error', actor: 'system' });
  expect(activityOf(events).map(([, count, errors]) => [count, errors])).toEqual([
    [3, 0],
    [1, 1],
  ]);
});
