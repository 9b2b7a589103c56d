import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { type Session, type SessionPointer, UNTITLED } from '@/lib/sessions/schema';
import { sessionPath } from '@/lib/sessions/slug';
import { sessionStatus } from '@/lib/sessions/status';

export type Lineage = Pick<Session, 'parent' | 'predecessor' | 'successors' | 'workers'>;

/** What of a session its lineage is found by. All sessions of one call are of one project. */
interface Subject {
  id: string;
  project: string;
  projectId: string;
  externalId: string;
  parentExternalId: string | null;
  predecessorExternalId: string | null;
}

/** Parents, predecessors, successors and workers of sessions, whichever of each pair arrived first, in two queries. */
export async function getLineage(ctx: Context, subjects: Subject[]): Promise<Map<string, Lineage>> {
  const [first] = subjects;
  if (!first) return new Map();
  const relatives = await selectRelatives(ctx, first.projectId, subjects);
  const started = await workerSegments(
    ctx,
    relatives.filter((row) => row.parentExternalId).map((row) => row.id),
  );
  const byExternalId = new Map(relatives.map((row) => [row.externalId, row]));
  const point = (row: Relative) => pointerOf(first.project, row);
  return new Map(
    subjects.map((subject) => {
      const others = relatives.filter((row) => row.id !== subject.id); // one may name itself
      const named = (id: string | null) => (id === null || id === subject.externalId ? undefined : byExternalId.get(id));
      const [parent, predecessor] = [named(subject.parentExternalId), named(subject.predecessorExternalId)];
      const lineage: Lineage = {
        parent: parent ? point(parent) : null,
        predecessor: predecessor ? point(predecessor) : null,
        successors: others.filter((row) => row.predecessorExternalId === subject.externalId).map(point),
        workers: others
          .filter((row) => row.parentExternalId === subject.externalId)
          .map((row) => ({ ...point(row), segment: started.get(row.id) ?? null })),
      };
      return [subject.id, lineage];
    }),
  );
}

type Relative = Awaited<ReturnType<typeof selectRelatives>>[number];

function selectRelatives(ctx: Context, projectId: string, subjects: Subject[]) {
  const own = subjects.map((subject) => subject.externalId);
  const named = subjects
    .flatMap((subject) => [subject.parentExternalId, subject.predecessorExternalId])
    .filter((id) => id !== null);
  return ctx.db.orm
    .select({
      id: sessions.id,
      sid: sessions.sid,
      externalId: sessions.externalId,
      parentExternalId: sessions.parentExternalId,
      predecessorExternalId: sessions.predecessorExternalId,
      title: sessions.title,
      agent: sessions.agent,
      status: sessions.status,
      startedAt: sessions.startedAt,
      endedAt: sessions.endedAt,
      lastEventAt: sessions.lastEventAt,
      turnState: sessions.turnState,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.projectId, projectId),
        or(
          named.length > 0 ? inArray(sessions.externalId, named) : undefined,
          inArray(sessions.parentExternalId, own),
          inArray(sessions.predecessorExternalId, own),
        ),
      ),
    )
    .orderBy(sql`${sessions.startedAt} nulls last`, sessions.id);
}

/** For each worker, the number of its parent's segment that was under way when it started. */
async function workerSegments(ctx: Context, workerIds: string[]): Promise<Map<string, number>> {
  if (workerIds.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<{ id: string; n: number }>(sql`
    select w.id, g.n
    from sessions w
    join sessions p on p.project_id = w.project_id and p.external_id = w.parent_external_id
    cross join lateral (
      select n from segments
      where session_id = p.id and cut = p.current_cut and started_at <= w.started_at
      order by n desc limit 1) g
    where w.id in ${workerIds}`);
  return new Map(rows.map((row) => [row.id, row.n]));
}

const pointerOf = (project: string, row: Relative): SessionPointer => ({
  sid: row.sid,
  title: row.title,
  agent: row.agent,
  status: sessionStatus(row, new Date()),
  started_at: row.startedAt?.toISOString() ?? null,
  url: sessionPath(project, row.title ?? UNTITLED, row.sid),
});
