import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import { people, tokens } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { getProject } from '@/lib/projects/queries';
import type { Token } from '@/lib/tokens/schema';

/** The tokens of a project that were not revoked, newest first; null where there is no such project. */
export async function listProjectTokens(ctx: Context, projectName: string): Promise<Token[] | null> {
  const project = await getProject(ctx, projectName);
  return project && listTokens(ctx, eq(tokens.projectId, project.id));
}

/** The tokens of the person who asks that were not revoked, newest first. */
export const listOwnTokens = (ctx: Context): Promise<Token[]> =>
  ctx.actor.type === 'person' ? listTokens(ctx, eq(tokens.personId, ctx.actor.id)) : Promise.resolve([]);

async function listTokens(ctx: Context, which: SQL): Promise<Token[]> {
  const rows = await ctx.db.orm
    .select({ token: tokens, createdBy: people.name })
    .from(tokens)
    .leftJoin(people, eq(people.id, tokens.madeBy))
    .where(and(which, isNull(tokens.revokedAt)))
    .orderBy(desc(tokens.id));
  return rows.map(({ token, createdBy }) => tokenOf(token, createdBy));
}

/** A row as it is told. */
export const tokenOf = (row: Omit<typeof tokens.$inferSelect, 'hash'>, createdBy: string | null): Token => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  created_at: row.createdAt.toISOString(),
  created_by: createdBy,
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  expires_at: row.expiresAt?.toISOString() ?? null,
});
