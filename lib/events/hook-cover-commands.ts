import type postgres from 'postgres';
import { coveredBy, type Held } from '@/lib/events/hook-cover';
import type { HookItem } from '@/lib/events/hook-payload';
import type { NewEvent } from '@/lib/events/new-event';

/** Takes away what events that are stored at this moment tell. Called in their transaction, under the lock of their session. */
export async function giveWay(sql: postgres.TransactionSql, sessionId: string, events: readonly NewEvent[]): Promise<void> {
  const held = await sql<Held<HookItem>[]>`
    select id::float8 as id, thread, received_at as "receivedAt", items from hook_events where session_id = ${sessionId} order by hook_events.id`;
  if (held.length === 0) return;
  const { gone, shorter } = coveredBy(held, events);
  if (gone.length > 0) await sql`delete from hook_events where id = any(${gone})`;
  for (const { id, items } of shorter) await sql`update hook_events set items = ${sql.json(items as never)} where id = ${id}`;
}
