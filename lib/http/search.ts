import { createRoute } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { found } from '@/lib/http/problem';
import { jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { searchKinds, searchSegments } from '@/lib/search/queries';
import { searchHit, searchQuery } from '@/lib/search/schema';
import { ensureIndexed } from '@/lib/search/text-commands';

export const searchRoutes = newRouter();

const search = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/search',
  summary: 'Segments that have words, identifiers or what operators ask for, the best first',
  description:
    'Looks through titles, outcomes, summaries, decisions, next steps, questions and comments of the newest cuts. Each word or identifier is found whole and by its beginning, a word in all its forms. Operators: `ref:` `branch:` `agent:` `is:open|live|waiting` or a status, `has:questions|decisions|comments|failures`, `before:` and `after:` a day of UTC.',
  request: { params: projectParam, query: searchQuery },
  responses: { 200: jsonAnswer(page(searchHit), 'What was found'), ...problems(400, 404) },
});
searchRoutes.openapi(search, async (c) => {
  const { project } = c.req.valid('param');
  const { kinds, ...query } = c.req.valid('query');
  await ensureIndexed(c.var.ctx, project);
  const hits = kinds
    ? await searchKinds(c.var.ctx, project, { ...query, kinds })
    : await searchSegments(c.var.ctx, project, query);
  return c.json(withLinks(c.var.origin, found(hits, 'The project')), 200);
});
