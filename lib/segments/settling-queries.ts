import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import type { Granularity } from '@/lib/segmenter/boundaries/select';
import { UNTITLED } from '@/lib/sessions/schema';
import { isEnded } from '@/lib/sessions/status';
import type { Tally } from '@/lib/sessions/tally';

/** A session while its cut is brought up to date. */
export interface Settling {
  id: string;
  sid: string;
  projectId: string;
  project: string;
  title: string;
  cwd: string | null;
  lastSeq: number;
  settledSeq: number;
  currentCut: number | null;
  /** Who made the newest cut: 'heuristic' or 'agent'. */
  cutOrigin: string | null;
  /** What made the newest cut, as name@version; null for an agent's. */
  algorithm: string | null;
  granularity: Granularity | null;
  segmentCount: number;
  usage: Tally | null;
  /** The client said that it is over: no event will come. */
  isEnded: boolean;
  /** Events that the session has or is said to have. */
  knownEnd: number;
  /** When this began, in milliseconds. */
  since: number;
}

/** Sessions with events that no cut holds yet, or whose newest cut was made from the events by another algorithm. */
export async function listUnsettled(ctx: Context, algorithm: string): Promise<string[]> {
  const rows = await ctx.db.orm.execute<{ id: string }>(sql`
    select s.id from sessions s left join cuts c on c.session_id = s.id and c.n = s.current_cut
    where s.settled_seq < s.last_seq or s.last_seq > 0 and c.origin = 'heuristic' and c.algorithm is distinct from ${algorithm}`);
  return rows.map(({ id }) => id);
}

/** Waits until nobody settles these sessions, and keeps others from it as long as the transaction lasts. In order of id, so that two never wait for each other. */
export async function lockSessions(tx: Tx, sessionIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('settle ' || id, 0)) from (select id from unnest(${`{${sessionIds.join(',')}}`}::text[]) as id order by id) s`);
}

type Sent = Record<string, unknown> & { status: string | null; endedAt: string | null };

/** Waits until nobody else settles this session, then reads it; the lock lasts as long as the transaction. */
export async function lockSettling(tx: Tx, sessionId: string): Promise<Settling | null> {
  await lockSessions(tx, [sessionId]);
  const [row] = await tx.execute<Omit<Settling, 'since' | 'isEnded'> & Sent>(sql`
    select s.id, s.sid, s.project_id as "projectId", p.name as project, coalesce(s.title, ${UNTITLED}) as title, s.cwd, s.last_seq as "lastSeq", s.settled_seq as "settledSeq",
      s.current_cut as "currentCut", c.origin as "cutOrigin", c.algorithm, c.granularity, s.segment_count as "segmentCount", s.usage,
      s.status, s.ended_at as "endedAt",
      greatest(s.last_seq, coalesce(s.stated_event_count, 0)) as "knownEnd"
    from sessions s join projects p on p.id = s.project_id left join cuts c on c.session_id = s.id and c.n = s.current_cut where s.id = ${sessionId}`);
  if (!row) return null;
  const { status, endedAt, ...session } = row;
  return { ...session, isEnded: isEnded({ status, endedAt }), since: Date.now() };
}
