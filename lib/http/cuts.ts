import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, pageQuery, problems, sidParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { ensureSettled } from '@/lib/segments/commands';
import { listCuts } from '@/lib/segments/cut-queries';
import {
  boundaryChange,
  boundaryPreview,
  cut,
  cutResult,
  movesInput,
  segmentationInput,
  splitInput,
} from '@/lib/segments/cut-schema';
import { changeBoundaries, cutSession, previewBoundaries } from '@/lib/segments/recut-commands';

export const cutRoutes = newRouter();

const idParam = z.object({ id: z.string().max(100).describe('Id of a segment of the newest cut') });
const answers = {
  200: jsonAnswer(cutResult, 'The new cut; the newest one if all was so already'),
  ...problems(400, 404, 409, 413, 415, 422),
};
const KEPT = 'The cut before it is kept, and links into it keep working.';
const OBEYED =
  'Every later cut obeys it. A segment of an older cut is a `conflict` that names the newest (`current_cut`), unless all is so already; so are the segments that an agent wrote.';

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/cuts',
  summary: 'The ways in which a session is and was divided, oldest first',
  request: { params: sidParam, query: pageQuery },
  responses: { 200: jsonAnswer(page(cut), 'A page of cuts'), ...problems(400, 404) },
});
cutRoutes.openapi(list, async (c) => {
  const { sid } = c.req.valid('param');
  const { cursor, limit } = c.req.valid('query');
  await ensureSettled(c.var.ctx, sid);
  const cuts = await listCuts(c.var.ctx, sid, { after: cursor, limit });
  return c.json(withLinks(c.var.origin, found(cuts, 'The session')), 200);
});

const segmentation = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/sessions/{sid}/segmentation',
  summary: 'Cut a session coarser or finer',
  description: `${KEPT} What a person split, merged or moved stays so. Of a cut that an agent wrote it makes one from the events.`,
  request: { params: sidParam },
  responses: answers,
});
documentBody(cutRoutes, segmentation, { 'application/json': { schema: segmentationInput } });
cutRoutes.openapi({ ...segmentation, hide: true }, async (c) => {
  const { granularity } = await readJson(c.req, segmentationInput);
  return c.json(withLinks(c.var.origin, await cutSession(c.var.ctx, c.req.valid('param').sid, granularity)), 200);
});

const split = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/segments/{id}/split',
  summary: 'Divide a segment',
  description: `${KEPT} ${OBEYED}`,
  request: { params: idParam },
  responses: answers,
});
documentBody(cutRoutes, split, { 'application/json': { schema: splitInput } });
cutRoutes.openapi({ ...split, hide: true }, async (c) => {
  const { at } = await readJson(c.req, splitInput);
  const made = await changeBoundaries(c.var.ctx, { reason: 'split', segment: c.req.valid('param').id, at });
  return c.json(withLinks(c.var.origin, made), 200);
});

const merge = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/segments/{id}/merge',
  summary: 'Make one segment of this one and the next',
  description: `${KEPT} ${OBEYED}`,
  request: { params: idParam },
  responses: answers,
});
cutRoutes.openapi(merge, async (c) => {
  const made = await changeBoundaries(c.var.ctx, { reason: 'merge', segment: c.req.valid('param').id });
  return c.json(withLinks(c.var.origin, made), 200);
});

const move = createRoute({
  ...needs('review'),
  method: 'patch',
  path: '/sessions/{sid}/boundaries',
  summary: 'Move where segments begin',
  description: `All moves are made at once, or none. ${KEPT} ${OBEYED}`,
  request: { params: sidParam },
  responses: answers,
});
documentBody(cutRoutes, move, { 'application/json': { schema: movesInput } });
cutRoutes.openapi({ ...move, hide: true }, async (c) => {
  const { moves } = await readJson(c.req, movesInput);
  const made = await changeBoundaries(c.var.ctx, { reason: 'move', moves }, c.req.valid('param').sid);
  return c.json(withLinks(c.var.origin, made), 200);
});

const preview = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/sessions/{sid}/boundaries/preview',
  summary: 'What a split, a merge or a move would make of the segments that it touches; nothing is stored',
  request: { params: sidParam },
  responses: { 200: jsonAnswer(boundaryPreview, 'The segments before and after'), ...problems(400, 404, 409, 413, 415, 422) },
});
documentBody(cutRoutes, preview, { 'application/json': { schema: boundaryChange } });
cutRoutes.openapi({ ...preview, hide: true }, async (c) => {
  const change = await readJson(c.req, boundaryChange);
  return c.json(await previewBoundaries(c.var.ctx, change, c.req.valid('param').sid), 200);
});
