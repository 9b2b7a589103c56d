import { createRoute } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { listProjects } from '@/lib/projects/queries';
import { project } from '@/lib/projects/schema';

export const projectRoutes = newRouter();

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects',
  summary: 'All projects, by name',
  responses: { 200: jsonAnswer(page(project), 'The projects'), ...problems() },
});
projectRoutes.openapi(list, async (c) =>
  c.json(withLinks(c.var.origin, { items: await listProjects(c.var.ctx), next_cursor: null }), 200),
);
