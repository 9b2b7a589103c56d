import { and, eq, isNotNull, isNull, like } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { people, signIns, verifications } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { hashPassword } from '@/lib/auth/passwords';
import { newSecret } from '@/lib/auth/tokens';
import { AppError } from '@/lib/errors';
import { daysFromNow } from '@/lib/instant';
import { putPassword } from '@/lib/people/create-commands';
import { getReset, resetIdentifier } from '@/lib/people/reset-queries';
import { assertAllProjects } from '@/lib/projects/scope-queries';

const RESET_DAYS = 1;

/** A secret by which a person sets a new password within a day; the one before it ends. Throws `forbidden`; `not_found` for nobody, and for who cannot sign in. */
export async function createReset(ctx: Context, personId: string): Promise<{ token: string; expiresAt: Date }> {
  assertAllProjects(ctx);
  const token = newSecret();
  const expiresAt = daysFromNow(RESET_DAYS);
  await ctx.db.orm.transaction(async (tx) => {
    const [person] = await tx
      .select({ name: people.name })
      .from(people)
      .where(and(eq(people.id, personId), isNotNull(people.email), isNull(people.disabledAt)))
      .for('update');
    if (!person) throw new AppError('not_found', 'There is nobody here who could use such a link.');
    await endResets(tx, personId);
    await tx.insert(verifications).values({ id: uuidv7(), identifier: resetIdentifier(token), value: personId, expiresAt });
    await recordAudit(ctx, tx, { action: 'password.reset_link_created', subject: person.name, subjectId: personId });
  });
  return { token, expiresAt };
}

/** Ends the open link of a person, or all of them. */
export async function endResets(tx: Tx, of: string | 'all'): Promise<void> {
  const whose = of === 'all' ? undefined : eq(verifications.value, of);
  await tx.delete(verifications).where(and(like(verifications.identifier, 'reset:%'), whose));
}

/** Sets the password of whoever a link is for, and ends all their sign-ins. Throws `not_found` for a link that is open no more. */
export async function resetPassword(
  { db, ip }: Pick<Context, 'db' | 'ip'>,
  token: string,
  password: string,
): Promise<{ email: string }> {
  if (!(await getReset(db, token))) throw isClosed();
  const passwordHash = await hashPassword(password);
  return db.orm.transaction(async (tx) => {
    const known = await getReset({ orm: tx }, token);
    const used = await tx
      .delete(verifications)
      .where(eq(verifications.identifier, resetIdentifier(token)))
      .returning({ id: verifications.id });
    if (!known || used.length === 0) throw isClosed();
    const { personId, name, email } = known;
    await putPassword(tx, personId, passwordHash);
    await tx.delete(signIns).where(eq(signIns.userId, personId));
    await recordAudit({ actor: { type: 'person', id: personId, name, isAdmin: false }, ip }, tx, {
      action: 'password.reset',
      subject: name,
      subjectId: personId,
    });
    return { email };
  });
}

const isClosed = () => new AppError('not_found', 'This link no longer works. Ask an administrator for another one.');
