import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
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

/** Writes down who did something, in the transaction of what it tells of; with `db.orm` where nothing else is written. */
export async function recordAudit(
  { actor, ip }: Pick<Context, 'actor' | 'ip'>,
  tx: Pick<Tx, 'insert'>,
  deed: Deed,
): Promise<void> {
  await tx.insert(auditLog).values({
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
    ip: ip ?? null,
  });
}
