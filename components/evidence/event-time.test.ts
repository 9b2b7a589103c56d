import { expect, test } from 'vitest';
import { timeOf } from './event-time';

const received_at = '2026-03-02T10:00:00.000Z';

test.each([
  ['before it came', '2026-03-02T09:59:00.000Z', '2026-03-02T09:59:00.000Z', ''],
  ['a little later', '2026-03-02T10:00:04.000Z', '2026-03-02T10:00:04.000Z', ''],
  ['minutes later', '2026-03-02T10:02:20.000Z', received_at, ', agent clock is ahead by 2 min'],
  ['a year later', '2027-03-02T10:00:00.000Z', '2027-03-02T10:00:00.000Z', ''],
])('an event that says it was %s', (_, at, shown, note) => {
  expect(timeOf({ at, received_at })).toEqual({ at: shown, note });
});
