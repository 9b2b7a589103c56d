import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { findSession, selectSessions } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { sessionPath } from '@/lib/sessions/slug';

/** A session beside another one. */
export interface NeighbourSession {
  url: string;
  title: string;
}

/** The sessions beside one among all of its project, the newest activity first; null where there is no such session. */
export async function getNeighbours(
  ctx: Context,
  sid: string,
): Promise<{ previous: NeighbourSession | null; next: NeighbourSession | null } | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const place = sql`(select own.active_at, own.id from sessions own where own.id = ${session.id})`;
  const nearest = async (isBeside: SQL, direction: typeof asc | typeof desc) => {
    const [row] = await selectSessions(ctx, eq(sessions.projectId, session.projectId), isBeside)
      .orderBy(direction(sessions.activeAt), direction(sessions.id))
      .limit(1);
    const title = row?.title ?? UNTITLED;
    return row ? { url: sessionPath(row.project, title, row.sid), title } : null;
  };
  const [previous, next] = await Promise.all([
    nearest(sql`(${sessions.activeAt}, ${sessions.id}) > ${place}`, asc),
    nearest(sql`(${sessions.activeAt}, ${sessions.id}) < ${place}`, desc),
  ]);
  return { previous, next };
}
