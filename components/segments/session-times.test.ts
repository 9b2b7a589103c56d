import { expect, test } from 'vitest';
import { durationOf } from '@/lib/display';
import { gapBefore, gapThreshold } from './session-times';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 8, minute)).toISOString();
const span = (from: number, to: number) => ({ started_at: at(from), ended_at: at(to) });

test.each([
  ['a pause of five minutes is not worth a word', [span(0, 10), span(15, 20)], 0],
  ['one of six is', [span(0, 10), span(16, 20)], 6 * 60_000],
  ['unless the session is long', [span(0, 300), span(306, 320)], 0],
  ['an overlap is no pause', [span(0, 10), span(8, 20)], 0],
] as const)('%s', (_, [first, second], expected) => {
  expect(gapBefore(second, first, gapThreshold([first, second], null))).toBe(expected);
});

test('unknown times have no duration and no gap', () => {
  const unknown = { started_at: null, ended_at: null };
  expect(durationOf(unknown)).toBeNull();
  expect(durationOf(span(3, 3))).toBeNull();
  expect(gapBefore(span(0, 1), unknown, 0)).toBe(0);
  expect(gapBefore(span(0, 1), undefined, 0)).toBe(0);
});

test('where the events are known, only time in which something happened counts', () => {
  const bins = [0, 1, 2].map((minute) => ({ at: at(minute), events: 1, errors: 0, segment: 1 }));
  expect(gapThreshold([span(0, 3000)], { started_at: at(0), ended_at: at(3000), bin_seconds: 60, bins })).toBe(5 * 60_000);
});
