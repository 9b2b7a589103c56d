import { asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { LIMITS } from '@/lib/limits';
import { getProject } from '@/lib/projects/queries';
import { readCursor, writeCursor } from '@/lib/sessions/cursor';
import { isTakenUp } from '@/lib/sessions/item-queries';
import { describeRows, type StoredSession, selectSessions } from '@/lib/sessions/queries';
import { isAsked } from '@/lib/sessions/reference-queries';
import { leavesToReview } from '@/lib/sessions/review-queries';
import type { SessionFilters, SessionRow } from '@/lib/sessions/schema';
import { statusNow } from '@/lib/sessions/status-queries';

const PAGE = 30;

/** What a sort compares: each value as text in cursors, and newest or largest first. */
const SORTS = {
  active: { by: sql`${sessions.activeAt}`, type: sql`timestamptz`, of: (row: StoredSession) => row.activeAt.toISOString() },
  started: {
    by: sql`coalesce(${sessions.startedAt}, 'epoch')`,
    type: sql`timestamptz`,
    of: (row: StoredSession) => (row.startedAt ?? new Date(0)).toISOString(),
  },
  events: {
    by: sql`greatest(${sessions.lastSeq}, ${sessions.statedEventCount})`,
    type: sql`int`,
    of: (row: StoredSession) => String(Math.max(row.lastSeq, row.statedEventCount ?? 0)),
  },
} satisfies Record<string, { by: SQL; type: SQL; of: (row: StoredSession) => string }>;

/** One page of a project's sessions, or null where there is no such project. Throws AppError on a cursor that is none of ours. */
export async function listSessions(
  ctx: Context,
  project: string,
  filters: SessionFilters = {},
): Promise<{ items: SessionRow[]; next_cursor: string | null } | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const limit = Math.min(filters.limit ?? PAGE, LIMITS.page_items);
  const sort = SORTS[filters.sort ?? 'active'];
  const after = filters.cursor === undefined ? null : readCursor(filters.cursor, filters.sort ?? 'active');
  const rows = await selectSessions(
    ctx,
    eq(sessions.projectId, known.id),
    ...sessionConditions(ctx, filters),
    after ? sql`(${sort.by}, ${sessions.id}) < (${after.value}::${sort.type}, ${after.id}::uuid)` : undefined,
  )
    .orderBy(desc(sort.by), desc(sessions.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await describeRows(ctx, shown),
    next_cursor: last && rows.length > limit ? writeCursor(filters.sort ?? 'active', sort.of(last), last.id) : null,
  };
}

/** Whether a project has a session; null where there is no such project. */
export async function hasSessions(ctx: Context, project: string): Promise<boolean | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const rows = await selectSessions(ctx, eq(sessions.projectId, known.id)).limit(1);
  return rows.length > 0;
}

/** The agents and branches that a project's sessions name: what its filters offer. Null where there is no such project. */
export async function getSessionFacets(ctx: Context, project: string): Promise<{ agents: string[]; branches: string[] } | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const distinct = async (column: typeof sessions.agent | typeof sessions.branch) => {
    const rows = await ctx.db.orm
      .selectDistinct({ value: column })
      .from(sessions)
      .where(sql`${sessions.projectId} = ${known.id} and ${isNotNull(column)}`)
      .orderBy(asc(column))
      .limit(LIMITS.page_items);
    return rows.flatMap((row) => row.value ?? []);
  };
  const [agents, branches] = await Promise.all([distinct(sessions.agent), distinct(sessions.branch)]);
  return { agents, branches };
}

/** What a list's filters ask of each session, but for its page. */
export function sessionConditions(ctx: Context, filters: SessionFilters): SQL[] {
  return [
    filters.agent?.length ? sql`${sessions.agent} in ${filters.agent}` : undefined,
    filters.branch === undefined ? undefined : eq(sessions.branch, filters.branch),
    filters.status?.length ? sql`${statusNow} in ${filters.status}` : undefined,
    filters.review === undefined ? undefined : reviewIs(ctx, filters.review),
    ...(filters.has ?? []).map((what) => HAS[what]),
    filters.ref === undefined
      ? undefined
      : sql`${sessions.id} in (select r.session_id from event_references r where ${isAsked(filters.ref)})`,
    filters.q === undefined ? undefined : holds(filters.q),
    filters.from === undefined
      ? undefined
      : sql`greatest(${sessions.endedAt}, ${sessions.activeAt}) >= ${filters.from}::timestamptz`,
    filters.to === undefined
      ? undefined
      : sql`coalesce(${sessions.startedAt}, ${sessions.activeAt}) <= ${filters.to}::timestamptz`,
  ].filter((condition) => condition !== undefined);
}

const HAS: Record<NonNullable<SessionFilters['has']>[number], SQL> = {
  questions: sql`exists (select 1 from segments g join claims c on c.segment_id = g.id and c.rev = g.rev and c.field = 'question'
    where g.session_id = ${sessions.id} and g.cut = ${sessions.currentCut}
      and not ${isTakenUp})`,
  failures: sql`(${sessions.status} = 'failed' or exists (select 1 from segments g join records r on r.segment_id = g.id and r.rev = g.rev
    where g.session_id = ${sessions.id} and g.cut = ${sessions.currentCut} and r.status = 'failed'))`,
  comments: sql`exists (select 1 from comments c where c.session_id = ${sessions.id} and c.deleted_at is null)`,
};

/** Whether a session has words in what it goes by. */
const holds = (words: string): SQL =>
  sql`strpos(lower(concat_ws(chr(10), sessions.title, sessions.external_id, sessions.branch)), lower(${words})) > 0`;

function reviewIs(ctx: Context, review: NonNullable<SessionFilters['review']>): SQL {
  if (review === 'mine') {
    const person = personIdOf(ctx);
    return sql`(exists (select 1 from marks m where m.session_id = ${sessions.id} and m.person_id = ${person})
      or exists (select 1 from comments c where c.session_id = ${sessions.id} and c.person_id = ${person} and c.deleted_at is null))`;
  }
  const left = leavesToReview(ctx);
  return review === 'todo' ? left : sql`${sessions.segmentCount} > 0 and not ${left}`;
}
