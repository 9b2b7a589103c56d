import { asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import { getProject } from '@/lib/projects/queries';
import { readCursor, writeCursor } from '@/lib/sessions/cursor';
import { isTakenUp } from '@/lib/sessions/item-queries';
import { describeRows, type StoredSession, selectSessions } from '@/lib/sessions/queries';
import type { SessionFilters, SessionRow, SessionStatus } from '@/lib/sessions/schema';
import { LIVE_MS } from '@/lib/sessions/status';

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
    ...conditions(filters),
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

function conditions(filters: SessionFilters): SQL[] {
  return [
    filters.agent?.length ? sql`${sessions.agent} in ${filters.agent}` : undefined,
    filters.branch === undefined ? undefined : eq(sessions.branch, filters.branch),
    filters.status?.length ? sql`(${sql.join(filters.status.map(hasStatus), sql` or `)})` : undefined,
    ...(filters.has ?? []).map((what) => HAS[what]),
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
};

/** The rule of `sessionStatus`, where it can be asked of many rows at once. */
function hasStatus(status: SessionStatus): SQL {
  const isEnded = sql`${sessions.endedAt} is not null`;
  const isWaiting = sql`coalesce(${sessions.turnState} = 'waiting', false)`;
  const isRecent = sql`coalesce(abs(extract(epoch from now() - coalesce(${sessions.lastEventAt}, ${sessions.startedAt}))) < ${LIVE_MS / 1000}, false)`;
  const isFinished = sql`coalesce(${sessions.turnState} = 'finished', false)`;
  const derived: Record<SessionStatus, SQL> = {
    waiting: sql`not ${isEnded} and ${isWaiting}`,
    live: sql`not ${isEnded} and not ${isWaiting} and ${isRecent}`,
    done: sql`(${isEnded} or not ${isWaiting} and not ${isRecent} and ${isFinished})`,
    abandoned: sql`not ${isEnded} and not ${isWaiting} and not ${isRecent} and not ${isFinished}`,
    failed: sql`false`,
  };
  return sql`(${sessions.status} = ${status} or (${sessions.status} is null and ${derived[status]}))`;
}
