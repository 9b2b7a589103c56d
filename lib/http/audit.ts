import { createRoute, z } from '@hono/zod-openapi';
import type { Context as Request } from 'hono';
import { recordAudit } from '@/lib/audit/commands';
import { listAudit, readAudit } from '@/lib/audit/queries';
import { auditEntry, auditFilters } from '@/lib/audit/schema';
import type { ProjectId } from '@/lib/auth/context';
import { auditCsv, auditLines } from '@/lib/exports/audit-file';
import { needs } from '@/lib/http/access';
import { found } from '@/lib/http/problem';
import { type ApiEnv, jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { getProject } from '@/lib/projects/queries';

export const auditRoutes = newRouter();

const fileQuery = auditFilters.pick({ action: true, actor: true }).extend({ format: z.enum(['csv', 'ndjson']).default('csv') });
const files = {
  200: {
    description: 'The file, newest first',
    content: { 'text/csv': { schema: { type: 'string' as const } }, 'application/x-ndjson': { schema: auditEntry } },
  },
};
const lists = jsonAnswer(page(auditEntry), 'A page of entries');

const list = createRoute({
  ...needs('manage'),
  method: 'get',
  path: '/projects/{project}/audit',
  summary: 'Who did what in a project, newest first',
  request: { params: projectParam, query: auditFilters },
  responses: { 200: lists, ...problems(400, 404) },
});
auditRoutes.openapi(list, async (c) => {
  const project = found(await getProject(c.var.ctx, c.req.valid('param').project), 'The project');
  return c.json(await listAudit(c.var.ctx, project.id, c.req.valid('query')), 200);
});

const listAll = createRoute({
  ...needs('administrator'),
  method: 'get',
  path: '/audit',
  summary: 'Who did what in this installation, newest first',
  request: { query: auditFilters },
  responses: { 200: lists, ...problems(400) },
});
auditRoutes.openapi(listAll, async (c) => c.json(await listAudit(c.var.ctx, 'all', c.req.valid('query')), 200));

const save = createRoute({
  ...needs('manage'),
  method: 'get',
  path: '/projects/{project}/audit/export',
  summary: 'The whole log of a project as a file',
  request: { params: projectParam, query: fileQuery },
  responses: { ...files, ...problems(400, 404) },
});
auditRoutes.openapi(save, async (c) => {
  const project = found(await getProject(c.var.ctx, c.req.valid('param').project), 'The project');
  return (await sendFile(c, project, c.req.valid('query'))) as never; // text of either kind
});

const saveAll = createRoute({
  ...needs('administrator'),
  method: 'get',
  path: '/audit/export',
  summary: 'The whole log of this installation as a file',
  request: { query: fileQuery },
  responses: { ...files, ...problems(400) },
});
auditRoutes.openapi(saveAll, async (c) => (await sendFile(c, 'all', c.req.valid('query'))) as never);

/** Reading the whole log is itself written down. */
async function sendFile(
  c: Request<ApiEnv>,
  of: { id: ProjectId; name: string } | 'all',
  { format, ...filters }: z.output<typeof fileQuery>,
): Promise<Response> {
  const isAll = of === 'all';
  const entries = readAudit(c.var.ctx, isAll ? 'all' : of.id, filters);
  await recordAudit(c.var.ctx, c.var.ctx.db.orm, {
    action: 'audit.exported',
    project: isAll ? undefined : of,
    details: { format, ...filters },
  });
  return c.body(format === 'csv' ? auditCsv(entries) : auditLines(entries), 200, {
    'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
    'Content-Disposition': `attachment; filename="audit-${isAll ? 'installation' : of.name}.${format}"`,
  });
}
