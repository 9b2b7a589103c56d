import { createRoute, z } from '@hono/zod-openapi';
import type { Database } from '@/db/client';
import { event, eventFilters } from '@/lib/events/schema';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found, notFound } from '@/lib/http/problem';
import { cutQuery, documentBody, jsonAnswer, newRouter, problems, seqParam, sidParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { createShare, revokeShare } from '@/lib/shares/commands';
import { findShare, listShares, type OpenShare } from '@/lib/shares/queries';
import { getSharedEvent, listSharedEvents } from '@/lib/shares/read-queries';
import { newShare, share, shareInput } from '@/lib/shares/schema';

export const shareRoutes = newRouter();

const list = createRoute({
  ...needs('review'),
  method: 'get',
  path: '/sessions/{sid}/shares',
  summary: 'The links that show a session or a segment of it to whoever has them, the newest first',
  description: 'Those that were turned off or have expired are left out.',
  request: { params: sidParam },
  responses: { 200: jsonAnswer(page(share), 'The links'), ...problems(400, 404) },
});
shareRoutes.openapi(list, async (c) => {
  const items = found(await listShares(c.var.ctx, c.req.valid('param').sid), 'The session');
  return c.json({ items, next_cursor: null }, 200);
});

const create = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/sessions/{sid}/shares',
  summary: 'Make a link that shows a session, or one segment of it, to whoever has it',
  description: 'It shows that and nothing else, until it expires or is turned off. Its `url` is told here and never again.',
  request: { params: sidParam },
  responses: { 201: jsonAnswer(newShare, 'The link'), ...problems(400, 404, 413, 415) },
});
documentBody(shareRoutes, create, { 'application/json': { schema: shareInput } });
shareRoutes.openapi({ ...create, hide: true }, async (c) => {
  const input = await readJson(c.req, shareInput);
  return c.json(withLinks(c.var.origin, await createShare(c.var.ctx, c.req.valid('param').sid, input)), 201);
});

const revoke = createRoute({
  ...needs('review'),
  method: 'delete',
  path: '/shares/{share}',
  summary: 'Turn a link off, at once and for good',
  request: { params: z.object({ share: z.string().max(100).describe('Id of the link') }) },
  responses: { 204: { description: 'It shows nothing any more' }, ...problems(400, 404) },
});
shareRoutes.openapi(revoke, async (c) => {
  await revokeShare(c.var.ctx, c.req.valid('param').share);
  return c.body(null, 204);
});

const tokenParam = z.object({ token: z.string().max(100).describe('The secret of the link') });

const events = createRoute({
  ...needs('anyone'),
  method: 'get',
  path: '/shares/{token}/events',
  summary: 'Events that a link shows, in order of arrival',
  request: { params: tokenParam, query: eventFilters },
  responses: { 200: jsonAnswer(page(event), 'A page of events'), ...problems(400, 404) },
});
shareRoutes.openapi(events, async (c) => {
  const { db } = c.var.ctx;
  const shown = await opened(db, c.req.valid('param').token);
  return c.json(found(await listSharedEvents(db, shown, c.req.valid('query')), 'The segment'), 200);
});

const oneEvent = createRoute({
  ...needs('anyone'),
  method: 'get',
  path: '/shares/{token}/events/{seq}',
  summary: 'An event that a link shows, whole',
  request: { params: tokenParam.extend({ seq: seqParam.shape.seq }), query: cutQuery },
  responses: { 200: jsonAnswer(event, 'The event'), ...problems(400, 404) },
});
shareRoutes.openapi(oneEvent, async (c) => {
  const { token, seq } = c.req.valid('param');
  const { db } = c.var.ctx;
  return c.json(found(await getSharedEvent(db, await opened(db, token), seq, c.req.valid('query')), 'The event'), 200);
});

/** The link of a secret. To a program one that was turned off is none. */
async function opened(db: Database, token: string): Promise<OpenShare> {
  const answer = await findShare(db, token);
  if (answer.state !== 'open') throw notFound('The link');
  return answer.share;
}
