import { describe, expect, test } from 'vitest';
import {
  clockOf,
  countOf,
  formatCost,
  formatDay,
  formatDuration,
  formatMoment,
  formatRange,
  formatRelative,
  formatRuns,
  formatTimes,
  formatTokens,
  isSameDay,
  spellDuration,
} from './display';

const now = Date.parse('2026-11-20T21:40:00Z');
const utc = clockOf('UTC', now);
const tokyo = clockOf('Asia/Tokyo', now);

describe('clockOf', () => {
  test.each([undefined, '', 'Mars/Olympus', '../../etc'])('reads %j as UTC and says so', (zone) => {
    expect(clockOf(zone, now)).toEqual({ zone: 'UTC', now, suffix: ' UTC' });
  });
  test('keeps a zone that exists', () => expect(tokyo).toEqual({ zone: 'Asia/Tokyo', now, suffix: '' }));
});

describe('times', () => {
  test.each([
    ['same day', utc, '2026-11-20T08:44:00Z', '2026-11-20T10:37:00Z', 'Fri 20 Nov, 08:44 – 10:37'],
    ['over midnight', utc, '2026-11-20T23:50:00Z', '2026-11-21T00:10:00Z', 'Fri 20 Nov, 23:50 – Sat 21 Nov, 00:10'],
    ['another zone', tokyo, '2026-11-20T14:50:00Z', '2026-11-20T15:10:00Z', 'Fri 20 Nov, 23:50 – Sat 21 Nov, 00:10'],
    ['another year', utc, '2025-02-03T08:00:00Z', '2025-02-03T09:00:00Z', 'Mon 3 Feb 2025, 08:00 – 09:00'],
    ['within a minute', utc, '2026-11-20T08:44:01Z', '2026-11-20T08:44:50Z', 'Fri 20 Nov, 08:44'],
    ['no end', utc, '2026-11-20T08:44:00Z', null, 'Fri 20 Nov, 08:44'],
  ] as const)('range: %s', (_, clock, start, end, expected) => expect(formatRange(start, end, clock)).toBe(expected));

  test('a segment shows the clock alone, and both dates over midnight', () => {
    expect(formatTimes('2026-11-20T08:54:00Z', '2026-11-20T09:00:00Z', utc)).toBe('08:54 – 09:00');
    expect(formatTimes('2026-11-20T08:54:00Z', '2026-11-20T09:00:00Z', clockOf(undefined, now))).toBe('08:54 – 09:00 UTC');
    expect(formatTimes('2026-11-20T23:58:00Z', '2026-11-21T00:02:00Z', utc)).toBe('Fri 20 Nov, 23:58 – Sat 21 Nov, 00:02');
  });

  test('a list says today by the calendar of the reader', () => {
    expect(formatMoment('2026-11-20T10:37:00Z', utc)).toBe('Today 10:37');
    expect(formatMoment('2026-11-20T10:37:00Z', tokyo)).toBe('Fri 20 Nov, 19:37');
    expect(isSameDay('2026-11-20T14:59:00Z', '2026-11-20T15:00:00Z', tokyo)).toBe(false);
    expect(formatDay('2026-11-19T10:37:00Z', utc)).toBe('Thu 19 Nov');
  });
});

test.each([
  [-5, '0 s', '0 seconds'],
  [8_400, '8 s', '8 seconds'],
  [359_000, '5 min', '5 minutes'],
  [3_600_000, '1 h', '1 hour'],
  [6_780_000, '1 h 53 min', '1 hour 53 minutes'],
  [187_200_000, '2 d 4 h', '2 days 4 hours'],
])('a duration of %i ms', (milliseconds, short, spelled) => {
  expect(formatDuration(milliseconds)).toBe(short);
  expect(spellDuration(milliseconds)).toBe(spelled);
});

test.each([
  ['2026-11-20T10:37:00Z', '11 hours ago'],
  ['2026-11-20T21:39:52Z', '8 seconds ago'],
  ['2026-11-20T21:41:00Z', '0 seconds ago'],
  ['2026-11-13T21:39:00Z', '7 days ago'],
  ['2024-11-13T21:39:00Z', '2 years ago'],
])('%s is %s', (iso, expected) => expect(formatRelative(iso, now)).toBe(expected));

describe('usage', () => {
  const none = { input: 0, cache_read: 0, cache_write: 0, output: 0, output_under_reported: false };
  test.each([
    [none, null],
    [{ ...none, input: 800, cache_read: 7_120_000, output: 31_240 }, '7.1M tokens in, 31.2K out'],
    [{ ...none, output: 31_240 }, '31.2K tokens out'],
    [{ ...none, input: 812, output: 7, output_under_reported: true }, '812 tokens in, at least 7 out'],
  ])('%j is %s', (usage, expected) => expect(formatTokens(usage)).toBe(expected));

  test.each([
    [null, 'none', false, null],
    [0, 'recorded', false, null],
    [4.1, 'recorded', false, '$4.10'],
    [1234.5678, 'computed', false, '$1,234.57 computed'],
    [12, 'computed', true, 'at least $12.00 computed'],
    [0.0012, 'recorded', false, 'under $0.01'],
  ] as const)('%j %s, partial: %s, is %s', (cost_usd, cost_source, cost_is_partial, expected) =>
    expect(formatCost({ cost_usd, cost_source, cost_is_partial })).toBe(expected),
  );
});

test('counts and runs', () => {
  expect(countOf(1, 'event')).toBe('1 event');
  expect(countOf(4812, 'event')).toBe('4,812 events');
  expect(formatRuns([13, 14, 15, 16])).toBe('13–16');
  expect(formatRuns([5, 6, 9])).toBe('5, 6, 9');
});
