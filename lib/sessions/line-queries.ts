import { count, inArray, sql } from 'drizzle-orm';
import { cuts } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { isTakenUp } from '@/lib/sessions/item-queries';

/** How many cuts each session has. */
export async function cutCounts(ctx: Context, sessionIds: string[]): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await ctx.db.orm
    .select({ id: cuts.sessionId, n: count() })
    .from(cuts)
    .where(inArray(cuts.sessionId, sessionIds))
    .groupBy(cuts.sessionId);
  return new Map(rows.map((row) => [row.id, row.n]));
}

/** How many questions of each session's newest cut nobody has answered. */
export async function openQuestionCounts(ctx: Context, sessionIds: string[]): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<{ id: string; n: number }>(sql`
    select s.id, count(distinct c.item_id)::int as n
    from sessions s
    join segments g on g.session_id = s.id and g.cut = s.current_cut
    join claims c on c.segment_id = g.id and c.rev = g.rev and c.field = 'question'
    where s.id in ${sessionIds} and not ${isTakenUp}
    group by s.id`);
  return new Map(rows.map((row) => [row.id, row.n]));
}

/** What a list shows of a session. */
interface Lines {
  outcome: string | null;
  /** The events contradict a sentence of the outcome. */
  contradicted: boolean;
  waitingOn: string | null;
}

/** The last outcome of each session's newest cut, and what waits for a person there: a step of theirs, or the question at which it is blocked. */
export async function lastLines(ctx: Context, sessionIds: string[]): Promise<Map<string, Lines>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<Lines & Record<string, unknown> & { id: string }>(sql`
    select s.id, outcome.text as outcome, coalesce(outcome.contradicted, false) as contradicted, item.text as "waitingOn"
    from sessions s
    left join lateral (
      select r.outcome as text, exists (
        select 1 from claims c
        where c.segment_id = g.id and c.rev = g.rev and c.field = 'outcome' and c.verdict->>'is' = 'contradicted') as contradicted
      from segments g join records r on r.segment_id = g.id and r.rev = g.rev
      where g.session_id = s.id and g.cut = s.current_cut and r.outcome is not null and not (g.is_open and r.status = 'in_progress')
      order by g.n desc limit 1) outcome on true
    left join lateral (
      select c.text from segments g join records r on r.segment_id = g.id and r.rev = g.rev join claims c on c.segment_id = g.id and c.rev = g.rev
      where g.session_id = s.id and g.cut = s.current_cut
        and (c.field = 'next_step' and c.party = 'person' or c.field = 'question' and r.status = 'blocked' and g.n = s.segment_count)
        and not ${isTakenUp}
      order by g.n desc, c.field, c.position limit 1) item on true
    where s.id in ${sessionIds}`);
  return new Map(rows.map(({ id, ...lines }) => [id, lines]));
}

/** What the hooks of each session told last, where its transcript does not tell it yet; `asks` where a person is asked. */
export async function lastTold(ctx: Context, sessionIds: string[]): Promise<Map<string, { line: string; asks: boolean }>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<{ id: string; line: string; asks: boolean }>(sql`
    select distinct on (session_id) session_id as id, line, hook in ('Notification', 'PermissionRequest') as asks from hook_events
    where session_id in ${sessionIds} and line is not null order by session_id, hook_events.id desc`);
  return new Map(rows.map(({ id, ...told }) => [id, told]));
}
