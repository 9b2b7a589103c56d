import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, sidParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { projectName } from '@/lib/projects/schema';
import { ensureSettled } from '@/lib/segments/commands';
import { linkSession } from '@/lib/segments/lineage-commands';
import { putSession } from '@/lib/sessions/commands';
import { continueFrom } from '@/lib/sessions/continue-commands';
import { deleteSession } from '@/lib/sessions/delete-commands';
import { listSessions } from '@/lib/sessions/list-queries';
import { getSession } from '@/lib/sessions/queries';
import { renameSession } from '@/lib/sessions/rename-commands';
import {
  externalId,
  session,
  sessionChange,
  sessionDetail,
  sessionFilters,
  sessionInput,
  sessionRow,
} from '@/lib/sessions/schema';
import { getSessionDetail } from '@/lib/sessions/version-queries';

export const sessionRoutes = newRouter();

export const sessionOfClient = z.object({ project: projectName, external_id: externalId });

const put = createRoute({
  ...needs('ingest'),
  method: 'put',
  path: '/projects/{project}/sessions/{external_id}',
  summary: 'Create or update a session: what is absent stays, null clears',
  request: { params: sessionOfClient },
  responses: {
    200: jsonAnswer(session, 'The session, updated'),
    201: jsonAnswer(session, 'The session, new'),
    ...problems(400, 410, 413, 415, 422),
  },
});
documentBody(sessionRoutes, put, { 'application/json': { schema: sessionInput } });
sessionRoutes.openapi({ ...put, hide: true }, async (c) => {
  const { project, external_id } = c.req.valid('param');
  const input = await readJson(c.req, sessionInput);
  const { sid, created } = await putSession(c.var.ctx, { project, externalId: external_id }, input);
  if (input.parent !== undefined || input.predecessor !== undefined) await linkSession(c.var.ctx, sid);
  return c.json(withLinks(c.var.origin, found(await getSession(c.var.ctx, sid), 'The session')), created ? 201 : 200);
});

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/sessions',
  summary: 'Sessions of a project, newest activity first',
  request: { params: z.object({ project: projectName }), query: sessionFilters },
  responses: { 200: jsonAnswer(page(sessionRow), 'A page of sessions'), ...problems(400, 404) },
});
sessionRoutes.openapi(list, async (c) =>
  c.json(
    withLinks(
      c.var.origin,
      found(await listSessions(c.var.ctx, c.req.valid('param').project, c.req.valid('query')), 'The project'),
    ),
    200,
  ),
);

const get = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}',
  summary: 'A session',
  request: { params: sidParam },
  responses: { 200: jsonAnswer(sessionDetail, 'The session'), ...problems(400, 404) },
});
sessionRoutes.openapi(get, async (c) => {
  const { sid } = c.req.valid('param');
  await ensureSettled(c.var.ctx, sid);
  return c.json(withLinks(c.var.origin, found(await getSessionDetail(c.var.ctx, sid), 'The session')), 200);
});

const change = createRoute({
  ...needs('review'),
  method: 'patch',
  path: '/sessions/{sid}',
  summary: 'Rename a session, or say what it goes on from',
  description:
    'A person’s title wins over every other, whatever is sent or read off the events later; null ends that. `predecessor` is a session of the same project, by its sid; null says that there is none.',
  request: { params: sidParam },
  responses: { 200: jsonAnswer(session, 'The session, with its new address'), ...problems(400, 404, 413, 415) },
});
documentBody(sessionRoutes, change, { 'application/json': { schema: sessionChange } });
sessionRoutes.openapi({ ...change, hide: true }, async (c) => {
  const { sid } = c.req.valid('param');
  const { title, predecessor } = await readJson(c.req, sessionChange);
  if (predecessor !== undefined) {
    await continueFrom(c.var.ctx, sid, predecessor);
    await linkSession(c.var.ctx, sid);
  }
  if (title !== undefined) await renameSession(c.var.ctx, sid, title);
  return c.json(withLinks(c.var.origin, found(await getSession(c.var.ctx, sid), 'The session')), 200);
});

const remove = createRoute({
  ...needs('manage'),
  method: 'delete',
  path: '/sessions/{sid}',
  summary: 'Delete a session with its events, segments and links',
  description: 'Who goes on sending it gets 410, until `DELETE /projects/{project}/tombstones/{external_id}` lets it back.',
  request: { params: sidParam },
  responses: { 204: { description: 'It is deleted' }, ...problems(400, 404) },
});
sessionRoutes.openapi(remove, async (c) => {
  await deleteSession(c.var.ctx, c.req.valid('param').sid);
  return c.body(null, 204);
});
