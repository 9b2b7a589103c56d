import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, people, signIns } from '@/db/schema';
import { type Deed, recordAudit } from '@/lib/audit/commands';
import type { Context, PersonActor } from '@/lib/auth/context';
import { hashPassword, verifyPassword } from '@/lib/auth/passwords';
import { AppError } from '@/lib/errors';
import type { PasswordInput } from '@/lib/people/account-schema';
import { browserName } from '@/lib/people/browser-name';
import { PASSWORD, putPassword } from '@/lib/people/create-commands';
import { endResets } from '@/lib/people/reset-commands';

/** What a person does to their own account, and the sign-in by which they do it. */
export interface OwnContext extends Omit<Context, 'actor'> {
  actor: PersonActor;
  signInId: string | undefined;
}

/** Gives the person another name. */
export async function renameMe(ctx: OwnContext, name: string): Promise<void> {
  await ctx.db.orm.transaction(async (tx) => {
    await tx.update(people).set({ name, updatedAt: new Date() }).where(eq(people.id, ctx.actor.id));
    if (name !== ctx.actor.name) await record(ctx, tx, { action: 'person.changed', subject: name, details: { name } });
  });
}

/** Changes the password and ends all other sign-ins. Throws `forbidden` where the current one is another. */
export async function changePassword(ctx: OwnContext, { current_password, new_password }: PasswordInput): Promise<void> {
  const { orm } = ctx.db;
  const [account] = await orm
    .select({ password: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.userId, ctx.actor.id), eq(accounts.providerId, PASSWORD)));
  if (!account?.password)
    throw new AppError(
      'not_possible',
      'You sign in at a provider and have no password. An administrator can give you a link to set one.',
    );
  if (!(await verifyPassword({ hash: account.password, password: current_password }))) throw wrongPassword();
  const passwordHash = await hashPassword(new_password);
  await orm.transaction(async (tx) => {
    await putPassword(tx, ctx.actor.id, passwordHash);
    await tx.delete(signIns).where(others(ctx));
    await endResets(tx, ctx.actor.id);
    await record(ctx, tx, { action: 'password.changed', subject: ctx.actor.name });
  });
}

/** Ends one of the person's sign-ins. Throws `not_found` for one that is not theirs. */
export async function revokeSignIn(ctx: OwnContext, id: string): Promise<void> {
  await ctx.db.orm.transaction(async (tx) => {
    const [ended] = await tx
      .delete(signIns)
      .where(and(eq(signIns.id, id), eq(signIns.userId, ctx.actor.id)))
      .returning({ userAgent: signIns.userAgent });
    if (!ended) throw new AppError('not_found', 'You are not signed in there.');
    const subject = browserName(ended.userAgent) ?? undefined;
    await record(ctx, tx, { action: 'signin.revoked', subject, subjectId: id });
  });
}

/** Ends all of the person's sign-ins but the one that asks. */
export async function revokeOtherSignIns(ctx: OwnContext): Promise<void> {
  await ctx.db.orm.transaction(async (tx) => {
    const ended = await tx.delete(signIns).where(others(ctx)).returning({ id: signIns.id, userAgent: signIns.userAgent });
    for (const { id, userAgent } of ended)
      await record(ctx, tx, { action: 'signin.revoked', subject: browserName(userAgent) ?? undefined, subjectId: id });
  });
}

/** Takes a provider from the ways in which the person signs in. Throws `not_possible` for the last of them. */
export async function unlinkProvider(ctx: OwnContext, providerId: string): Promise<void> {
  await ctx.db.orm.transaction(async (tx) => {
    await tx.select({ id: people.id }).from(people).where(eq(people.id, ctx.actor.id)).for('update'); // two at a time must not take both
    const ways = await tx
      .select({ id: accounts.id, providerId: accounts.providerId })
      .from(accounts)
      .where(eq(accounts.userId, ctx.actor.id));
    const left = ways.filter((way) => way.providerId !== providerId);
    if (providerId === PASSWORD || left.length === ways.length) throw new AppError('not_found', 'You do not sign in there.');
    if (left.length === 0) throw new AppError('not_possible', 'This is the only way in which you sign in.');
    await tx.delete(accounts).where(and(eq(accounts.userId, ctx.actor.id), eq(accounts.providerId, providerId)));
    await record(ctx, tx, { action: 'person.changed', subject: ctx.actor.name, details: { unlinked: providerId } });
  });
}

const others = ({ actor, signInId }: OwnContext) =>
  and(eq(signIns.userId, actor.id), signInId ? ne(signIns.id, signInId) : undefined);

const record = (ctx: OwnContext, tx: Tx, entry: Deed) => recordAudit(ctx, tx, { subjectId: ctx.actor.id, ...entry });

function wrongPassword() {
  const message = 'This is not your password.';
  return new AppError('forbidden', message, { issues: [{ path: 'current_password', code: 'wrong', message }] });
}
