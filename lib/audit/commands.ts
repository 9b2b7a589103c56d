import { v7 as uuidv7 } from 'uuid';
import { auditLog } from '@/db/schema';
import type { AuditAction } from '@/lib/audit/schema';
import type { Context } from '@/lib/auth/context';

/** What is told of a deed. */
export interface Deed {
  action: AuditAction;
  project?: { id: string; name: string } | undefined;
  /** What it was done to, as a person would name it; never a secret. */
  subject?: string | undefined;
  subjectId?: string | undefined;
  /** What changed, such as `{ role: 'viewer' }`; never a secret. */
  details?: Record<string, unknown> | undefined;
}

/** Writes down that the context's actor did something. Call it in the transaction of what it tells of: `recordAudit({ ...ctx, db: { orm: tx } }, …)`. */
export async function recordAudit(
  ctx: Pick<Context, 'actor' | 'ip'> & { db: { orm: Pick<Context['db']['orm'], 'insert'> } },
  deed: Deed,
): Promise<void> {
  const { actor } = ctx;
  await ctx.db.orm.insert(auditLog).values({
    id: uuidv7(),
    actor: actor.type,
    actorId: 'id' in actor ? actor.id : null,
    actorName: actor.name,
    action: deed.action,
    projectId: deed.project?.id ?? null,
    project: deed.project?.name ?? null,
    subject: deed.subject ?? null,
    subjectId: deed.subjectId ?? null,
    details: deed.details ?? null,
    ip: ctx.ip ?? null,
  });
}
