import { and, asc, eq, isNull } from 'drizzle-orm';
import { projects, referenceRules } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { getProject } from '@/lib/projects/queries';
import type { ReferenceRule } from '@/lib/projects/rule-schema';
import { inProjects } from '@/lib/projects/scope-queries';

const COLUMNS = { id: referenceRules.id, kind: referenceRules.kind, pattern: referenceRules.pattern, url: referenceRules.url };

/** A project's rules in their order; null where there is no such project. */
export async function listRules(ctx: Context, project: string): Promise<ReferenceRule[] | null> {
  const known = await getProject(ctx, project);
  return known ? rulesOf(ctx, known.name) : null;
}

/** The rules by which identifiers of a project become links. Who sees it by a share link only is shown none. */
export const rulesOf = async (ctx: Context, project: string): Promise<ReferenceRule[]> =>
  ctx.db.orm
    .select(COLUMNS)
    .from(referenceRules)
    .innerJoin(projects, eq(projects.id, referenceRules.projectId))
    .where(and(eq(projects.name, project), isNull(projects.deletedAt), inProjects(ctx, projects.id)))
    .orderBy(asc(referenceRules.position), asc(referenceRules.createdAt));
