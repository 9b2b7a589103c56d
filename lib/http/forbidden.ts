import type { Context as Request } from 'hono';
import type { Need } from '@/lib/auth/abilities';
import { type Identity, widestContext } from '@/lib/auth/identity';
import { AppError } from '@/lib/errors';
import type { ApiEnv } from '@/lib/http/router';
import { getProject } from '@/lib/projects/queries';
import { findItem } from '@/lib/reviews/resolution-queries';
import { isSegmentInScope } from '@/lib/segments/queries';
import { hasSession } from '@/lib/sessions/queries';
import { getShare } from '@/lib/shares/queries';

/**
 * The error that a caller is told: what was not found only because they lack the ability for it is `forbidden`, if it is of a project of theirs.
 * Of other projects they learn nothing.
 */
export async function explained(c: Request<ApiEnv>, error: Error): Promise<Error> {
  const { identity, need } = c.var;
  if (!(error instanceof AppError) || error.code !== 'not_found' || !identity || !need) return error;
  const isTheirs = await isOfTheirs(c, identity).catch(() => false);
  return isTheirs ? new AppError('forbidden', lacking(identity, need)) : error;
}

/** Whether what the address names exists in a project that they have a part in, but not for this route. */
async function isOfTheirs(c: Request<ApiEnv>, identity: Identity): Promise<boolean> {
  const { project, sid, share, id } = c.req.param() as Record<string, string | undefined>;
  const [wide, narrow] = [widestContext(c.var.ctx.db, identity), c.var.ctx];
  const exists = async (ctx: typeof wide) => {
    if (project !== undefined) return (await getProject(ctx, project)) !== null;
    if (sid !== undefined) return hasSession(ctx, sid);
    if (share !== undefined) return (await getShare(ctx, share)) !== null;
    return id !== undefined && ((await isSegmentInScope(ctx, id)) || (await findItem(ctx, id)) !== null);
  };
  return (await exists(wide)) && !(await exists(narrow));
}

function lacking({ actor }: Identity, need: Need): string {
  if (actor.type === 'token') return `This token may not do that: it takes the scope ${need}.`;
  return `You may see this, but this takes ${need === 'manage' ? 'an administrator' : 'a reviewer'} of the project. Ask one of its administrators.`;
}
