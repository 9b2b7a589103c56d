import { createRoute } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { createProject, deleteProject, removeTombstone } from '@/lib/projects/life-commands';
import { listProjects, listTombstones } from '@/lib/projects/queries';
import { project, projectInput, tombstone } from '@/lib/projects/schema';
import { externalId } from '@/lib/sessions/schema';
import { storableText } from '@/lib/storable';

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

const create = createRoute({
  ...needs('administrator'),
  method: 'post',
  path: '/projects',
  summary: 'Make a project',
  description: 'One that was deleted under this name comes back empty, with the members and tokens it had.',
  responses: { 201: jsonAnswer(project, 'The project'), ...problems(400, 409, 413, 415) },
});
documentBody(projectRoutes, create, { 'application/json': { schema: projectInput } });
projectRoutes.openapi({ ...create, hide: true }, async (c) => {
  const { name } = await readJson(c.req, projectInput);
  await createProject(c.var.ctx, name);
  const [made] = await listProjects(c.var.ctx, name);
  return c.json(withLinks(c.var.origin, found(made ?? null, 'The project')), 201);
});

const remove = createRoute({
  ...needs('manage'),
  method: 'delete',
  path: '/projects/{project}',
  summary: 'Delete a project with all it holds',
  description: 'Who goes on sending to it gets 410, until an administrator makes a project of this name again.',
  request: { params: projectParam },
  responses: { 204: { description: 'It is deleted' }, ...problems(400, 404) },
});
projectRoutes.openapi(remove, async (c) => {
  await deleteProject(c.var.ctx, c.req.valid('param').project);
  return c.body(null, 204);
});

const listGone = createRoute({
  ...needs('manage'),
  method: 'get',
  path: '/projects/{project}/tombstones',
  summary: 'Deleted sessions of a project, which agents cannot send again; the last 200',
  request: { params: projectParam },
  responses: {
    200: jsonAnswer(page(tombstone), 'The sessions by their clients’ ids, the last deleted first'),
    ...problems(400, 404),
  },
});
projectRoutes.openapi(listGone, async (c) => {
  const items = found(await listTombstones(c.var.ctx, c.req.valid('param').project), 'The project');
  return c.json({ items, next_cursor: null }, 200);
});

const letBack = createRoute({
  ...needs('manage'),
  method: 'delete',
  path: '/projects/{project}/tombstones/{external_id}',
  summary: 'Let a deleted session be sent again',
  request: { params: projectParam.extend({ external_id: externalId.overwrite(storableText) }) },
  responses: { 204: { description: 'It can be sent again, from its beginning' }, ...problems(400, 404) },
});
projectRoutes.openapi(letBack, async (c) => {
  const { project: name, external_id } = c.req.valid('param');
  await removeTombstone(c.var.ctx, name, external_id);
  return c.body(null, 204);
});
