import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { pointersOf } from '@/lib/sessions/lineage-queries';
import type { MayContinue } from '@/lib/sessions/schema';
import { inScope } from '@/lib/sessions/scope-queries';

/** What is no sign: one file in common is chance. */
const LEAST_FILES = 2;
/** Hours between the end of one session and the beginning of the next. */
const MOST_HOURS = 12;

/**
 * The session that one may go on from where nothing says so: one that its first prompt names, else the last one before it on its branch that changed some
 * of the same files. Null where its lineage is known, or a person said that it goes on from nothing.
 */
export async function getMayContinue(ctx: Context, sessionId: string): Promise<MayContinue | null> {
  const [row] = await ctx.db.orm.execute<{ id: string; files: number | null }>(sql`
    with me as (
      select s.* from sessions s where s.id = ${sessionId} and s.parent_external_id is null and s.predecessor_external_id is null and not s.sent ? 'predecessor'),
    files as (select distinct r.name from me join event_references r on r.session_id = me.id and r.kind = 'file' and r.role in ('touched', 'produced')),
    named as (
      select o.id, null::int as files, o.last_event_at from me cross join lateral (
        select seq from events e where e.session_id = me.id and e.kind = 'prompt' and e.actor = 'human' and e.thread = 'main' and not e.is_noise
          and e.copied_from is null order by seq limit 1) p
      join event_references r on r.session_id = me.id and r.seq = p.seq and r.kind = 'session'
      join sessions o on o.project_id = me.project_id and lower(o.external_id) = r.name and o.id <> me.id and o.started_at < me.started_at and ${inScope(ctx, 'o')}),
    near as (
      select o.id, (select count(distinct r.name)::int from event_references r
        where r.session_id = o.id and r.kind = 'file' and r.role in ('touched', 'produced') and r.name in (select name from files)) as files, o.last_event_at
      from me join sessions o on o.project_id = me.project_id and o.id <> me.id and o.branch = me.branch and o.started_at < me.started_at
        and o.parent_external_id is null and o.last_event_at between me.started_at - ${MOST_HOURS}::int * interval '1 hour' and me.started_at and ${inScope(ctx, 'o')}
      where not exists (select 1 from sessions n where n.project_id = o.project_id and n.predecessor_external_id = o.external_id))
    select id, files from (select * from named union all select * from near where files >= ${LEAST_FILES}) found
    order by files is not null, last_event_at desc nulls last, id limit 1`);
  const pointer = row && (await pointersOf(ctx, [row.id])).get(row.id);
  return pointer ? { ...pointer, reason: reasonOf(row.files) } : null;
}

const reasonOf = (files: number | null): string =>
  files === null
    ? 'Its first prompt names that session.'
    : `It began on the same branch soon after, and changed ${files} of the same files.`;
