import { eq } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { effective } from '@/lib/sessions/effective';
import { findSession } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';

/** Says which session of its project one goes on from; null for none, which ends every guess. The same again changes nothing. Throws `not_found`. */
export async function continueFrom(ctx: Context, sid: string, predecessorSid: string | null): Promise<void> {
  const [found, predecessor] = [
    await findSession(ctx, sid),
    predecessorSid === null ? null : await findSession(ctx, predecessorSid),
  ];
  const isKnown = predecessorSid === null || (predecessor?.projectId === found?.projectId && predecessor?.id !== found?.id);
  if (!found || !isKnown) throw new AppError('not_found', 'The session was not found');
  await ctx.db.orm.transaction(async (tx) => {
    const [row] = await tx.select().from(sessions).where(eq(sessions.id, found.id)).for('update');
    const name = predecessor?.externalId ?? null;
    if (!row || row.sent.predecessor === name) return;
    const sent = { ...row.sent, predecessor: name };
    await tx
      .update(sessions)
      .set({ sent, ...effective(sent, row.derived, row.personTitle), updatedAt: new Date() })
      .where(eq(sessions.id, row.id));
    await recordAudit(ctx, tx, {
      action: 'session.linked',
      project: { id: found.projectId, name: found.project },
      subject: row.title ?? UNTITLED,
      subjectId: sid,
      details: { predecessor: predecessorSid },
    });
  });
}
