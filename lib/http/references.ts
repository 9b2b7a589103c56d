import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { found } from '@/lib/http/problem';
import { jsonAnswer, newRouter, pageQuery, problems } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { withLinks } from '@/lib/links';
import { projectName } from '@/lib/projects/schema';
import { listReferenceUses } from '@/lib/segments/reference-queries';
import { referenceUse } from '@/lib/segments/schema';
import { storableText } from '@/lib/storable';

export const referenceUseRoutes = newRouter();

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/projects/{project}/references/{ref}',
  summary: 'Segments that have a reference, newest first',
  description:
    'An issue or pull request (`#12`, `acme/shop#12`, its address), a commit or the first 7 digits of one, a branch, a ticket, a file, a worktree or a session, URL-encoded.',
  request: {
    params: z.object({ project: projectName, ref: z.string().min(1).max(2000).overwrite(storableText) }),
    query: pageQuery.extend({ cursor: z.string().max(500).optional().describe('The `next_cursor` of the page before') }),
  },
  responses: { 200: jsonAnswer(page(referenceUse), 'A page of segments'), ...problems(400, 404) },
});
referenceUseRoutes.openapi(list, async (c) => {
  const { project, ref } = c.req.valid('param');
  const uses = await listReferenceUses(c.var.ctx, project, { ref, ...c.req.valid('query') });
  return c.json(withLinks(c.var.origin, found(uses, 'The project')), 200);
});
