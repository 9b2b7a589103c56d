import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { invitations, projects } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context, ProjectId } from '@/lib/auth/context';
import { personOf } from '@/lib/auth/person-of';
import { hashOf, newSecret } from '@/lib/auth/tokens';
import { AppError } from '@/lib/errors';
import { invitationOf } from '@/lib/people/invitation-queries';
import type { installationInvitationInput, invitationInput, NewInvitation } from '@/lib/people/invitation-schema';
import { getProject } from '@/lib/projects/queries';
import { assertAllProjects, hasAllProjects, inProjects } from '@/lib/projects/scope-queries';

/** Makes a link by which one person joins a project. The link is in the answer and nowhere else. Throws `not_found`. */
export async function createInvitation(
  ctx: Context,
  projectName: string,
  input: z.output<typeof invitationInput>,
): Promise<NewInvitation> {
  const project = await getProject(ctx, projectName);
  if (!project) throw new AppError('not_found', 'There is no project of this name.');
  return create(ctx, { ...input, project });
}

/** Makes a link by which one person joins the installation. Throws `forbidden` for who does not administer it. */
export async function createInstallationInvitation(
  ctx: Context,
  input: z.output<typeof installationInvitationInput>,
): Promise<NewInvitation> {
  assertAllProjects(ctx);
  return create(ctx, input);
}

interface Wanted {
  project?: { id: ProjectId; name: string };
  role?: z.output<typeof invitationInput>['role'];
  is_admin?: boolean;
  note?: string | undefined;
  days: number;
}

async function create(ctx: Context, { project, role, is_admin = false, note, days }: Wanted): Promise<NewInvitation> {
  const person = personOf(ctx);
  const secret = newSecret();
  return ctx.db.orm.transaction(async (tx) => {
    const [made] = await tx
      .insert(invitations)
      .values({
        id: uuidv7(),
        tokenHash: hashOf(secret),
        projectId: project?.id ?? null,
        role: role ?? null,
        isAdmin: is_admin,
        note: note || null,
        madeBy: person.id,
        expiresAt: sql`now() + make_interval(days => ${days})`,
      })
      .returning();
    if (!made) throw new Error('An insert that cannot conflict made no row');
    const details = { ...(role ? { role } : { is_admin }), expires_at: made.expiresAt.toISOString() };
    await recordAudit(ctx, tx, {
      action: 'invitation.created',
      project,
      subject: made.note ?? undefined,
      subjectId: made.id,
      details,
    });
    return { ...invitationOf(made, person.name), url: `/invitations/${secret}` };
  });
}

/** Makes the link of an invitation useless. Throws `not_found` for one that does not wait any more, too. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  if (!isUuid(id)) throw noInvitation();
  await ctx.db.orm.transaction(async (tx) => {
    const [revoked] = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(invitations.id, id), isTheirs(ctx), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
      .returning();
    if (!revoked) throw noInvitation();
    const [project] = revoked.projectId
      ? await tx.select({ id: projects.id, name: projects.name }).from(projects).where(eq(projects.id, revoked.projectId))
      : [];
    await recordAudit(ctx, tx, { action: 'invitation.revoked', project, subject: revoked.note ?? undefined, subjectId: id });
  });
}

const isTheirs = (ctx: Context): SQL | undefined => (hasAllProjects(ctx) ? undefined : inProjects(ctx, invitations.projectId));

const noInvitation = () => new AppError('not_found', 'There is no such invitation: it may have been used or revoked.');
