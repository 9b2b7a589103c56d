import { expect, test } from 'vitest';
import { hasTimes, startOf } from '@/lib/sessions/times';

const [begun, ended] = [new Date('2026-11-20T08:00:00.000Z'), new Date('2026-11-20T09:00:00.000Z')];

test.each([
  ['events from one moment to another', { startedAt: begun, lastEventAt: ended, lastSeq: 9 }, begun.toISOString()],
  ['all events at one moment', { startedAt: begun, lastEventAt: begun, lastSeq: 9 }, null],
  ['one event', { startedAt: begun, lastEventAt: begun, lastSeq: 1 }, begun.toISOString()],
  ['no event', { startedAt: begun, lastEventAt: null, lastSeq: 0 }, begun.toISOString()],
  ['nothing', { startedAt: null, lastEventAt: null, lastSeq: 0 }, null],
] as const)('when a session began: %s', (_, facts, expected) => {
  expect(startOf(facts)).toBe(expected);
  expect(hasTimes(facts)).toBe(expected !== null || facts.startedAt === null);
});
