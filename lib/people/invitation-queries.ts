import { and, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { invitations, members, people } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import type { Invitation } from '@/lib/people/invitation-schema';
import { getProject } from '@/lib/projects/queries';
import { hasAllProjects } from '@/lib/projects/scope-queries';

/** The invitations into a project that wait, the newest first, or null if there is no such project. */
export async function listInvitations(ctx: Context, projectName: string): Promise<Invitation[] | null> {
  const project = await getProject(ctx, projectName);
  return project && selectOpen(ctx, eq(invitations.projectId, project.id));
}

/** The invitations into the installation that wait, the newest first; none for who does not administer it. */
export async function listInstallationInvitations(ctx: Context): Promise<Invitation[]> {
  return hasAllProjects(ctx) ? selectOpen(ctx, isNull(invitations.projectId)) : [];
}

async function selectOpen(ctx: Context, which: SQL): Promise<Invitation[]> {
  const rows = await ctx.db.orm
    .select({ invitation: invitations, invitedBy: people.name })
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.madeBy))
    .where(and(which, isWaiting))
    .orderBy(desc(invitations.id));
  return rows.map((row) => invitationOf(row.invitation, row.invitedBy));
}

/** Whether whoever made an invitation could make it now: nobody lets themselves back in by one that they kept. */
const mayStillInvite = sql`exists (
  select from ${people} maker where maker.id = ${invitations.madeBy} and maker.disabled_at is null and (maker.is_admin or exists (
    select from ${members} part
    where part.person_id = maker.id and part.project_id = ${invitations.projectId} and part.role = 'admin')))`;

/** Whether an invitation was neither used nor revoked, has not expired, and its maker still may invite. */
export const isWaiting = and(
  isNull(invitations.acceptedAt),
  isNull(invitations.revokedAt),
  gt(invitations.expiresAt, sql`now()`),
  mayStillInvite,
);

/** A row as it is told. */
export const invitationOf = (row: Omit<typeof invitations.$inferSelect, 'tokenHash'>, invitedBy: string | null): Invitation => ({
  id: row.id,
  role: row.role,
  is_admin: row.isAdmin,
  note: row.note,
  invited_by: invitedBy,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
});
