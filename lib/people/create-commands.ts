import { and, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { accounts, people } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context, PersonActor } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';

/** The provider of passwords, in better-auth's words. */
export const PASSWORD = 'credential';

/** Somebody who is to become a person, and how they will sign in. */
export interface Newcomer {
  name: string;
  /** Lower-case. */
  email: string;
  way: { passwordHash: string } | { providerId: string; accountId: string };
}

/** Makes a person who can sign in, in the transaction that says why. Throws `conflict` where somebody has the email, or signs in that way. */
export async function createPerson(
  { tx, ip }: { tx: Tx; ip: Context['ip'] },
  { name, email, way }: Newcomer,
): Promise<PersonActor> {
  const id = uuidv7();
  const made = await tx.insert(people).values({ id, name, email }).onConflictDoNothing().returning({ id: people.id });
  if (made.length === 0) throw emailIsTaken();
  const ways = await tx.insert(accounts).values(accountOf(id, way)).onConflictDoNothing().returning({ id: accounts.id });
  if (ways.length === 0) throw new AppError('conflict', 'Somebody signs in that way already.');
  const actor = { type: 'person', id, name, isAdmin: false } as const;
  await recordAudit({ actor, ip }, tx, { action: 'person.created', subject: name, subjectId: id });
  return actor;
}

/** Sets a person's password, the first or another one. */
export async function putPassword(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  const its = and(eq(accounts.userId, personId), eq(accounts.providerId, PASSWORD));
  const changed = await tx
    .update(accounts)
    .set({ password: passwordHash, updatedAt: new Date() })
    .where(its)
    .returning({ id: accounts.id });
  if (changed.length === 0) await tx.insert(accounts).values(accountOf(personId, { passwordHash }));
}

const accountOf = (userId: string, way: Newcomer['way']) =>
  'passwordHash' in way
    ? { id: uuidv7(), userId, providerId: PASSWORD, accountId: userId, password: way.passwordHash }
    : { id: uuidv7(), userId, ...way };

export const emailIsTaken = () => {
  const message = 'Somebody here has this email already. If it is you, sign in first.';
  return new AppError('conflict', message, { issues: [{ path: 'email', code: 'taken', message }] });
};
