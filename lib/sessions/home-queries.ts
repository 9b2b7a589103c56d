import { desc, eq, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { selectSessions } from '@/lib/sessions/queries';

/** The name of the project that has a session of this client's name; null where none has that the actor may see. */
export async function getHome(ctx: Context, externalId: string): Promise<string | null> {
  const inEach = sql`${sessions.projectId} = any(array(select id from projects))`; // its index is by project
  const rows = await selectSessions(ctx, eq(sessions.externalId, externalId), inEach).orderBy(desc(sessions.activeAt)).limit(1);
  return rows[0]?.project ?? null;
}
