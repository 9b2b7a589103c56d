import { describe, expect, test } from 'vitest';
import type { Activity } from '@/lib/events/schema';
import { labelsOf, placeLabels } from './tape-labels';
import { layTape } from './tape-layout';

const START = Date.UTC(2026, 10, 20, 8);
const bin = (minute: number, segment: number, events = 4, errors = 0) => ({
  at: new Date(START + minute * 60_000).toISOString(),
  events,
  errors,
  segment,
});
const minutes = (from: number, to: number, segment: number) =>
  Array.from({ length: to - from }, (_, at) => bin(from + at, segment));
const activityOf = (bins: Activity['bins']): Activity => ({ started_at: '', ended_at: '', bin_seconds: 60, bins });
const lay = (bins: Activity['bins'], width = 1000) =>
  layTape({ activity: activityOf(bins), width, threshold: 5 * 60_000, gapWidth: 46, pitch: 3 });

describe('layTape', () => {
  test('is linear in time and fills the width', () => {
    const { pieces, gaps } = lay([...minutes(0, 10, 1), ...minutes(10, 40, 2)]);
    expect(gaps).toEqual([]);
    const [first, second] = pieces;
    expect((second?.width ?? 0) / (first?.width ?? 1)).toBeCloseTo(3);
    expect((second?.x ?? 0) + (second?.width ?? 0)).toBeCloseTo(1000);
  });

  test('compresses a long pause, also inside one segment', () => {
    const { pieces, gaps } = lay([...minutes(0, 10, 1), ...minutes(600, 610, 1)]);
    expect(pieces.map((piece) => piece.segment)).toEqual([1, 1]);
    expect(gaps).toEqual([expect.objectContaining({ milliseconds: 590 * 60_000, before: 1, width: 40 })]);
  });

  test('bars are dense where bins are coarse, and heights follow the rate', () => {
    const { pieces } = lay([bin(0, 1, 16), bin(1, 1, 4), ...minutes(2, 20, 1)]);
    const bars = pieces[0]?.bars ?? [];
    expect(bars.length).toBeGreaterThan(300);
    expect(bars[0]?.height).toBeCloseTo(1);
    expect(bars.every((bar) => bar.height > 0 && bar.height <= 1)).toBe(true);
  });

  test('keeps an error where it happened', () => {
    const { pieces } = lay([bin(0, 1), bin(1, 1, 4, 2), bin(2, 1)], 9);
    expect(pieces[0]?.bars.map((bar) => bar.hasError)).toEqual([false, true, false]);
  });

  test('a subagent that outlives its segment does not tear the later one apart', () => {
    const { pieces } = lay([...minutes(0, 5, 1), bin(5, 2), bin(6, 1), bin(6, 2), bin(7, 1), bin(8, 2)]);
    expect(pieces.map((piece) => piece.segment)).toEqual([1, 2]);
  });

  test('a thousand segments stay on the tape', () => {
    const { pieces } = lay(Array.from({ length: 1000 }, (_, at) => bin(at, at + 1)));
    const last = pieces.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(1000.001);
    expect(pieces.every((piece) => piece.width > 0)).toBe(true);
  });

  test('nothing is laid where nothing happened', () => expect(lay([])).toEqual({ pieces: [], gaps: [] }));
});

test('labels do not touch, and important ones come first', () => {
  const labels = [10, 11, 12, 13].map((n, at) => ({ n, x: at * 12, isImportant: n === 11 }));
  expect(placeLabels(labels).map((label) => label.n)).toEqual([11, 13]);
});

test('a number that has no room on a shrunk tape is given the class of the first tier that has', () => {
  const numbers = [1, 2, 3].map((n) => ({ n, x: n * 16, isImportant: n === 2 }));
  const labels = labelsOf(numbers, [{ scale: 0.5 }, { scale: 1, className: 'wide' }]);
  expect(labels.map(({ n, className }) => [n, className])).toEqual([
    [2, undefined],
    [1, 'wide'],
    [3, 'wide'],
  ]);
});
