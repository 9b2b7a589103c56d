import { sessionStatus as known, type SessionStatus } from '@/lib/sessions/schema';

/** A session without an event for so long is not live. */
export const LIVE_MS = 10 * 60_000;

/** What a status is read off: columns of a session. */
export interface StatusFacts {
  status: string | null;
  turnState: string | null;
  startedAt: Date | null;
  lastEventAt: Date | null;
  endedAt: Date | null;
}

/** True if the client said that the session is over: no event will come. */
export const isEnded = ({ status, endedAt }: { status: string | null; endedAt: Date | string | null }): boolean =>
  endedAt !== null || ['done', 'failed', 'abandoned'].includes(status ?? '');

/** What was sent wins; else a question to the person waits, something within the last 10 minutes is live, a finished turn is done, an unfinished one abandoned. */
export function sessionStatus(row: StatusFacts, now: Date): SessionStatus {
  const sent = known.safeParse(row.status);
  if (sent.success) return sent.data;
  if (row.endedAt) return 'done';
  if (row.turnState === 'waiting') return 'waiting';
  const last = row.lastEventAt ?? row.startedAt;
  if (last && Math.abs(now.getTime() - last.getTime()) < LIVE_MS) return 'live';
  return row.turnState === 'finished' ? 'done' : 'abandoned';
}
