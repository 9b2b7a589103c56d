import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { visits } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { statusNow } from '@/lib/sessions/status-queries';

/** How far somebody has seen a session: the newest event then, -1 where they call it unseen. */
export interface Visit {
  seq: number;
  at: Date;
}

/** How far whoever asks has seen sessions. */
export async function visitsOf(ctx: Context, sessionIds: string[]): Promise<Map<string, Visit>> {
  const person = personIdOf(ctx);
  if (sessionIds.length === 0 || person === null) return new Map();
  const rows = await ctx.db.orm
    .select({ id: visits.sessionId, seq: visits.seq, at: visits.at })
    .from(visits)
    .where(and(inArray(visits.sessionId, sessionIds), eq(visits.personId, person)));
  return new Map(rows.map(({ id, ...visit }) => [id, visit]));
}

/** Which of these sessions have news for whoever asks. */
export async function unseenOf(ctx: Context, sessionIds: string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await ctx.db.orm.execute<{ id: string }>(sql`
    select sessions.id from sessions where sessions.id in ${sessionIds} and ${isUnseen(ctx)}`);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Whether a session of the statement has news for whoever asks: since their visit a segment closed, or it began to wait or failed. A call of a tool is
 * none. A session without events tells by the times at which its segments were written.
 */
export function isUnseen(ctx: Context): SQL {
  const person = personIdOf(ctx);
  if (person === null) return sql`false`;
  const live = sql`${statusNow} = 'live'`;
  const newestCut = sql`g.session_id = sessions.id and g.cut = sessions.current_cut`;
  const began = sql`exists (select 1 from segments g where ${newestCut} and g.n > 1 and g.first_seq > coalesce(v.seq, 0))`;
  const written = sql`exists (select 1 from segments g join records r on r.segment_id = g.id and r.rev = g.rev
    where ${newestCut} and r.status <> 'in_progress' and r.made_by is null and (v.at is null or r.created_at > v.at))`;
  return sql`(select coalesce(v.seq = -1, false)
      or v.at is not null and sessions.status in ('waiting', 'failed') and sessions.updated_at > v.at
      or case when sessions.last_seq > 0 then sessions.last_seq > coalesce(v.seq, 0) and (not ${live} or ${began})
        else v.at is null and not ${live} or ${written} end
    from (select 1) one left join visits v on v.session_id = sessions.id and v.person_id = ${person})`;
}
