import { expect, test } from 'vitest';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { compute } from './computed';

const at = (minute: number) => Date.UTC(2026, 10, 20, 9, minute);
const event = (seq: number, minute: number, more: Partial<SegmenterEvent> = {}): SegmenterEvent =>
  ({
    seq,
    at: at(minute),
    thread: 'main',
    actor: 'agent',
    kind: 'message',
    text: 'x',
    isNoise: false,
    ...more,
  }) as SegmenterEvent;
const timesOf = (events: SegmenterEvent[]) => {
  const { startedAt, endedAt } = compute(events, null);
  return [startedAt, endedAt].map((time) => time?.slice(11, 16));
};

test('a segment lasts as long as what was said and done in its main thread', () => {
  const note = event(3, 2, { kind: 'other', isNoise: true });
  expect(timesOf([event(1, 10), event(2, 14), note])).toEqual(['09:10', '09:14']);
  expect(timesOf([note])).toEqual(['09:02', '09:02']);
  expect(timesOf([event(1, 10), event(2, 40, { thread: 'worker' })])).toEqual(['09:10', '09:10']);
});
