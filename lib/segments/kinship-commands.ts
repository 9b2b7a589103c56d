import type { Context } from '@/lib/auth/context';
import { loadCarriers, loadSpawned, loadSpawner } from '@/lib/segments/kinship-queries';
import { changeDerived } from '@/lib/sessions/derived-commands';

/**
 * Finds the sessions that a settled one started and the one that started it, where calls name them, and those that carry out the same plan, whichever was
 * stored first. What records or clients say of a session's lineage is stronger; doing it again changes nothing.
 */
export async function findKinship(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db.orm.transaction(async (tx) => {
    for (const { id, by } of [...(await loadSpawned(tx, sessionId)), ...(await loadSpawner(tx, sessionId))])
      await changeDerived(tx, id, (derived) => ({ ...derived, spawned_by: by }));
    for (const { id, by } of await loadCarriers(tx, sessionId))
      await changeDerived(tx, id, (derived) => ({ ...derived, follows: by }));
  });
}
