import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { findSession, getSession } from '@/lib/sessions/queries';
import type { SessionDetail } from '@/lib/sessions/schema';
import { getMayContinue } from '@/lib/sessions/suggestion-queries';

/** The session of a sid with the version of what its page shows, or null. */
export async function getSessionDetail(ctx: Context, sid: string): Promise<SessionDetail | null> {
  const [session, version] = await Promise.all([getSession(ctx, sid), getSessionVersion(ctx, sid)]);
  if (!session || !version) return null;
  const row = session.parent || session.predecessor ? null : await findSession(ctx, sid);
  const maybe = row && (await getMayContinue(ctx, row.id));
  return { ...session, version, ...(maybe && { may_continue: maybe }) };
}

/** Another value whenever what people or machines say of a session is, but for its marks, which have a resource of their own. Null where there is none. */
export async function getSessionVersion(ctx: Context, sid: string): Promise<string | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const [row] = await ctx.db.orm.execute<{ version: string }>(sql`
    select md5(concat_ws(' ', s.title, s.person_title, s.current_cut, s.segment_count,
      (select concat(count(*), ' ', sum(extract(epoch from g.updated_at)), ' ', sum(g.rev)) from segments g where g.session_id = s.id and g.cut = s.current_cut),
      (select concat(count(*), ' ', sum(extract(epoch from c.created_at)), ' ', sum(extract(epoch from c.edited_at)), ' ', count(c.deleted_at))
        from comments c where c.session_id = s.id),
      (select concat(count(*), ' ', sum(extract(epoch from r.at)), ' ', count(r.ended_at)) from resolutions r where r.session_id = s.id),
      (select concat(count(*), ' ', max(h.id)) from hook_events h where h.session_id = s.id),
      (select count(*) from refusals n where n.session_id = s.id),
      (select concat(count(*), ' ', sum(extract(epoch from f.at)), ' ', count(f.ended_at))
        from segments g join flags f on f.span_id = g.span_id where g.session_id = s.id and g.cut = s.current_cut),
      (select concat(count(*), ' ', sum(extract(epoch from e.at)), ' ', count(e.ended_at))
        from segments g join edits e on e.span_id = g.span_id where g.session_id = s.id and g.cut = s.current_cut))) as version
    from sessions s where s.id = ${session.id}`);
  return row?.version ?? null;
}
