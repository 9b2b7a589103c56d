import { inArray, type SQL, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { getProject } from '@/lib/projects/queries';
import { INBOX_GROUPS, type Inbox, type InboxFilters, type InboxGroup, type ReviewCounts } from '@/lib/reviews/inbox-schema';
import { isTakenUp } from '@/lib/sessions/item-queries';
import { sessionConditions } from '@/lib/sessions/list-queries';
import { describeRows, selectSessions } from '@/lib/sessions/queries';
import { leavesToReview } from '@/lib/sessions/review-queries';
import { inScope } from '@/lib/sessions/scope-queries';
import { statusNow } from '@/lib/sessions/status-queries';

const PAGE = 30;

/** What needs whoever asks, the newest activity first in each group; null where there is no such project. The number of statements does not depend on what is found. */
export async function getInbox(ctx: Context, project: string, filters: InboxFilters = {}): Promise<Inbox | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const { waiting = PAGE, review = PAGE, live = PAGE, reviewed = 0, ...narrowed } = filters;
  const sizes = { waiting, review, live, reviewed };
  const places = await ctx.db.orm.execute<{ id: string; group: InboxGroup; place: number; count: number }>(sql`
    with grouped as (select sessions.id, sessions.active_at, ${groupOf(ctx)} as "group" from sessions
      where ${sql.join([sql`sessions.project_id = ${known.id}`, inScope(ctx), ...sessionConditions(ctx, narrowed)], sql` and `)}),
    placed as (select id, "group", (row_number() over (partition by "group" order by active_at desc, id desc))::int as place,
      (count(*) over (partition by "group"))::int as count from grouped where "group" is not null)
    select * from placed where place = 1 or place <= ${sizeOf(sizes)} order by place`);
  const shown = places.filter(({ group, place }) => place <= sizes[group]).map(({ id }) => id);
  const stored = await selectSessions(ctx, shown.length > 0 ? inArray(sessions.id, shown) : sql`false`);
  const rows = await describeRows(ctx, stored);
  const byId = new Map(stored.map(({ id }, at) => [id, rows[at]]));
  const groups = INBOX_GROUPS.map((group) => {
    const own = places.filter((row) => row.group === group);
    return { group, count: own[0]?.count ?? 0, items: own.flatMap(({ id }) => byId.get(id) ?? []) };
  });
  return { groups: groups.filter(({ count }) => count > 0) };
}

/** How many sessions of a project need whoever asks, and how many questions are open there; null where there is no such project. */
export async function getReviewCounts(ctx: Context, project: string): Promise<ReviewCounts | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const ofProject = sql`sessions.project_id = ${known.id} and ${inScope(ctx)}`;
  const [row] = await ctx.db.orm.execute<ReviewCounts & Record<string, unknown>>(sql`
    select (select count(*)::int from sessions where ${ofProject} and ${groupOf(ctx)} in ('waiting', 'review')) as inbox,
      (select count(distinct c.item_id)::int from sessions join claims c on c.session_id = sessions.id and c.field = 'question'
        join segments g on g.id = c.segment_id and g.rev = c.rev and g.cut = sessions.current_cut
        where ${ofProject} and c.item_id is not null and not ${isTakenUp}) as questions`);
  return row ?? { inbox: 0, questions: 0 };
}

/** The group of a session of the statement; null for one that ended without a segment, where nothing is to be done. */
function groupOf(ctx: Context): SQL {
  return sql`case
    when ${statusNow} = 'waiting' or ${waitsForAPerson} then 'waiting'
    when ${statusNow} = 'live' then 'live'
    when sessions.segment_count = 0 then null
    when ${fewerMarks(ctx)} or ${leavesToReview(ctx)} then 'review'
    else 'reviewed' end`;
}

/** Whether whoever asks marked fewer segments than there are: that tells most sessions that are to review at once. */
const fewerMarks = (ctx: Context): SQL =>
  sql`(select count(*) from marks m where m.session_id = sessions.id and m.person_id = ${personIdOf(ctx)}) < sessions.segment_count`;

/** A next step is a person's, and nobody took it up. */
const waitsForAPerson = sql`exists (
  select 1 from claims c join segments g on g.id = c.segment_id and g.rev = c.rev
  where c.session_id = sessions.id and c.field = 'next_step' and c.item_id is not null and c.party = 'person' and g.cut = sessions.current_cut
    and not ${isTakenUp})`;

const sizeOf = (sizes: Record<InboxGroup, number>): SQL =>
  sql`case "group" ${sql.join(
    INBOX_GROUPS.map((group) => sql`when ${group} then ${sizes[group]}::int`),
    sql` `,
  )} end`;
