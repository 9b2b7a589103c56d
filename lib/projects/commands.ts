import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@/db/client';
import { keys, projects } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context, ProjectId } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { findProject } from '@/lib/projects/queries';
import { projectName } from '@/lib/projects/schema';
import { hasAllProjects } from '@/lib/projects/scope-queries';

/** The project of this name, made at first use. Throws `invalid_request` for a name that cannot be, `not_found` for one that the actor may not see, `deleted`. */
export async function ensureProject(ctx: Context, name: string): Promise<{ id: ProjectId; name: string }> {
  const checked = projectName.safeParse(name);
  if (!checked.success) throw invalidName(checked.error.issues[0]?.message ?? 'This cannot be the name of a project');
  const known = (await findProject(ctx, checked.data)) ?? (hasAllProjects(ctx) ? await makeProject(ctx, checked.data) : null);
  if (!known) throw new AppError('not_found', 'There is no project of this name.');
  if (known.isDeleted) throw deletedProject();
  return { id: known.id, name: known.name };
}

async function makeProject(ctx: Context, name: string) {
  await ctx.db.orm.transaction(async (tx) => {
    const [made] = await tx.insert(projects).values({ id: uuidv7(), name }).onConflictDoNothing().returning();
    if (made) await recordAudit(ctx, tx, { action: 'project.created', project: made });
  });
  return findProject(ctx, name);
}

export const deletedProject = () =>
  new AppError(
    'deleted',
    'This project was deleted. An administrator of the installation can make a project of this name again.',
  );

const invalidName = (message: string) =>
  new AppError('invalid_request', message, { issues: [{ path: 'project', code: 'invalid_project', message }] });

const KEY_BYTES = 32;
const keysOf = new WeakMap<Database, Map<string, Promise<Buffer>>>();

/** A secret key of this installation, the same on every node; made at first use. */
export function installationKey(ctx: Context, name: string): Promise<Buffer> {
  const known = keysOf.get(ctx.db) ?? new Map<string, Promise<Buffer>>();
  keysOf.set(ctx.db, known);
  const key = known.get(name) ?? readKey(ctx, name);
  known.set(name, key);
  key.catch(() => known.delete(name)); // a database that was away must not be remembered
  return key;
}

async function readKey(ctx: Context, name: string): Promise<Buffer> {
  await ctx.db.orm
    .insert(keys)
    .values({ name, value: randomBytes(KEY_BYTES) })
    .onConflictDoNothing();
  const [row] = await ctx.db.orm.select({ value: keys.value }).from(keys).where(eq(keys.name, name));
  if (!row) throw new Error(`The key ${name} was removed while it was read`);
  return Buffer.from(row.value);
}
