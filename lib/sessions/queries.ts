import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { projects, sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { jobsOfSessions } from '@/lib/jobs/queries';
import type { Job } from '@/lib/jobs/schema';
import { analysisOf } from '@/lib/sessions/analysis';
import { coursesOf } from '@/lib/sessions/course-queries';
import { cutCounts, lastLines, lastTold, openQuestionCounts } from '@/lib/sessions/line-queries';
import { getLineage, type Lineage } from '@/lib/sessions/lineage-queries';
import { configuredPrices } from '@/lib/sessions/prices';
import { reviewedCounts } from '@/lib/sessions/review-queries';
import { type Session, type SessionRow, UNTITLED } from '@/lib/sessions/schema';
import { inScope } from '@/lib/sessions/scope-queries';
import { sessionPath } from '@/lib/sessions/slug';
import { sessionStatus } from '@/lib/sessions/status';
import { IS_UNDATED, startOf } from '@/lib/sessions/time-queries';
import { sessionUsageOf } from '@/lib/sessions/usage';
import { unseenOf, type Visit, visitsOf } from '@/lib/sessions/visit-queries';

/** What is read of a session's row; `sent` and `derived` stay in the database. */
export const SESSION_COLUMNS = {
  id: sessions.id,
  sid: sessions.sid,
  projectId: sessions.projectId,
  project: projects.name,
  externalId: sessions.externalId,
  title: sessions.title,
  personTitle: sessions.personTitle,
  agent: sessions.agent,
  model: sessions.model,
  branch: sessions.branch,
  cwd: sessions.cwd,
  status: sessions.status,
  startedAt: sessions.startedAt,
  isUndated: IS_UNDATED,
  endedAt: sessions.endedAt,
  statedEventCount: sessions.statedEventCount,
  parentExternalId: sessions.parentExternalId,
  predecessorExternalId: sessions.predecessorExternalId,
  lastSeq: sessions.lastSeq,
  copies: sql<number>`coalesce((${sessions.derived}->>'copies')::int, 0)`,
  lastEventAt: sessions.lastEventAt,
  turnState: sessions.turnState,
  settledSeq: sessions.settledSeq,
  currentCut: sessions.currentCut,
  segmentCount: sessions.segmentCount,
  usage: sessions.usage,
  activeAt: sessions.activeAt,
};

/** A session as it is stored, with the name of its project. */
export type StoredSession = Awaited<ReturnType<typeof selectSessions>>[number];

/** The session of a sid as it is stored, or null: the one place where a sid is resolved. */
export async function findSession(ctx: Context, sid: string): Promise<StoredSession | null> {
  const [row] = await selectSessions(ctx, eq(sessions.sid, sid)).limit(1);
  return row ?? null;
}

/** The session of a sid, or null. */
export async function getSession(ctx: Context, sid: string): Promise<Session | null> {
  const row = await findSession(ctx, sid);
  if (!row) return null;
  const toSession = await sessionsAround(ctx, [row]);
  return toSession(row);
}

/** The pages of sessions, by sid. */
export async function sessionPaths(ctx: Context, sids: readonly string[]): Promise<Map<string, string>> {
  if (sids.length === 0) return new Map();
  const rows = await selectSessions(ctx, inArray(sessions.sid, [...new Set(sids)]));
  return new Map(rows.map((row) => [row.sid, sessionPath(row.project, row.title ?? UNTITLED, row.sid)]));
}

/** Sessions of the project of one, by their clients' names for them. */
export async function sessionsNamed(
  ctx: Context,
  besideId: string,
  names: readonly string[],
): Promise<Map<string, { sid: string; title: string | null; url: string }>> {
  if (names.length === 0) return new Map();
  const isBeside = sql`${sessions.projectId} = (select o.project_id from sessions o where o.id = ${besideId})`;
  const rows = await selectSessions(ctx, isBeside, inArray(sessions.externalId, [...new Set(names)]));
  return new Map(
    rows.map(({ externalId, sid, title, project }) => [
      externalId,
      { sid, title, url: sessionPath(project, title ?? UNTITLED, sid) },
    ]),
  );
}

/** The rows of lists, completed in a number of queries that does not depend on theirs. */
export async function describeRows(ctx: Context, rows: StoredSession[]): Promise<SessionRow[]> {
  const ids = rows.map((row) => row.id);
  const [toSession, lines, courses, told, unseen] = await Promise.all([
    sessionsAround(ctx, rows),
    lastLines(ctx, ids),
    coursesOf(ctx, ids),
    lastTold(ctx, ids),
    unseenOf(ctx, ids),
  ]);
  return rows.map((row) => {
    const line = lines.get(row.id);
    const course = courses.get(row.id);
    const session = toSession(row);
    const { line: now = null, asks = false } = told.get(row.id) ?? {};
    return {
      ...session,
      last_outcome: line?.outcome ?? null,
      ...(line?.contradicted && { contradicted: true as const }),
      waiting_on: asks && session.status === 'waiting' ? now : (line?.waitingOn ?? null),
      now: session.status === 'live' ? (now ?? course?.newest ?? null) : null,
      is_unseen: unseen.has(row.id),
      next_to_review: course?.nextToReview ?? null,
      tape: course?.tape ?? null,
    };
  });
}

/** Reads what sessions have beside their rows, and gives what makes a session of each row. */
async function sessionsAround(ctx: Context, rows: StoredSession[]): Promise<(row: StoredSession) => Session> {
  const ids = rows.map((row) => row.id);
  const behind = rows.filter((row) => row.settledSeq < row.lastSeq).map((row) => row.id);
  const [lineage, questions, cuts, jobs, reviewed, visits] = await Promise.all([
    getLineage(ctx, rows),
    openQuestionCounts(ctx, ids),
    cutCounts(ctx, ids),
    jobsOfSessions(ctx, behind),
    reviewedCounts(ctx, ids),
    visitsOf(ctx, ids),
  ]);
  return (row) =>
    sessionOf(row, {
      lineage: lineage.get(row.id),
      openQuestions: questions.get(row.id),
      cuts: cuts.get(row.id),
      jobs: jobs.get(row.id),
      reviewed: reviewed.get(row.id),
      visit: visits.get(row.id),
    });
}

/** Sessions that the actor may see; the caller adds order and limit. */
export const selectSessions = (ctx: Context, ...where: (SQL | undefined)[]) =>
  ctx.db.orm
    .select(SESSION_COLUMNS)
    .from(sessions)
    .innerJoin(projects, eq(projects.id, sessions.projectId))
    .where(and(...where, inScope(ctx)))
    .$dynamic();

/** Whether the actor may see a session of this sid. */
export const hasSession = async (ctx: Context, sid: string): Promise<boolean> => (await findSession(ctx, sid)) !== null;

interface More {
  lineage: Lineage | undefined;
  openQuestions: number | undefined;
  cuts: number | undefined;
  jobs: Job[] | undefined;
  reviewed: Pick<Session['review'], 'reviewed' | 'events_share'> | undefined;
  visit: Visit | undefined;
}

function sessionOf(row: StoredSession, more: More): Session {
  const title = row.title ?? UNTITLED;
  return {
    sid: row.sid,
    project: row.project,
    external_id: row.externalId,
    title: title,
    renamed: row.personTitle !== null,
    agent: row.agent,
    model: row.model,
    branch: row.branch,
    cwd: row.cwd,
    status: sessionStatus(row, new Date()),
    started_at: startOf(row),
    ended_at: row.endedAt?.toISOString() ?? null,
    last_event_at: row.lastEventAt?.toISOString() ?? null,
    event_count: row.lastSeq > 0 ? row.lastSeq - row.copies : (row.statedEventCount ?? 0),
    stored_event_count: row.lastSeq,
    segment_count: row.segmentCount,
    cut: row.currentCut,
    cuts: more.cuts ?? 0,
    analysis: analysisOf(row, more.jobs ?? []),
    parent: more.lineage?.parent ?? null,
    predecessor: more.lineage?.predecessor ?? null,
    successors: more.lineage?.successors ?? [],
    workers: more.lineage?.workers ?? [],
    open_questions: more.openQuestions ?? 0,
    review: { reviewed: 0, events_share: 0, ...more.reviewed, of: row.segmentCount },
    last_seen_seq: more.visit && more.visit.seq >= 0 ? more.visit.seq : null,
    last_seen_at: more.visit && more.visit.seq >= 0 ? more.visit.at.toISOString() : null,
    usage: sessionUsageOf(row.usage, { prices: configuredPrices(), model: row.model }),
    url: sessionPath(row.project, title, row.sid),
  };
}
