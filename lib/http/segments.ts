import { createRoute, z } from '@hono/zod-openapi';
import { AppError } from '@/lib/errors';
import { activity } from '@/lib/events/schema';
import { needs } from '@/lib/http/access';
import { readJson, validate } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import {
  cutQuery,
  documentBody,
  jsonAnswer,
  newRouter,
  pageQuery,
  problems,
  revQuery,
  segmentParam,
  sidParam,
} from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { sessionOfClient } from '@/lib/http/sessions';
import { LIMITS } from '@/lib/limits';
import { withLinks } from '@/lib/links';
import { ensureSettled, putSegments } from '@/lib/segments/commands';
import { getActivity, getSegment, getTimeline, listSegments } from '@/lib/segments/queries';
import { segment, segmentDetail, segmentInput, segmentsResult, timeline } from '@/lib/segments/schema';

export const segmentRoutes = newRouter();

const post = createRoute({
  ...needs('ingest'),
  method: 'post',
  path: '/projects/{project}/sessions/{external_id}/segments',
  summary: 'Segments that the agent or another summariser wrote',
  description:
    'An event is named by its seq or by the client’s id, and may arrive later. The same again changes nothing; changed text makes a new revision.',
  request: { params: sessionOfClient },
  responses: { 200: jsonAnswer(segmentsResult, 'What became of each segment'), ...problems(400, 410, 413, 415, 422) },
});
documentBody(segmentRoutes, post, {
  'application/json': { schema: z.object({ segments: z.array(segmentInput).max(LIMITS.batch_segments) }) },
});
const envelope = z.object({ segments: z.array(z.unknown()) });
segmentRoutes.openapi({ ...post, hide: true }, async (c) => {
  const { project, external_id } = c.req.valid('param');
  const { segments } = await readJson(c.req, envelope);
  return c.json(withLinks(c.var.origin, await putSegments(c.var.ctx, { project, externalId: external_id }, segments)), 200);
});

const put = createRoute({
  ...needs('ingest'),
  method: 'put',
  path: '/projects/{project}/sessions/{external_id}/segments/{key}',
  summary: 'One segment that the agent or another summariser wrote',
  request: { params: sessionOfClient.extend({ key: segmentInput.shape.key }) },
  responses: { 200: jsonAnswer(segmentsResult, 'The segment'), ...problems(400, 410, 413, 415, 422) },
});
documentBody(segmentRoutes, put, { 'application/json': { schema: segmentInput.partial({ key: true }) } });
segmentRoutes.openapi({ ...put, hide: true }, async (c) => {
  const { project, external_id, key } = c.req.valid('param');
  const input = await readJson(c.req, z.record(z.string(), z.unknown()));
  const one = validate(segmentInput, { ...input, key });
  const result = await putSegments(c.var.ctx, { project, externalId: external_id }, [{ ...input, key: one.key }]);
  const [refused] = result.rejected;
  if (refused)
    throw new AppError('invalid_request', refused.message, {
      issues: [{ path: refused.path ?? '', code: refused.code, message: refused.message }],
    });
  return c.json(withLinks(c.var.origin, result), 200);
});

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/segments',
  summary: 'Segments of a session, in order',
  request: {
    params: sidParam,
    query: cutQuery.extend(pageQuery.shape),
  },
  responses: { 200: jsonAnswer(page(segment), 'A page of segments'), ...problems(400, 404) },
});
segmentRoutes.openapi(list, async (c) => {
  const { sid } = c.req.valid('param');
  const { cut, cursor, limit } = c.req.valid('query');
  await ensureSettled(c.var.ctx, sid);
  const items = await listSegments(c.var.ctx, sid, { cut, after: cursor, limit: Math.min(limit, LIMITS.page_items) });
  return c.json(withLinks(c.var.origin, found(items, 'The session or cut')), 200);
});

const get = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/segments/{n}',
  summary: 'A segment',
  request: { params: segmentParam, query: revQuery },
  responses: { 200: jsonAnswer(segmentDetail, 'The segment, with the revisions of its record'), ...problems(400, 404) },
});
segmentRoutes.openapi(get, async (c) => {
  const { sid, n } = c.req.valid('param');
  await ensureSettled(c.var.ctx, sid);
  return c.json(withLinks(c.var.origin, found(await getSegment(c.var.ctx, sid, n, c.req.valid('query')), 'The segment')), 200);
});

const overview = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/timeline',
  summary: 'The first segments of a session whole, the later ones as rows',
  request: { params: sidParam, query: cutQuery },
  responses: { 200: jsonAnswer(timeline, 'The timeline'), ...problems(400, 404) },
});
segmentRoutes.openapi(overview, async (c) => {
  const { sid } = c.req.valid('param');
  await ensureSettled(c.var.ctx, sid);
  return c.json(
    withLinks(c.var.origin, found(await getTimeline(c.var.ctx, sid, c.req.valid('query')), 'The session or cut')),
    200,
  );
});

const tape = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/activity',
  summary: `Events over time, in at most ${LIMITS.activity_bins} bins`,
  request: { params: sidParam, query: cutQuery },
  responses: { 200: jsonAnswer(activity, 'The activity'), ...problems(400, 404) },
});
segmentRoutes.openapi(tape, async (c) => {
  const { sid } = c.req.valid('param');
  await ensureSettled(c.var.ctx, sid);
  return c.json(found(await getActivity(c.var.ctx, sid, c.req.valid('query')), 'The session or cut'), 200);
});
