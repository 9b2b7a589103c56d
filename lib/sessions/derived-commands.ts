import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sessions } from '@/db/schema';
import { activeAt, effective } from '@/lib/sessions/effective';

/** Changes what is derived of a session, and what it shows by that; says whether anything changed. */
export async function changeDerived(
  tx: Tx,
  sessionId: string,
  change: (derived: Record<string, unknown>) => Record<string, unknown>,
): Promise<boolean> {
  const [row] = await tx.select().from(sessions).where(eq(sessions.id, sessionId)).for('update');
  if (!row) return false;
  const derived = JSON.parse(JSON.stringify(change(row.derived)));
  if (isDeepStrictEqual(derived, row.derived)) return false;
  const shown = effective(row.sent, derived, row.personTitle);
  const active = activeAt(shown.startedAt, row.lastEventAt, row.createdAt);
  await tx
    .update(sessions)
    .set({ derived, ...shown, activeAt: active, updatedAt: new Date() })
    .where(eq(sessions.id, sessionId));
  return true;
}
