import { asc, eq } from 'drizzle-orm';
import { hookEvents } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import type { HookItem } from '@/lib/events/hook-payload';
import type { HookEvent } from '@/lib/events/hook-schema';
import { findSession } from '@/lib/sessions/queries';

/** What hooks told of a session and no transcript has told yet, in order of arrival; null where there is no such session. */
export async function listHookEvents(ctx: Context, sid: string): Promise<{ items: HookEvent[] } | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const rows = await ctx.db.orm.select().from(hookEvents).where(eq(hookEvents.sessionId, session.id)).orderBy(asc(hookEvents.id));
  return {
    items: rows.flatMap((row) =>
      (row.items as HookItem[]).map(({ key: _, isCut, ...item }) => ({
        order: row.id,
        received_at: row.receivedAt.toISOString(),
        hook: row.hook,
        thread: row.thread,
        ...(item as Pick<HookEvent, 'actor' | 'kind' | 'text' | 'tool' | 'data'>),
        is_cut: isCut,
      })),
    ),
  };
}
