import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import type { Session } from '@/lib/sessions/schema';

/** How far whoever asks has reviewed the newest cut of sessions. Those that they marked nothing of are left out. */
export async function reviewedCounts(
  ctx: Context,
  sessionIds: string[],
): Promise<Map<string, Pick<Session['review'], 'reviewed' | 'events_share'>>> {
  const person = personIdOf(ctx);
  if (sessionIds.length === 0 || person === null) return new Map();
  const rows = await ctx.db.orm.execute<{ id: string; reviewed: number; events_share: number }>(sql`
    select s.id, count(r.rev)::int as reviewed,
      coalesce(sum(g.event_count) filter (where r.rev is not null)::float8 / nullif(sum(g.event_count), 0), 0) as events_share
    from sessions s join segments g on g.session_id = s.id and g.cut = s.current_cut
    left join marks m on m.span_id = g.span_id and m.person_id = ${person}
    left join records r on r.segment_id = g.id and r.rev = g.rev and m.span_id is not null and r.digest is not distinct from m.digest
    where s.id in ${sessionIds} and exists (select 1 from marks own where own.session_id = s.id and own.person_id = ${person})
    group by s.id`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** Whether a session of the statement has a segment that whoever asks has not reviewed as it is now; `alias` is its name there. */
export function leavesToReview(ctx: Context, alias = 'sessions'): SQL {
  const session = sql.identifier(alias);
  const person = personIdOf(ctx);
  if (person === null) return sql`${session}.segment_count > 0`;
  return sql`exists (
    select 1 from segments g join records r on r.segment_id = g.id and r.rev = g.rev
    where g.session_id = ${session}.id and g.cut = ${session}.current_cut and not exists (
      select 1 from marks m where m.span_id = g.span_id and m.person_id = ${person} and m.digest is not distinct from r.digest))`;
}
