import { expect, test } from 'vitest';
import { overlaps, placeAgentCut, type SentSegment } from '@/lib/segments/agent-cut';

const sent = (id: string, first: number | null, last: number | null): SentSegment => ({ id, first, last });
const main = (lastSeq: number) => ({ firstSeq: 1, lastSeq });
const placed = (segments: SentSegment[], lastSeq: number | null) => {
  const cut = placeAgentCut(segments, lastSeq === null ? null : main(lastSeq));
  return {
    segments: cut.segments.map(({ id, n, firstSeq, lastSeq: last, isOpen }) => [id, n, firstSeq, last, isOpen]),
    trailing: cut.trailing,
  };
};

test('segments are numbered by their first event and cover what lies between; what follows is an open segment', () => {
  expect(placed([sent('b', 20, 29), sent('a', 5, 9)], 40)).toEqual({
    segments: [
      ['a', 1, 1, 19, false],
      ['b', 2, 20, 29, false],
    ],
    trailing: { n: 3, firstSeq: 30, lastSeq: 40 },
  });
});

test('without events segments stand where they arrived', () => {
  expect(placed([sent('b', null, null), sent('a', 3, 4)], null)).toEqual({
    segments: [
      ['b', 1, null, null, false],
      ['a', 2, null, null, false],
    ],
    trailing: null,
  });
});

test('a segment without a last event goes on until the next one, or stays open', () => {
  expect(placed([sent('a', 1, null), sent('b', 11, null)], 30)).toEqual({
    segments: [
      ['a', 1, 1, 10, false],
      ['b', 2, 11, 30, true],
    ],
    trailing: null,
  });
});

test('a segment that names only its last event begins after the one before', () => {
  expect(placed([sent('a', 1, 10), sent('b', null, 20)], 20).segments).toEqual([
    ['a', 1, 1, 10, false],
    ['b', 2, 11, 20, false],
  ]);
});

test('one that has no events yet keeps its place', () => {
  expect(placed([sent('a', 1, 10), sent('later', null, null), sent('b', 11, 20)], 20)).toEqual({
    segments: [
      ['a', 1, 1, 10, false],
      ['later', 2, null, null, false],
      ['b', 3, 11, 20, false],
    ],
    trailing: null,
  });
});

test.each([
  [sent('a', 1, 10), sent('b', 10, 12), true],
  [sent('a', 1, 10), sent('b', 11, 12), false],
  [sent('a', 5, null), sent('b', 1, 5), true],
  [sent('a', 5, null), sent('b', 6, 9), false],
  [sent('a', null, null), sent('b', 1, 9), false],
])('%# overlaps', (a, b, expected) => {
  expect([overlaps(a, b), overlaps(b, a)]).toEqual([expected, expected]);
});
