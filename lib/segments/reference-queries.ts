import { type SQL, sql } from 'drizzle-orm';
import type { Context, ProjectId } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import { getProject } from '@/lib/projects/queries';
import { REFERENCE_ROLES, type ReferenceUse } from '@/lib/segments/schema';
import { readCursor, writeCursor } from '@/lib/sessions/cursor';
import { isAsked } from '@/lib/sessions/reference-queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { segmentPath } from '@/lib/sessions/slug';

const SORT = 'reference';

type Row = Omit<ReferenceUse, 'url' | 'at' | 'session'> & { id: string; cut: number; session: string | null; at: number };

/** A page of the segments that have a reference, in the newest cut of each session, newest first; null where there is no such project. */
export async function listReferenceUses(
  ctx: Context,
  project: string,
  { ref, cursor, limit }: { ref: string; cursor?: string; limit: number },
): Promise<{ items: ReferenceUse[]; next_cursor: string | null } | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const after = cursor === undefined ? null : readCursor(cursor, SORT);
  const size = Math.min(limit, LIMITS.page_items);
  const roles = sql.raw(`array[${REFERENCE_ROLES.map((role) => `'${role}'`).join(', ')}]`);
  const rows = await ctx.db.orm.execute<Row & Record<string, unknown>>(sql`
    with uses as (
      select distinct on (g.id) g.id, g.n, g.cut, g.rev, s.sid, s.title as session, r.seq, r.kind, r.text, r.role, e.at
      from event_references r
      join sessions s on s.id = r.session_id and s.project_id = ${known.id}
      join events e on e.session_id = r.session_id and e.seq = r.seq
      left join threads t on t.session_id = e.session_id and t.thread = e.thread and e.thread <> 'main'
      join lateral (
        select * from segments g where g.session_id = s.id and g.cut = s.current_cut and g.first_seq <= coalesce(t.anchor_seq, r.seq)
        order by g.first_seq desc limit 1) g on true
      where ${isAsked(ref)} order by g.id, array_position(${roles}, r.role) desc, r.seq)
    select u.id, u.n, u.cut, u.sid, u.session, u.seq, u.kind, u.text, u.role, (extract(epoch from u.at) * 1000)::float8 as at, c.title
    from uses u join records c on c.segment_id = u.id and c.rev = u.rev
    where ${after ? sql`(u.at, u.id) < (${after.value}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by u.at desc, u.id desc limit ${size + 1}`);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => useOf(row, known.name)),
    next_cursor: last && rows.length > size ? writeCursor(SORT, new Date(last.at).toISOString(), last.id) : null,
  };
}

/** The ids of the segments that have a reference, in the newest cuts of a project, as a subquery. */
export const referringSegments = (projectId: ProjectId, ref: string): SQL => sql`
  select u.id from event_references r join sessions s on s.id = r.session_id and s.project_id = ${projectId}
  join events e on e.session_id = r.session_id and e.seq = r.seq
  left join threads t on t.session_id = e.session_id and t.thread = e.thread and e.thread <> 'main'
  join lateral (
    select g.id from segments g where g.session_id = s.id and g.cut = s.current_cut and g.first_seq <= coalesce(t.anchor_seq, r.seq)
    order by g.first_seq desc limit 1) u on true
  where ${isAsked(ref)}`;

const useOf = ({ id: _id, cut, session, at, ...use }: Row, project: string): ReferenceUse => ({
  ...use,
  session: session ?? UNTITLED,
  at: new Date(at).toISOString(),
  url: segmentPath({ project, sid: use.sid, title: session ?? UNTITLED }, use.n, cut),
});
