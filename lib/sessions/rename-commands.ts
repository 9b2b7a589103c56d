import { eq } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { redactTexts } from '@/lib/redaction/redact';
import { effective } from '@/lib/sessions/effective';
import { findSession } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';

/** Gives a session a person's title, which wins over all that is sent or derived; null brings that back. The same again changes nothing. Throws `not_found`. */
export async function renameSession(ctx: Context, sid: string, title: string | null): Promise<void> {
  const found = await findSession(ctx, sid);
  if (!found) throw noSession();
  const [safe] = title === null ? [] : await redactTexts([title]);
  const personTitle = safe?.text ?? null;
  await ctx.db.orm.transaction(async (tx) => {
    const [row] = await tx.select().from(sessions).where(eq(sessions.id, found.id)).for('update');
    if (!row) throw noSession();
    if (row.personTitle === personTitle) return;
    const { title: shown } = effective(row.sent, row.derived, personTitle);
    await tx.update(sessions).set({ personTitle, title: shown }).where(eq(sessions.id, row.id));
    await recordAudit(ctx, tx, {
      action: 'session.changed',
      project: { id: found.projectId, name: found.project },
      subject: shown ?? UNTITLED,
      subjectId: sid,
      details: { title: shown, before: row.title },
    });
  });
}

const noSession = () => new AppError('not_found', 'The session was not found');
