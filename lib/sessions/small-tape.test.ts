import { expect, test } from 'vitest';
import { smallTapeOf } from './small-tape';

const bins = (segment: number, from: number, ...events: number[]) =>
  events.map((n, i) => ({ segment, bin: from + i, events: n }));

test('one bin has no shape', () => {
  expect(smallTapeOf([], new Set())).toBeNull();
  expect(smallTapeOf(bins(1, 7, 12), new Set())).toBeNull();
});

test('bars stand in time, the bars of reviewed segments are named, and borders are empty', () => {
  const tape = smallTapeOf([...bins(1, 0, 4, 4), ...bins(2, 2, 1, 1)], new Set([1]));
  expect(tape?.bars).toHaveLength(64);
  expect(tape?.bars[0]).toBe(100);
  expect(tape?.bars[60]).toBe(50);
  expect(tape?.reviewed[0]).toBe(0);
  expect(tape?.reviewed.at(-1)).toBeLessThan(33);
});

test('a night takes no more room than a short pause', () => {
  const tape = smallTapeOf([...bins(1, 0, 3, 3, 3, 3), ...bins(1, 2000, 3, 3, 3, 3)], new Set());
  expect(tape?.bars.filter((bar) => bar === 0).length).toBeLessThan(6);
});

test('a burst does not flatten the rest, and bins of two segments at one time are both there', () => {
  const tape = smallTapeOf(
    [...bins(1, 0, ...new Array(40).fill(2)), { segment: 1, bin: 40, events: 900 }, ...bins(2, 40, 2, 2)],
    new Set([2]),
  );
  expect(Math.min(...(tape?.bars.filter((bar) => bar > 0) ?? []))).toBeGreaterThan(30);
  expect(tape?.reviewed.length).toBeGreaterThan(0);
});
