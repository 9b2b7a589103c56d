import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { projects, tokens } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context, ProjectId } from '@/lib/auth/context';
import { personOf } from '@/lib/auth/person-of';
import { hashOf, newToken } from '@/lib/auth/tokens';
import { AppError } from '@/lib/errors';
import { readInstant } from '@/lib/instant';
import { getProject } from '@/lib/projects/queries';
import { inProjects } from '@/lib/projects/scope-queries';
import { tokenOf } from '@/lib/tokens/queries';
import type { NewToken, TokenInput } from '@/lib/tokens/schema';

/** Makes a token of a project. Its value is in the answer and nowhere else. Throws `not_found`, and `invalid_request` for an expiry that has passed. */
export async function createProjectToken(ctx: Context, projectName: string, input: TokenInput): Promise<NewToken> {
  const project = await getProject(ctx, projectName);
  if (!project) throw new AppError('not_found', 'The project was not found');
  return createToken(ctx, { ...input, project });
}

/** Makes a token that reaches as far as the person who asks does. */
export const createOwnToken = (ctx: Context, input: TokenInput): Promise<NewToken> => createToken(ctx, input);

async function createToken(
  ctx: Context,
  { name, scopes, expires_at, project }: TokenInput & { project?: { id: ProjectId; name: string } },
): Promise<NewToken> {
  const person = personOf(ctx);
  const { token: value, prefix } = newToken();
  const expiresAt = expires_at ? readInstant(expires_at) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw passed();
  const of = project ? { projectId: project.id } : { personId: person.id };
  return ctx.db.orm.transaction(async (tx) => {
    const [made] = await tx
      .insert(tokens)
      .values({ id: uuidv7(), name, scopes, prefix, hash: hashOf(value), madeBy: person.id, expiresAt, ...of })
      .returning();
    if (!made) throw new Error('An insert that cannot conflict made no row');
    const details = { scopes, prefix, expires_at: expiresAt?.toISOString() ?? null };
    await recordAudit(ctx, tx, { action: 'token.created', project, subject: name, subjectId: made.id, details });
    return { ...tokenOf(made, person.name), value };
  });
}

/** Turns a project's token off, at once everywhere. Once is enough: again it changes nothing. Throws `not_found`. */
export function revokeProjectToken(ctx: Context, id: string): Promise<void> {
  return revoke(ctx, id, inProjects(ctx, tokens.projectId));
}

/** Turns off a token of the person who asks. Throws `not_found`. */
export function revokeOwnToken(ctx: Context, id: string): Promise<void> {
  return revoke(ctx, id, eq(tokens.personId, personOf(ctx).id));
}

/** Turns off the token that is shown: who has it may give it up. */
export function revokeShownToken(ctx: Context): Promise<void> {
  if (ctx.actor.type !== 'token') throw new AppError('forbidden', 'Send the token: Authorization: Bearer dbf_…');
  return revoke(ctx, ctx.actor.id, sql`true`);
}

async function revoke(ctx: Context, id: string, which: SQL): Promise<void> {
  if (!isUuid(id)) throw notFound();
  await ctx.db.orm.transaction(async (tx) => {
    const [row] = await tx
      .select({ name: tokens.name, prefix: tokens.prefix, projectId: tokens.projectId, project: projects.name })
      .from(tokens)
      .leftJoin(projects, eq(projects.id, tokens.projectId))
      .where(and(eq(tokens.id, id), which));
    if (!row) throw notFound();
    const revoked = await tx
      .update(tokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(tokens.id, id), isNull(tokens.revokedAt)))
      .returning({ id: tokens.id });
    if (revoked.length === 0) return;
    const project = row.projectId && row.project ? { id: row.projectId, name: row.project } : undefined;
    const entry = { project, subject: row.name, subjectId: id, details: { prefix: row.prefix } };
    await recordAudit(ctx, tx, { action: 'token.revoked', ...entry });
  });
}

const notFound = () => new AppError('not_found', 'The token was not found');
const passed = () => {
  const message = 'The expiry has passed: choose a time to come';
  return new AppError('invalid_request', message, { issues: [{ path: 'expires_at', code: 'passed', message }] });
};
