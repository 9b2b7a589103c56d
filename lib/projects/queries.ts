import { count, eq, inArray, max } from 'drizzle-orm';
import { projects, sessions } from '@/db/schema';
import type { Context, ProjectId } from '@/lib/auth/context';
import { type Project, projectName } from '@/lib/projects/schema';

/** The project of this name, or null if there is none that the actor may see. */
export async function getProject(ctx: Context, name: string): Promise<{ id: ProjectId; name: string } | null> {
  if (!projectName.safeParse(name).success) return null;
  const [row] = await ctx.db.orm.select({ id: projects.id, name: projects.name }).from(projects).where(eq(projects.name, name));
  const id = row ? visible(ctx, row.id) : null;
  return row && id ? { id, name: row.name } : null;
}

/** All projects that the actor may see, by name. */
export async function listProjects(ctx: Context): Promise<Project[]> {
  const rows = await ctx.db.orm
    .select({ name: projects.name, sessionCount: count(sessions.id), lastEventAt: max(sessions.lastEventAt) })
    .from(projects)
    .leftJoin(sessions, eq(sessions.projectId, projects.id))
    .where(ctx.projects === 'all' ? undefined : inArray(projects.id, [...ctx.projects]))
    .groupBy(projects.id)
    .orderBy(projects.name);
  return rows.map((row) => ({
    name: row.name,
    session_count: row.sessionCount,
    last_event_at: row.lastEventAt?.toISOString() ?? null,
    url: `/${row.name}/sessions`,
  }));
}

/** The one place that mints a `ProjectId`: the id of a row that the context allows. */
function visible(ctx: Context, id: string): ProjectId | null {
  const minted = id as ProjectId;
  return ctx.projects === 'all' || ctx.projects.has(minted) ? minted : null;
}
