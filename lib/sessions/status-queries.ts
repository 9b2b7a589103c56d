import { type SQL, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import { SESSION_STATUSES } from '@/lib/sessions/schema';
import { LIVE_MS } from '@/lib/sessions/status';

const lastHeard = sql`coalesce(${sessions.lastEventAt}, ${sessions.startedAt})`;

/** The rule of `sessionStatus`, where it is asked of many rows at once. */
export const statusNow: SQL = sql`case
  when ${sessions.status} in ${SESSION_STATUSES} then ${sessions.status}
  when ${sessions.endedAt} is not null then 'done'
  when ${sessions.turnState} = 'waiting' then 'waiting'
  when abs(extract(epoch from now() - ${lastHeard})) < ${LIVE_MS / 1000} then 'live'
  when ${sessions.turnState} = 'finished' then 'done'
  else 'abandoned' end`;
