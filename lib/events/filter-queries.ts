import { and, eq, type SQL, sql } from 'drizzle-orm';
import { events, segments } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import type { EventFilters } from '@/lib/events/schema';

/** What narrows by time, place, kind or thread. A number is a seq, a text an instant; both ends are included. */
export function inRange({ from, to, kind, thread }: EventFilters): SQL[] {
  const bound = (value: number | string, operator: SQL) =>
    typeof value === 'number' ? sql`${events.seq} ${operator} ${value}` : sql`${events.at} ${operator} ${value}::timestamptz`;
  return [
    from === undefined ? undefined : bound(from, sql`>=`),
    to === undefined ? undefined : bound(to, sql`<=`),
    kind?.length ? sql`${events.kind} in ${kind}` : undefined,
    thread === undefined ? undefined : eq(events.thread, thread),
  ].filter((condition) => condition !== undefined);
}

/** Main-thread events between the segment's bounds, and the events of threads that hang on one of these, but for copies; null where there is no such segment. */
export async function inSegment(ctx: Context, sessionId: string, cut: number, n: number): Promise<SQL | null> {
  const [found] = await ctx.db.orm
    .select({ first: segments.firstSeq, last: segments.lastSeq })
    .from(segments)
    .where(and(eq(segments.sessionId, sessionId), eq(segments.cut, cut), eq(segments.n, n)));
  if (!found) return null;
  const { first, last } = found;
  return sql`${events.copiedFrom} is null and (${events.thread} = 'main' and ${events.seq} between ${first}::int and ${last}::int
    or ${events.thread} <> 'main' and ${events.thread} = any (array(
      select t.thread from threads t where t.session_id = ${sessionId} and t.anchor_seq between ${first}::int and ${last}::int)))`;
}
