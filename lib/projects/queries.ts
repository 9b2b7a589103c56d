import { and, asc, count, desc, eq, isNull, max, sql } from 'drizzle-orm';
import { projects, sessions, tombstones } from '@/db/schema';
import type { Context, ProjectId } from '@/lib/auth/context';
import { type Project, type ProjectCounts, projectName, type Tombstone } from '@/lib/projects/schema';
import { hasAllProjects, hasPart, inProjects } from '@/lib/projects/scope-queries';

/** The project of this name, or null if there is none that the actor may see. */
export async function getProject(ctx: Context, name: string): Promise<{ id: ProjectId; name: string } | null> {
  const known = await findProject(ctx, name);
  return known && !known.isDeleted ? { id: known.id, name: known.name } : null;
}

/** The project of this name, deleted ones too, or null if the actor has no part in such a one. */
export async function findProject(
  ctx: Context,
  name: string,
): Promise<{ id: ProjectId; name: string; isDeleted: boolean } | null> {
  if (!projectName.safeParse(name).success) return null;
  const [row] = await ctx.db.orm.select().from(projects).where(eq(projects.name, name));
  if (!row || !hasPart(ctx, row.id)) return null;
  return { id: row.id, name: row.name, isDeleted: row.deletedAt !== null };
}

/** The name of the only project in which the actor has a part, as that of a project's token; null for who has several, or none. */
export async function getOnlyProject(ctx: Context): Promise<string | null> {
  if (hasAllProjects(ctx)) return null;
  const rows = await ctx.db.orm.select({ name: projects.name }).from(projects).where(inProjects(ctx, projects.id)).limit(2);
  return rows.length === 1 ? (rows[0]?.name ?? null) : null;
}

/** All projects that the actor may see, by name; or the one of a name. */
export async function listProjects(ctx: Context, name?: string): Promise<Project[]> {
  const rows = await ctx.db.orm
    .select({ name: projects.name, sessionCount: count(sessions.id), lastEventAt: max(sessions.lastEventAt) })
    .from(projects)
    .leftJoin(sessions, eq(sessions.projectId, projects.id))
    .where(
      and(isNull(projects.deletedAt), inProjects(ctx, projects.id), name === undefined ? undefined : eq(projects.name, name)),
    )
    .groupBy(projects.id)
    .orderBy(projects.name);
  return rows.map((row) => ({
    name: row.name,
    session_count: row.sessionCount,
    last_event_at: row.lastEventAt?.toISOString() ?? null,
    url: `/${row.name}`,
  }));
}

/** How much a project holds, or null. */
export async function getProjectCounts(ctx: Context, name: string): Promise<ProjectCounts | null> {
  const project = await getProject(ctx, name);
  if (!project) return null;
  const [row] = await ctx.db.orm
    .select({
      sessions: count(sessions.id),
      events: sql<number>`coalesce(sum(${sessions.lastSeq}), 0)`.mapWith(Number),
      created: max(projects.createdAt),
    })
    .from(projects)
    .leftJoin(sessions, eq(sessions.projectId, projects.id))
    .where(eq(projects.id, project.id));
  return row?.created ? { sessions: row.sessions, events: row.events, created_at: row.created.toISOString() } : null;
}

const SHOWN_TOMBSTONES = 200;

/** The sessions of a project that were deleted, the last first, or null if there is no such project. */
export async function listTombstones(ctx: Context, name: string): Promise<Tombstone[] | null> {
  const project = await getProject(ctx, name);
  if (!project) return null;
  const rows = await ctx.db.orm
    .select()
    .from(tombstones)
    .where(eq(tombstones.projectId, project.id))
    .orderBy(desc(tombstones.deletedAt), asc(tombstones.externalId))
    .limit(SHOWN_TOMBSTONES);
  return rows.map((row) => ({ external_id: row.externalId, deleted_at: row.deletedAt.toISOString() }));
}
