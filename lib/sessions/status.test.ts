import { expect, test } from 'vitest';
import { type StatusFacts, sessionStatus } from '@/lib/sessions/status';

const NOW = new Date('2026-11-20T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const nothing: StatusFacts = { status: null, turnState: null, startedAt: null, lastEventAt: null, endedAt: null };

test.each<[string, Partial<StatusFacts>, string]>([
  ['what was sent wins', { status: 'failed', turnState: 'waiting', lastEventAt: minutesAgo(1) }, 'failed'],
  ['what was sent but is no status does not', { status: 'great', turnState: 'finished' }, 'done'],
  ['a question waits, however old', { turnState: 'waiting', lastEventAt: minutesAgo(5000) }, 'waiting'],
  ['a recent event is live', { turnState: 'finished', lastEventAt: minutesAgo(9) }, 'live'],
  ['a finished turn is done', { turnState: 'finished', lastEventAt: minutesAgo(11) }, 'done'],
  ['an unfinished turn is abandoned', { turnState: 'unfinished', lastEventAt: minutesAgo(11) }, 'abandoned'],
  ['a stated end is an end', { turnState: 'unfinished', lastEventAt: minutesAgo(1), endedAt: minutesAgo(1) }, 'done'],
  ['a session that just began is live', { startedAt: minutesAgo(1) }, 'live'],
  ['a date in the far future is not live', { turnState: 'finished', lastEventAt: new Date('2099-01-01') }, 'done'],
  ['nothing known', {}, 'abandoned'],
])('%s', (_name, facts, status) => {
  expect(sessionStatus({ ...nothing, ...facts }, NOW)).toBe(status);
});
