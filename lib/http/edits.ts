import { createRoute, z } from '@hono/zod-openapi';
import { contextFor } from '@/lib/auth/identity';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { putEdit, removeEdit } from '@/lib/reviews/edit-commands';
import { listEdits } from '@/lib/reviews/edit-queries';
import { edit, editInput } from '@/lib/reviews/edit-schema';
import { addFlag, removeFlag } from '@/lib/reviews/flag-commands';
import { findFlag } from '@/lib/reviews/flag-queries';
import { flagInput } from '@/lib/reviews/flag-schema';
import { segmentDetail } from '@/lib/segments/schema';
import { editField, flag } from '@/lib/segments/word-schema';

/** What people write in records, and what they call wrong in them. */
export const editRoutes = newRouter();

const segmentId = z.object({ id: z.string().max(100).describe('Id of a segment') });
const ofField = segmentId.extend({ field: editField });
const flagId = z.object({ id: z.string().max(100).describe('Id of a flag') });

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/segments/{id}/edits',
  summary: 'What persons wrote in the fields of a segment, the newest first, each beside the machine’s words',
  request: { params: segmentId },
  responses: { 200: jsonAnswer(page(edit), 'The edits'), ...problems(400, 404) },
});
editRoutes.openapi(list, async (c) => {
  const items = found(await listEdits(c.var.ctx, c.req.valid('param').id), 'The segment');
  return c.json({ items, next_cursor: null }, 200);
});

const put = createRoute({
  ...needs('review'),
  method: 'put',
  path: '/segments/{id}/edits/{field}',
  summary: 'Write a field of a segment’s record as a person wants it',
  description:
    'It makes a new revision, and no machine writes over it. `rev` is the revision that whoever writes had read: where another person wrote the field since, nothing is stored, and `written` has their words.',
  request: { params: ofField },
  responses: { 200: jsonAnswer(segmentDetail, 'The segment'), ...problems(400, 404, 409, 413, 415) },
});
documentBody(editRoutes, put, { 'application/json': { schema: editInput } });
editRoutes.openapi({ ...put, hide: true }, async (c) => {
  const { id, field } = c.req.valid('param');
  const input = await readJson(c.req, editInput);
  return c.json(withLinks(c.var.origin, await putEdit(c.var.ctx, id, { field, ...input })), 200);
});

const remove = createRoute({
  ...needs('review'),
  method: 'delete',
  path: '/segments/{id}/edits/{field}',
  summary: 'Take a person’s words for a field back: what the machine wrote last stands again, as a new revision',
  request: { params: ofField },
  responses: { 200: jsonAnswer(segmentDetail, 'The segment'), ...problems(400, 404, 409) },
});
editRoutes.openapi(remove, async (c) => {
  const { id, field } = c.req.valid('param');
  return c.json(withLinks(c.var.origin, await removeEdit(c.var.ctx, id, field)), 200);
});

const post = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/segments/{id}/flags',
  summary: 'Call a claim of a segment wrong',
  request: { params: segmentId },
  responses: { 201: jsonAnswer(flag, 'The flag'), ...problems(400, 404, 413, 415) },
});
documentBody(editRoutes, post, { 'application/json': { schema: flagInput } });
editRoutes.openapi({ ...post, hide: true }, async (c) => {
  const input = await readJson(c.req, flagInput);
  return c.json(await addFlag(c.var.ctx, c.req.valid('param').id, input), 201);
});

const unflag = createRoute({
  ...needs('review'),
  method: 'delete',
  path: '/flags/{id}',
  summary: 'Take one’s own flag back; an administrator of the project takes back others’ too',
  request: { params: flagId },
  responses: { 204: { description: 'It is taken back' }, ...problems(404) },
});
editRoutes.openapi(unflag, async (c) => {
  const { ctx, identity } = c.var;
  const { id } = c.req.valid('param');
  const managed = identity && (await findFlag(contextFor(ctx.db, identity, 'manage'), id));
  await removeFlag(ctx, id, { mayModerate: managed !== null });
  return c.body(null, 204);
});
