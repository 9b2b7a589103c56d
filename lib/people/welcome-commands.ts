import { eq } from 'drizzle-orm';
import { accounts, people } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import { type Context, LOCAL_PERSON } from '@/lib/auth/context';
import { hashPassword } from '@/lib/auth/passwords';
import { AppError } from '@/lib/errors';
import type { WelcomeInput } from '@/lib/people/account-schema';
import { emailIsTaken, putPassword } from '@/lib/people/create-commands';
import { awaitsAdministrator, isWelcomeCode } from '@/lib/people/welcome-queries';

/**
 * Makes the first administrator of the person of local mode, so that what that one did stays theirs. Throws `not_found` once there is one, `forbidden` for a wrong code.
 */
export async function createFirstAdministrator({ db, ip }: Context, input: WelcomeInput): Promise<void> {
  if (!(await awaitsAdministrator(db))) throw isThere();
  if (!(await isWelcomeCode(db, input.code))) throw wrongCode();
  const { name, email } = input;
  const passwordHash = await hashPassword(input.password);
  await db.orm.transaction(async (tx) => {
    await tx.select({ id: people.id }).from(people).where(eq(people.id, LOCAL_PERSON)).for('update'); // one at a time
    if (!(await awaitsAdministrator({ orm: tx }))) throw isThere();
    const [other] = await tx.select({ id: people.id }).from(people).where(eq(people.email, email));
    if (other) throw emailIsTaken();
    await tx
      .update(people)
      .set({ name, email, isAdmin: true, disabledAt: null, updatedAt: new Date() })
      .where(eq(people.id, LOCAL_PERSON));
    await tx.delete(accounts).where(eq(accounts.userId, LOCAL_PERSON));
    await putPassword(tx, LOCAL_PERSON, passwordHash);
    await recordAudit({ actor: { type: 'person', id: LOCAL_PERSON, name, isAdmin: true }, ip }, tx, {
      action: 'person.created',
      subject: name,
      subjectId: LOCAL_PERSON,
      details: { is_admin: true },
    });
  });
}

const isThere = () => new AppError('not_found', 'This installation has an administrator. Sign in, or ask for an invitation.');

function wrongCode() {
  const message = 'This is not the code. It is printed where Debrief was started.';
  return new AppError('forbidden', message, { issues: [{ path: 'code', code: 'wrong', message }] });
}
