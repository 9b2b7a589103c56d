import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { invitations, projects, sessions, tombstones, transcripts } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { ensureProject } from '@/lib/projects/commands';
import { findProject, getProject } from '@/lib/projects/queries';
import { assertAllProjects } from '@/lib/projects/scope-queries';

/**
 * Makes a project. One that was deleted under this name comes back empty, with the members and tokens it had.
 * Throws `invalid_request`; `conflict` where there is one; `forbidden` for who sees only some projects.
 */
export async function createProject(ctx: Context, name: string): Promise<void> {
  assertAllProjects(ctx);
  const known = await findProject(ctx, name);
  if (known && !known.isDeleted) throw new AppError('conflict', 'There is a project of this name already. Choose another name.');
  if (!known) return void (await ensureProject(ctx, name));
  await ctx.db.orm.transaction(async (tx) => {
    const [restored] = await tx
      .update(projects)
      .set({ deletedAt: null })
      .where(and(eq(projects.id, known.id), isNotNull(projects.deletedAt)))
      .returning();
    if (restored) await recordAudit(ctx, tx, { action: 'project.restored', project: known });
  });
}

/**
 * Deletes a project with all sessions, links and invitations. Its name stays as a tombstone, so that agents that go on sending do not bring it back.
 * Throws `not_found`.
 */
export async function deleteProject(ctx: Context, name: string): Promise<void> {
  const project = await getProject(ctx, name);
  if (!project) throw noProject();
  await ctx.db.orm.transaction(async (tx) => {
    // Whoever makes a session of it at this moment is waited for, or waits and finds it deleted (`ensureSession`).
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, project.id)).for('update');
    const [deleted] = await tx
      .update(projects)
      .set({ deletedAt: new Date() })
      .where(and(eq(projects.id, project.id), isNull(projects.deletedAt)))
      .returning();
    if (!deleted) throw noProject();
    const gone = await tx.delete(sessions).where(eq(sessions.projectId, project.id)).returning({ events: sessions.lastSeq });
    for (const table of [transcripts, tombstones, invitations]) await tx.delete(table).where(eq(table.projectId, project.id));
    const details = { sessions: gone.length, events: gone.reduce((sum, { events }) => sum + events, 0) };
    await recordAudit(ctx, tx, { action: 'project.deleted', project, details });
  });
}

/** Lets a session that was deleted be sent again. Throws `not_found`. */
export async function removeTombstone(ctx: Context, name: string, externalId: string): Promise<void> {
  const project = await getProject(ctx, name);
  if (!project) throw noProject();
  await ctx.db.orm.transaction(async (tx) => {
    const [removed] = await tx
      .delete(tombstones)
      .where(and(eq(tombstones.projectId, project.id), eq(tombstones.externalId, externalId)))
      .returning();
    if (!removed) throw new AppError('not_found', 'No session of this id was deleted.');
    const details = { tombstone: 'removed' };
    await recordAudit(ctx, tx, { action: 'session.changed', project, subject: externalId, subjectId: externalId, details });
  });
}

const noProject = () => new AppError('not_found', 'There is no project of this name.');
