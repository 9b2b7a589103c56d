import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import type { Tx } from '@/db/client';
import { deviceCodes, people, signIns } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import type { personInput } from '@/lib/people/person-schema';
import { endResets } from '@/lib/people/reset-commands';
import { assertAllProjects } from '@/lib/projects/scope-queries';

type Change = z.output<typeof personInput>;

/**
 * Makes a person an administrator of the installation or an ordinary person, disables or enables them. Who is disabled is signed out everywhere, and
 * their tokens are refused from then on. Throws `not_found`; `forbidden`; `conflict` where nobody would administer the installation.
 */
export async function changePerson(ctx: Context, id: string, change: Change): Promise<void> {
  assertAllProjects(ctx);
  if (!isUuid(id)) throw noPerson();
  await ctx.db.orm.transaction(async (tx) => {
    // Changes wait for each other here, so that two never take the last administrators away.
    const administrators = await tx.select({ id: people.id }).from(people).where(ADMINISTERS).orderBy(people.id).for('update');
    const [person] = await tx
      .select()
      .from(people)
      .where(and(eq(people.id, id), isNotNull(people.email)))
      .for('update');
    if (!person) throw noPerson();
    const isAdmin = change.is_admin ?? person.isAdmin;
    const isDisabled = change.is_disabled ?? person.disabledAt !== null;
    const isLast = administrators.length === 1 && administrators[0]?.id === id;
    if (isLast && (!isAdmin || isDisabled)) throw lastAdministrator(person.name);
    await write(ctx, tx, { person, isAdmin, isDisabled });
  });
}

interface Wanted {
  person: typeof people.$inferSelect;
  isAdmin: boolean;
  isDisabled: boolean;
}

async function write(ctx: Context, tx: Tx, { person, isAdmin, isDisabled }: Wanted): Promise<void> {
  const { id, name } = person;
  const record = (action: 'person.changed' | 'person.disabled' | 'person.enabled', details?: Record<string, unknown>) =>
    recordAudit(ctx, tx, { action, subject: name, subjectId: id, details });
  if (isAdmin !== person.isAdmin) {
    await tx.update(people).set({ isAdmin, updatedAt: sql`now()` }).where(eq(people.id, id));
    await record('person.changed', { is_admin: isAdmin });
  }
  // Who administers no more may have kept links to the passwords of others.
  if (person.isAdmin && (!isAdmin || isDisabled)) await endResets(tx, 'all');
  if (isDisabled === (person.disabledAt !== null)) return;
  await tx
    .update(people)
    .set({ disabledAt: isDisabled ? sql`now()` : null, updatedAt: sql`now()` })
    .where(eq(people.id, id));
  if (isDisabled) {
    for (const table of [signIns, deviceCodes]) await tx.delete(table).where(eq(table.userId, id));
    await endResets(tx, id);
  }
  await record(isDisabled ? 'person.disabled' : 'person.enabled');
}

const ADMINISTERS = and(eq(people.isAdmin, true), isNull(people.disabledAt), isNotNull(people.email));

const noPerson = () => new AppError('not_found', 'There is no such person.');
const lastAdministrator = (name: string) =>
  new AppError('conflict', `${name} is the last administrator of this installation. Make another person one first.`);
