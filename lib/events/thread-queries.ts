import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import type { Event } from '@/lib/events/schema';

/** The subagents' threads that calls spawned, with what was told in them, by the ids of the calls. */
export async function threadsOfCalls(
  ctx: Context,
  sessionId: string,
  callIds: readonly string[],
): Promise<Map<string, NonNullable<Event['subagent']>>> {
  if (callIds.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<{ call: string; thread: string; label: string | null; seq: number; events: number }>(sql`
    select t.spawn_call_id as call, t.thread, t.label, min(e.seq) as seq, count(*)::int as events
    from threads t join events e on e.session_id = t.session_id and e.thread = t.thread and e.thread <> 'main'
    where t.session_id = ${sessionId} and t.spawn_call_id in ${[...callIds]} group by t.thread, t.label, t.spawn_call_id order by min(e.seq) desc`);
  return new Map(rows.map(({ call, seq, ...told }) => [call, { ...told, first_seq: seq }]));
}
