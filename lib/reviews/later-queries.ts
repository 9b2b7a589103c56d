import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import { findItem } from '@/lib/reviews/resolution-queries';
import type { LaterSegment } from '@/lib/reviews/resolution-schema';
import { UNTITLED } from '@/lib/sessions/schema';
import { inScope } from '@/lib/sessions/scope-queries';
import { segmentPath } from '@/lib/sessions/slug';

const MAX_SESSIONS = 100;

/**
 * Segments that came after the one that says an item: of its session by number, of the sessions of its lineage by time, the earliest first. Null where
 * there is no such item.
 */
export async function listLaterSegments(ctx: Context, id: string): Promise<{ items: LaterSegment[]; next_cursor: null } | null> {
  const item = await findItem(ctx, id);
  if (!item) return null;
  type Row = Omit<LaterSegment, 'url' | 'started_at' | 'session_title'> & {
    session_title: string | null;
    project: string;
    started_at: number | null;
  };
  const rows = await ctx.db.orm.execute<Row & Record<string, unknown>>(sql`
    with recursive kin(id) as (
      select ${item.sessionId}::uuid
      union
      select o.id from kin join sessions s on s.id = kin.id join sessions o on o.project_id = s.project_id and ${inScope(ctx, 'o')}
        and (o.external_id in (s.parent_external_id, s.predecessor_external_id) or o.parent_external_id = s.external_id or o.predecessor_external_id = s.external_id)),
    near as (select id from kin limit ${MAX_SESSIONS}),
    own as (select session_id, n, coalesce(ended_at, started_at) as at from segments where id = ${item.segmentId})
    select s.sid, s.title as session_title, p.name as project, g.n, g.cut, r.title, r.outcome, (extract(epoch from g.started_at) * 1000)::float8 as started_at
    from near join sessions s on s.id = near.id join projects p on p.id = s.project_id cross join own
    join segments g on g.session_id = s.id and g.cut = s.current_cut join records r on r.segment_id = g.id and r.rev = g.rev
    where case when g.session_id = own.session_id then g.n > own.n else g.started_at >= own.at end
    order by g.session_id = own.session_id desc, g.started_at nulls last, g.session_id, g.n limit ${LIMITS.page_items}`);
  const segments = rows.map(({ project, session_title, started_at, ...row }) => ({
    ...row,
    session_title: session_title ?? UNTITLED,
    started_at: started_at === null ? null : new Date(started_at).toISOString(),
    url: segmentPath({ sid: row.sid, project, title: session_title ?? UNTITLED }, row.n, row.cut),
  }));
  return { items: segments, next_cursor: null };
}
