import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import { auditLog } from '@/db/schema';
import type { AuditEntry, AuditFilters } from '@/lib/audit/schema';
import type { Context, ProjectId } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';

const PAGE = 50;

/** A page of what was done in a project, or ('all') in the whole installation, newest first; nothing of that for who has no part in every project. */
export async function listAudit(
  ctx: Context,
  of: ProjectId | 'all',
  filters: AuditFilters = {},
): Promise<{ items: AuditEntry[]; next_cursor: string | null }> {
  const limit = Math.min(filters.limit ?? PAGE, LIMITS.page_items);
  const mayReadAll = ctx.projects === 'all' && !ctx.only;
  const isAsked = of === 'all' ? sql`${mayReadAll}::boolean` : eq(auditLog.projectId, of);
  const rows = await ctx.db.orm
    .select()
    .from(auditLog)
    .where(and(isAsked, ...conditions(filters, isAsked)))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return { items: shown.map(entryOf), next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** All of it, page by page, for an export. */
export async function* readAudit(ctx: Context, of: ProjectId | 'all', filters: AuditFilters = {}): AsyncGenerator<AuditEntry> {
  for (let cursor: string | undefined; ; ) {
    const { items, next_cursor } = await listAudit(ctx, of, { ...filters, limit: LIMITS.page_items, cursor });
    yield* items;
    if (next_cursor === null) return;
    cursor = next_cursor;
  }
}

function conditions({ action, actor, cursor }: AuditFilters, isAsked: SQL): (SQL | undefined)[] {
  return [
    action ? eq(auditLog.action, action) : undefined,
    actor === undefined ? undefined : isUuid(actor) ? eq(auditLog.actorId, actor) : sql`false`,
    cursor
      ? sql`(${auditLog.at}, ${auditLog.id}) < (select at, id from audit_log where id = ${cursor} and ${isAsked})`
      : undefined,
  ];
}

const entryOf = (row: typeof auditLog.$inferSelect): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { type: row.actor, id: row.actorId, name: row.actorName },
  action: row.action,
  project: row.project,
  subject: row.subject,
  subject_id: row.subjectId,
  details: row.details,
  ip: row.ip,
});
