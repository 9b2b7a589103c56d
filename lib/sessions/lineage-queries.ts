import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { projects, sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { type Session, type SessionPointer, UNTITLED } from '@/lib/sessions/schema';
import { inScope } from '@/lib/sessions/scope-queries';
import { sessionPath } from '@/lib/sessions/slug';
import { sessionStatus } from '@/lib/sessions/status';
import { IS_UNDATED, startOf } from '@/lib/sessions/time-queries';

const MAX_PREDECESSORS = 10;
const MAX_WORKERS = 200;

export type Lineage = Pick<Session, 'parent' | 'predecessor' | 'successors' | 'workers'>;

/** What of a session its lineage is found by. */
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
  if (subjects.length === 0) return new Map();
  const relatives = await selectRelatives(ctx, subjects);
  const started = await workerSegments(
    ctx,
    relatives.filter((row) => row.parentExternalId).map((row) => row.id),
  );
  const key = (projectId: string, externalId: string) => `${projectId} ${externalId}`;
  const byExternalId = new Map(relatives.map((row) => [key(row.projectId, row.externalId), row]));
  return new Map(
    subjects.map((subject) => {
      const { projectId, externalId } = subject;
      const point = (row: Relative) => pointerOf(subject.project, row);
      const others = relatives.filter((row) => row.projectId === projectId && row.id !== subject.id); // one may name itself
      const named = (id: string | null) => (id === null || id === externalId ? undefined : byExternalId.get(key(projectId, id)));
      const [parent, predecessor] = [named(subject.parentExternalId), named(subject.predecessorExternalId)];
      const lineage: Lineage = {
        parent: parent ? point(parent) : null,
        predecessor: predecessor ? point(predecessor) : null,
        successors: others.filter((row) => row.predecessorExternalId === externalId).map(point),
        workers: others
          .filter((row) => row.parentExternalId === externalId)
          .map((row) => ({ ...point(row), segment: started.get(row.id) ?? null })),
      };
      return [subject.id, lineage];
    }),
  );
}

const RELATIVE_COLUMNS = {
  id: sessions.id,
  projectId: sessions.projectId,
  sid: sessions.sid,
  externalId: sessions.externalId,
  parentExternalId: sessions.parentExternalId,
  predecessorExternalId: sessions.predecessorExternalId,
  title: sessions.title,
  agent: sessions.agent,
  status: sessions.status,
  startedAt: sessions.startedAt,
  isUndated: IS_UNDATED,
  endedAt: sessions.endedAt,
  lastEventAt: sessions.lastEventAt,
  turnState: sessions.turnState,
  currentCut: sessions.currentCut,
};

type Relative = Awaited<ReturnType<typeof selectRelatives>>[number];

function selectRelatives(ctx: Context, subjects: Subject[]) {
  const projectIds = [...new Set(subjects.map((subject) => subject.projectId))];
  const own = subjects.map((subject) => subject.externalId);
  const named = subjects
    .flatMap((subject) => [subject.parentExternalId, subject.predecessorExternalId])
    .filter((id) => id !== null);
  return ctx.db.orm
    .select(RELATIVE_COLUMNS)
    .from(sessions)
    .where(
      and(
        inScope(ctx),
        inArray(sessions.projectId, projectIds),
        or(
          named.length > 0 ? inArray(sessions.externalId, named) : undefined,
          inArray(sessions.parentExternalId, own),
          inArray(sessions.predecessorExternalId, own),
        ),
      ),
    )
    .orderBy(sql`${sessions.startedAt} nulls last`, sessions.id);
}

/** A call stands no further before its result than this. */
const CALL_EVENTS = 1000;

/** For each worker, the number of its parent's segment with the call that started it, where that tells; else of the one that was under way then. */
async function workerSegments(ctx: Context, workerIds: string[]): Promise<Map<string, number>> {
  if (workerIds.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<{ id: string; n: number }>(sql`
    select w.id, coalesce(told.n, timed.n) as n
    from sessions w
    join sessions p on p.project_id = w.project_id and p.external_id = w.parent_external_id
    left join lateral (
      select n from segments
      where session_id = p.id and cut = p.current_cut and started_at <= w.started_at
      order by n desc limit 1) timed on true
    left join lateral (
      select g.n from event_references r join events e on e.session_id = r.session_id and e.seq = r.seq
      left join events c on c.session_id = e.session_id and c.seq between e.seq - ${CALL_EVENTS} and e.seq and c.kind = 'tool_call' and c.call_id = e.call_id
      join segments g on g.session_id = r.session_id and g.cut = p.current_cut and g.first_seq <= coalesce(c.seq, e.seq)
      where r.name = lower(w.external_id) and r.session_id = p.id and r.kind = 'session' and r.role = 'produced'
      order by r.seq, c.seq desc, g.first_seq desc limit 1) told on true
    where w.id in ${workerIds} and coalesce(told.n, timed.n) is not null`);
  return new Map(rows.map((row) => [row.id, row.n]));
}

const pointerOf = (project: string, row: Relative): SessionPointer => ({
  sid: row.sid,
  title: row.title,
  agent: row.agent,
  status: sessionStatus(row, new Date()),
  started_at: startOf(row),
  url: sessionPath(project, row.title ?? UNTITLED, row.sid),
});

/** Pointers to sessions that the actor may see, by id. */
export async function pointersOf(ctx: Context, ids: readonly string[]): Promise<Map<string, SessionPointer>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.orm
    .select({ ...RELATIVE_COLUMNS, project: projects.name })
    .from(sessions)
    .innerJoin(projects, eq(projects.id, sessions.projectId))
    .where(and(inArray(sessions.id, [...ids]), inScope(ctx)));
  return new Map(rows.map((row) => [row.id, pointerOf(row.project, row)]));
}

/** A session of the same lineage, with the cut that its page shows. */
export interface Kin {
  id: string;
  cut: number | null;
  pointer: SessionPointer;
}

/** The sessions whose baton a session holds, nearest first, and its workers: as many as a page can tell of. */
export async function getKin(ctx: Context, sessionId: string): Promise<{ predecessors: Kin[]; workers: Kin[] }> {
  const found = await ctx.db.orm.execute<{ id: string; project: string; distance: number | null }>(sql`
    with recursive chain as (
      select s.id, s.project_id, s.external_id, s.predecessor_external_id, 0 as distance, array[s.id] as path
      from sessions s where s.id = ${sessionId}
      union all
      select p.id, p.project_id, p.external_id, p.predecessor_external_id, c.distance + 1, c.path || p.id
      from chain c join sessions p on p.project_id = c.project_id and p.external_id = c.predecessor_external_id
      where c.distance < ${MAX_PREDECESSORS} and ${inScope(ctx, 'p')} and p.id <> all(c.path)),
    workers as (
      select w.id, w.project_id from chain c join sessions w on w.project_id = c.project_id and w.parent_external_id = c.external_id and w.id <> c.id
      where c.distance = 0 and ${inScope(ctx, 'w')} order by w.active_at desc, w.id limit ${MAX_WORKERS})
    select k.id, p.name as project, k.distance from (
      select id, project_id, distance from chain where distance > 0 union all select id, project_id, null from workers) k
    join projects p on p.id = k.project_id order by k.distance`);
  if (found.length === 0) return { predecessors: [], workers: [] };
  const ids = [...new Set(found.map((row) => row.id))];
  const rows = await ctx.db.orm.select(RELATIVE_COLUMNS).from(sessions).where(inArray(sessions.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const kin = (isWorker: boolean) =>
    found.flatMap(({ id, project, distance }): Kin[] => {
      const row = byId.get(id);
      return row && (distance === null) === isWorker ? [{ id, cut: row.currentCut, pointer: pointerOf(project, row) }] : [];
    });
  return { predecessors: kin(false), workers: kin(true) };
}
