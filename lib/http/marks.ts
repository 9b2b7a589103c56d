import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { cutQuery, documentBody, jsonAnswer, newRouter, problems, sidParam } from '@/lib/http/router';
import { changeMarks, markSegment, markSegments, unmarkSegment } from '@/lib/reviews/mark-commands';
import { getMarks } from '@/lib/reviews/mark-queries';
import { markInput, marksInput, marksPatch, marksResult, sessionMarks } from '@/lib/reviews/mark-schema';
import { ensureSettled } from '@/lib/segments/commands';
import { mark } from '@/lib/segments/schema';

export const markRoutes = newRouter();

const idParam = z.object({ id: z.string().max(100).describe('Id of a segment, of whichever cut') });
const OF_A_PERSON = 'A mark is a person’s: of whoever is signed in, or whose token is sent.';

const put = createRoute({
  ...needs('review'),
  method: 'put',
  path: '/segments/{id}/mark',
  summary: 'Mark a segment as reviewed',
  description: `Of the revision that was read; a later one is a \`conflict\` that names it (\`current_rev\`). The mark stands for the same events in every cut, and lapses where what is said of them changes. ${OF_A_PERSON}`,
  request: { params: idParam },
  responses: { 200: jsonAnswer(mark, 'The mark'), ...problems(400, 404, 409, 413, 415, 422) },
});
documentBody(markRoutes, put, { 'application/json': { schema: markInput } });
markRoutes.openapi({ ...put, hide: true }, async (c) => {
  const { rev } = await readJson(c.req, markInput);
  return c.json(await markSegment(c.var.ctx, c.req.valid('param').id, rev), 200);
});

const remove = createRoute({
  ...needs('review'),
  method: 'delete',
  path: '/segments/{id}/mark',
  summary: 'Take the mark of a segment back',
  description: OF_A_PERSON,
  request: { params: idParam },
  responses: { 204: { description: 'There is no mark' }, ...problems(400, 404) },
});
markRoutes.openapi(remove, async (c) => {
  await unmarkSegment(c.var.ctx, c.req.valid('param').id);
  return c.body(null, 204);
});

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/marks',
  summary: 'Who reviewed which segments of a session',
  request: { params: sidParam, query: cutQuery },
  responses: { 200: jsonAnswer(sessionMarks, 'The segments of the cut that somebody reviewed'), ...problems(400, 404) },
});
markRoutes.openapi(list, async (c) =>
  c.json(found(await getMarks(c.var.ctx, c.req.valid('param').sid, c.req.valid('query')), 'The session or cut'), 200),
);

const post = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/sessions/{sid}/marks',
  summary: 'Mark the segments of a cut as reviewed: those up to a number, or all',
  description: `As they are now; the answer names those that were not marked so before, which \`PATCH\` takes back. ${OF_A_PERSON}`,
  request: { params: sidParam },
  responses: { 200: jsonAnswer(marksResult, 'What was marked'), ...problems(400, 404, 413, 415) },
});
documentBody(markRoutes, post, { 'application/json': { schema: marksInput } });
markRoutes.openapi({ ...post, hide: true }, async (c) => {
  const input = await readJson(c.req, marksInput);
  const { sid } = c.req.valid('param');
  await ensureSettled(c.var.ctx, sid);
  return c.json(await markSegments(c.var.ctx, sid, input), 200);
});

const patch = createRoute({
  ...needs('review'),
  method: 'patch',
  path: '/sessions/{sid}/marks',
  summary: 'Mark segments of a session as reviewed, and take marks back',
  description: `Each by the id of a segment, with the revision that was read, or \`null\` to take the mark back; \`at\` puts a mark back that was made then, and may name an earlier revision. ${OF_A_PERSON}`,
  request: { params: sidParam },
  responses: { 200: jsonAnswer(marksResult, 'What was marked and unmarked'), ...problems(400, 404, 413, 415) },
});
documentBody(markRoutes, patch, { 'application/json': { schema: marksPatch } });
markRoutes.openapi({ ...patch, hide: true }, async (c) => {
  const input = await readJson(c.req, marksPatch);
  return c.json(await changeMarks(c.var.ctx, c.req.valid('param').sid, input), 200);
});
