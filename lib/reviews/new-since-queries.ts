import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { readSession } from '@/lib/segments/row-queries';

/** The first segment of a cut (the newest without `cut`) with news since whoever asks was there last, and when that was; null where all or nothing is new. */
export async function getNewSince(
  ctx: Context,
  sid: string,
  { cut }: { cut?: number } = {},
): Promise<{ n: number; at: string } | null> {
  const person = personIdOf(ctx);
  const session = person === null ? null : await readSession(ctx, sid);
  if (!session) return null;
  const [row] = await ctx.db.orm.execute<{ n: number; at: number }>(sql`
    select g.n, (extract(epoch from v.at) * 1000)::float8 as at
    from visits v join segments g on g.session_id = v.session_id and g.cut = ${cut ?? session.currentCut ?? 1}
    where v.session_id = ${session.id} and v.person_id = ${person} and v.seq >= 0
      and case when g.last_seq is null then g.created_at > v.at else g.last_seq > v.seq end
    order by g.n limit 1`);
  return row && row.n > 1 ? { n: row.n, at: new Date(row.at).toISOString() } : null;
}
