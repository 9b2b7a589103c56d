import { createRoute } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, projectParam, sidParam } from '@/lib/http/router';
import { withLinks } from '@/lib/links';
import { getInbox, getReviewCounts } from '@/lib/reviews/inbox-queries';
import { inbox, inboxFilters, reviewCounts } from '@/lib/reviews/inbox-schema';
import { recordVisit, seeAll } from '@/lib/reviews/visit-commands';
import { seenInput, seenResult } from '@/lib/reviews/visit-schema';

export const inboxRoutes = newRouter();

const get = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/inbox',
  summary: 'What needs whoever asks: sessions that wait for a person, that are to review, that are live, and that are reviewed',
  description:
    '`waiting`: its status says so, or a next step is a person’s and nobody took it up. `review`: it ended, and a segment of its newest cut was not reviewed as it is now.',
  request: { params: projectParam, query: inboxFilters },
  responses: { 200: jsonAnswer(inbox, 'The groups that are not empty'), ...problems(400, 404) },
});
inboxRoutes.openapi(get, async (c) =>
  c.json(
    withLinks(c.var.origin, found(await getInbox(c.var.ctx, c.req.valid('param').project, c.req.valid('query')), 'The project')),
    200,
  ),
);

const counts = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/counts',
  summary: 'How many sessions need whoever asks, and how many questions are open',
  request: { params: projectParam },
  responses: { 200: jsonAnswer(reviewCounts, 'The counts'), ...problems(400, 404) },
});
inboxRoutes.openapi(counts, async (c) =>
  c.json(found(await getReviewCounts(c.var.ctx, c.req.valid('param').project), 'The project'), 200),
);

const OF_A_READER = 'Of whoever is signed in, or whose token is sent. It changes nothing but what counts as unseen.';

const see = createRoute({
  ...needs('read'),
  method: 'put',
  path: '/sessions/{sid}/seen',
  summary: 'Keep how far a session was seen',
  description: `A session is unseen where a segment closed, or it began to wait or failed, since then. ${OF_A_READER}`,
  request: { params: sidParam },
  responses: { 204: { description: 'It is kept' }, ...problems(400, 404, 413, 415) },
});
documentBody(inboxRoutes, see, { 'application/json': { schema: seenInput } });
inboxRoutes.openapi({ ...see, hide: true }, async (c) => {
  const { seq } = await readJson(c.req, seenInput);
  await recordVisit(c.var.ctx, c.req.valid('param').sid, seq);
  return c.body(null, 204);
});

const seeEverything = createRoute({
  ...needs('read'),
  method: 'put',
  path: '/projects/{project}/seen',
  summary: 'Keep that all sessions of a project were seen as they are now',
  description: OF_A_READER,
  request: { params: projectParam },
  responses: { 200: jsonAnswer(seenResult, 'How many were unseen'), ...problems(400, 404) },
});
inboxRoutes.openapi(seeEverything, async (c) => c.json(await seeAll(c.var.ctx, c.req.valid('param').project), 200));
