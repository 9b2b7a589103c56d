import { expect, test } from 'vitest';
import { anchorThreads, type CallPlace, type ThreadRow } from '@/lib/events/anchors';

const row = (thread: string, anchorSeq: number, spawnCallId: string | null = null): ThreadRow => ({
  thread,
  label: null,
  spawnCallId,
  anchorSeq,
});
const found = (calls: Record<string, CallPlace> = {}, firstMain: number | null = null) => ({
  calls: new Map(Object.entries(calls)),
  firstMain,
});

test.each<[string, ThreadRow[], ThreadRow[], ReturnType<typeof found>, ThreadRow[]]>([
  ['a new thread stands where it was first seen', [], [row('a', 4), row('a', 9)], found(), [row('a', 4)]],
  ['a known thread is not written again', [row('a', 4)], [row('a', 9)], found(), []],
  [
    'the call that spawned it is the better place',
    [],
    [row('a', 4, 'c')],
    found({ c: { seq: 2, thread: 'main' } }),
    [row('a', 2, 'c')],
  ],
  ['a call that arrives later moves it', [row('a', 4, 'c')], [], found({ c: { seq: 7, thread: 'main' } }), [row('a', 7, 'c')]],
  [
    'a call that becomes known later moves it',
    [row('a', 4)],
    [row('a', 9, 'c')],
    found({ c: { seq: 3, thread: 'main' } }),
    [row('a', 3, 'c')],
  ],
  [
    'a thread of a thread belongs where that does',
    [],
    [row('child', 9, 'c2'), row('parent', 8, 'c1')],
    found({ c1: { seq: 2, thread: 'main' }, c2: { seq: 5, thread: 'parent' } }),
    [row('child', 2, 'c2'), row('parent', 2, 'c1')],
  ],
  ['none stands before the main thread begins', [row('a', 1)], [], found({}, 3), [row('a', 3)]],
])('%s', (_name, known, seen, places, written) => {
  expect(anchorThreads(known, seen, places)).toEqual(written);
});

test('threads that name each other as their parent come to an end', () => {
  const places = found({ a1: { seq: 5, thread: 'a' }, b1: { seq: 6, thread: 'b' } });
  expect(anchorThreads([], [row('a', 1, 'b1'), row('b', 2, 'a1')], places)).toHaveLength(2);
});
