import { and, eq, isNull, or } from 'drizzle-orm';
import { invitations, people, projects } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { hashOf } from '@/lib/auth/tokens';
import type { InvitationOffer } from '@/lib/people/accept-schema';
import { isWaiting } from '@/lib/people/invitation-queries';

/** What the invitation of a link leads to; null for one that was used or revoked, has expired, or never was. */
export async function getOffer(ctx: Pick<Context, 'db'>, token: string): Promise<InvitationOffer | null> {
  const [row] = await ctx.db.orm
    .select({
      project: projects.name,
      role: invitations.role,
      isAdmin: invitations.isAdmin,
      invitedBy: people.name,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(projects, eq(projects.id, invitations.projectId))
    .leftJoin(people, eq(people.id, invitations.madeBy))
    .where(and(eq(invitations.tokenHash, hashOf(token)), isOpen));
  return (
    (row && {
      project: row.project,
      role: row.role,
      is_admin: row.isAdmin,
      invited_by: row.invitedBy,
      expires_at: row.expiresAt.toISOString(),
    }) ??
    null
  );
}

/** Whether an invitation can be accepted, in a statement that also reads its project. */
export const isOpen = and(
  isWaiting,
  or(isNull(invitations.projectId), and(eq(projects.id, invitations.projectId), isNull(projects.deletedAt))),
);

/** Where an invitation led somebody who accepted it; null where it was somebody else. */
export async function getAccepted(ctx: Pick<Context, 'db'>, token: string, personId: string): Promise<{ url: string } | null> {
  const [row] = await ctx.db.orm
    .select({ project: projects.name })
    .from(invitations)
    .leftJoin(projects, eq(projects.id, invitations.projectId))
    .where(and(eq(invitations.tokenHash, hashOf(token)), eq(invitations.acceptedBy, personId)));
  return row ? onwardTo(row.project) : null;
}

/** Where somebody who accepted goes. */
export const onwardTo = (project: string | null) => ({ url: project ? `/${project}` : '/' });
