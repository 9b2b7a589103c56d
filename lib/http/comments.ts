import { createRoute, z } from '@hono/zod-openapi';
import { contextFor } from '@/lib/auth/identity';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { LIMITS } from '@/lib/limits';
import { withLinks } from '@/lib/links';
import { addComment, changeComment, deleteComment, restoreComment } from '@/lib/reviews/comment-commands';
import { findComment, listComments } from '@/lib/reviews/comment-queries';
import { comment, commentChange, commentInput } from '@/lib/reviews/comment-schema';

export const commentRoutes = newRouter();

const segmentId = z.object({ id: z.string().max(100).describe('Id of a segment') });
const commentId = z.object({ id: z.string().max(100).describe('Id of a comment') });

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/segments/{id}/comments',
  summary: 'Comments on a segment, the oldest first',
  description:
    'A quote is looked up in the record as it is now: where its words are gone, it is `stale`, and means the revision that it names.',
  request: {
    params: segmentId,
    query: z.object({
      cursor: z.uuid().optional().describe('The `next_cursor` of the page before'),
      limit: z.coerce.number().int().min(1).default(LIMITS.page_items).describe('Above the maximum it means the maximum'),
    }),
  },
  responses: { 200: jsonAnswer(page(comment), 'A page of comments'), ...problems(400, 404) },
});
commentRoutes.openapi(list, async (c) => {
  const { cursor, limit } = c.req.valid('query');
  const items = await listComments(c.var.ctx, c.req.valid('param').id, { after: cursor, limit });
  return c.json(withLinks(c.var.origin, found(items, 'The segment')), 200);
});

const add = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/segments/{id}/comments',
  summary: 'Comment on a segment, and on words of it',
  description: 'It stays with the events of the segment: every cut that has a segment of the same events shows it.',
  request: { params: segmentId },
  responses: { 201: jsonAnswer(comment, 'The comment'), ...problems(400, 404, 413, 415) },
});
documentBody(commentRoutes, add, { 'application/json': { schema: commentInput } });
commentRoutes.openapi({ ...add, hide: true }, async (c) => {
  const input = await readJson(c.req, commentInput);
  return c.json(withLinks(c.var.origin, await addComment(c.var.ctx, c.req.valid('param').id, input)), 201);
});

const change = createRoute({
  ...needs('review'),
  method: 'patch',
  path: '/comments/{id}',
  summary: 'Change one’s own comment',
  request: { params: commentId },
  responses: { 200: jsonAnswer(comment, 'The comment'), ...problems(400, 404, 413, 415) },
});
documentBody(commentRoutes, change, { 'application/json': { schema: commentChange } });
commentRoutes.openapi({ ...change, hide: true }, async (c) => {
  const { body } = await readJson(c.req, commentChange);
  return c.json(withLinks(c.var.origin, await changeComment(c.var.ctx, c.req.valid('param').id, body)), 200);
});

const restore = createRoute({
  ...needs('review'),
  method: 'put',
  path: '/comments/{id}',
  summary: 'Put one’s own comment back after it was deleted',
  description: 'In the words that are sent: none were kept. It has its id and its link again.',
  request: { params: commentId },
  responses: { 200: jsonAnswer(comment, 'The comment'), ...problems(400, 404, 413, 415) },
});
documentBody(commentRoutes, restore, { 'application/json': { schema: commentInput } });
commentRoutes.openapi({ ...restore, hide: true }, async (c) => {
  const input = await readJson(c.req, commentInput);
  return c.json(withLinks(c.var.origin, await restoreComment(c.var.ctx, c.req.valid('param').id, input)), 200);
});

const remove = createRoute({
  ...needs('review'),
  method: 'delete',
  path: '/comments/{id}',
  summary: 'Delete one’s own comment; an administrator of the project deletes others’ too',
  request: { params: commentId },
  responses: { 204: { description: 'None of its words are kept' }, ...problems(404) },
});
commentRoutes.openapi(remove, async (c) => {
  const { ctx, identity } = c.var;
  const { id } = c.req.valid('param');
  const managed = identity && (await findComment(contextFor(ctx.db, identity, 'manage'), id));
  await deleteComment(ctx, id, { mayModerate: managed !== null });
  return c.body(null, 204);
});
