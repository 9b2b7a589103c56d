import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import type { Context, ProjectId } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';

/** Whether the actor has a part in a project. Who may see one session only has a part in none. */
export const hasPart = (ctx: Context, id: string): id is ProjectId =>
  hasAllProjects(ctx) || (!ctx.only && ctx.projects !== 'all' && ctx.projects.has(id as ProjectId));

/** Whether the actor has a part in every project that there is and will be. */
export const hasAllProjects = (ctx: Context): boolean => ctx.projects === 'all' && !ctx.only;

/** Throws `forbidden` for who has not a part in every project. */
export function assertAllProjects(ctx: Context): void {
  if (!hasAllProjects(ctx)) throw new AppError('forbidden', 'Only an administrator of this installation can do this.');
}

/** The condition that a column has the id of a project in which the actor has a part. */
export function inProjects(ctx: Context, id: AnyColumn): SQL {
  if (ctx.projects === 'all') return hasAllProjects(ctx) ? sql`${id} is not null` : sql`false`;
  return ctx.only || ctx.projects.size === 0 ? sql`false` : sql`${id} in ${[...ctx.projects]}`;
}
