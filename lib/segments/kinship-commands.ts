import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import { loadSpawned, loadSpawner } from '@/lib/segments/kinship-queries';
import { changeDerived } from '@/lib/sessions/derived-commands';

/**
 * Finds the sessions that a settled one started and the one that started it, whichever was stored first, where calls name them. What records or clients
 * say of a session's lineage is stronger; doing it again changes nothing.
 */
export async function findKinship(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db.orm.transaction(async (tx) => {
    for (const { id, by } of [...(await loadSpawned(tx, sessionId)), ...(await loadSpawner(tx, sessionId))])
      await adopt(tx, id, by);
  });
}

const adopt = (tx: Tx, id: string, by: string) => changeDerived(tx, id, (derived) => ({ ...derived, spawned_by: by }));
