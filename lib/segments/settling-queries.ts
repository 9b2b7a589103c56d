import { sql } from 'drizzle-orm';
import type { Granularity } from '@/lib/segmenter/select';
import type { Tx } from '@/lib/segments/transaction';
import type { Usage } from '@/lib/sessions/schema';
import { UNTITLED } from '@/lib/sessions/schema';

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
  usage: Usage | null;
  /** The client said that it is over: no event will come. */
  isEnded: boolean;
  /** Events that the session has or is said to have. */
  knownEnd: number;
  /** When this began, in milliseconds. */
  since: number;
}

/** Waits until nobody else settles this session, then reads it; the lock lasts as long as the transaction. */
export async function lockSettling(tx: Tx, sessionId: string): Promise<Settling | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('settle ' || ${sessionId}::text, 0))`);
  const [row] = await tx.execute<Omit<Settling, 'since'> & Record<string, unknown>>(sql`
    select s.id, s.sid, s.project_id as "projectId", p.name as project, coalesce(s.title, ${UNTITLED}) as title, s.cwd, s.last_seq as "lastSeq", s.settled_seq as "settledSeq",
      s.current_cut as "currentCut", c.origin as "cutOrigin", c.algorithm, c.granularity, s.segment_count as "segmentCount", s.usage,
      coalesce(s.status in ('done', 'failed', 'abandoned'), false) or s.ended_at is not null as "isEnded",
      greatest(s.last_seq, coalesce(s.stated_event_count, 0)) as "knownEnd"
    from sessions s join projects p on p.id = s.project_id left join cuts c on c.session_id = s.id and c.n = s.current_cut where s.id = ${sessionId}`);
  return row ? { ...row, since: Date.now() } : null;
}
