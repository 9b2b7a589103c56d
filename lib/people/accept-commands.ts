import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { invitations, members, people, projects } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Role } from '@/lib/auth/abilities';
import type { Context, PersonActor } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { isOpen, onwardTo } from '@/lib/people/accept-queries';
import { createPerson, type Newcomer } from '@/lib/people/create-commands';

type Asked = Pick<Context, 'db' | 'ip'>;

const RANK = { viewer: 0, reviewer: 1, admin: 2 } satisfies Record<Role, number>;

/** Accepts an invitation as who is signed in. Throws `not_found` for one that is open no more. */
export function acceptAsPerson(ctx: Asked, tokenHash: Buffer, person: PersonActor): Promise<{ url: string }> {
  return ctx.db.orm.transaction((tx) => accept({ tx, ip: ctx.ip }, tokenHash, () => Promise.resolve(person)));
}

/**
 * Makes a person of whoever accepts an invitation. Throws `not_found` for one that is open no more, `conflict` where somebody else has the email.
 */
export function acceptAsNewcomer(ctx: Asked, tokenHash: Buffer, newcomer: Newcomer): Promise<{ url: string }> {
  return ctx.db.orm.transaction((tx) => accept({ tx, ip: ctx.ip }, tokenHash, () => createPerson({ tx, ip: ctx.ip }, newcomer)));
}

interface Work {
  tx: Tx;
  ip: Context['ip'];
}

/** One transaction: of two who open a link at the same time, the second finds it used. */
async function accept({ tx, ip }: Work, tokenHash: Buffer, who: () => Promise<PersonActor>) {
  const [offer] = await tx
    .select({
      id: invitations.id,
      role: invitations.role,
      isAdmin: invitations.isAdmin,
      projectId: projects.id,
      project: projects.name,
    })
    .from(invitations)
    .leftJoin(projects, eq(projects.id, invitations.projectId))
    .where(and(eq(invitations.tokenHash, tokenHash), isOpen))
    .for('update', { of: invitations });
  if (!offer) throw new AppError('not_found', 'This invitation no longer works. Ask for another one.');
  const person = await who();
  await tx.update(invitations).set({ acceptedAt: sql`now()`, acceptedBy: person.id }).where(eq(invitations.id, offer.id));
  if (offer.isAdmin) await tx.update(people).set({ isAdmin: true }).where(eq(people.id, person.id));
  if (offer.projectId && offer.role) await join(tx, { projectId: offer.projectId, role: offer.role, personId: person.id });
  await recordAudit({ actor: person, ip }, tx, {
    action: 'invitation.accepted',
    project: offer.projectId && offer.project ? { id: offer.projectId, name: offer.project } : undefined,
    subject: person.name,
    subjectId: offer.id,
    details: { role: offer.role, is_admin: offer.isAdmin },
  });
  return onwardTo(offer.project);
}

/** Nobody loses what they may do already. */
async function join(tx: Tx, { projectId, personId, role }: { projectId: string; personId: string; role: Role }) {
  const made = await tx.insert(members).values({ projectId, personId, role }).onConflictDoNothing().returning();
  if (made.length > 0) return;
  const its = and(eq(members.projectId, projectId), eq(members.personId, personId));
  const [now] = await tx.select({ role: members.role }).from(members).where(its).for('update');
  if (now && RANK[role] > RANK[now.role]) await tx.update(members).set({ role }).where(its);
}
