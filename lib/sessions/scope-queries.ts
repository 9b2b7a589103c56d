import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';

/** The condition that a session is one which the actor may see; `alias` is its name in the statement. */
export function inScope(ctx: Context, alias = 'sessions'): SQL {
  const session = sql.identifier(alias);
  const only = ctx.only ? sql`${session}.id = ${ctx.only.sessionId}` : sql`true`;
  if (ctx.projects === 'all') return only;
  return ctx.projects.size > 0 ? sql`(${only} and ${session}.project_id in ${[...ctx.projects]})` : sql`false`;
}
