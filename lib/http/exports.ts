import { createRoute, z } from '@hono/zod-openapi';
import type { Env } from '@/lib/env';
import { getExport } from '@/lib/exports/queries';
import { found } from '@/lib/http/problem';
import { newRouter, problems, revQuery } from '@/lib/http/router';
import { ensureSettled } from '@/lib/segments/commands';
import { segment } from '@/lib/segments/schema';
import { session } from '@/lib/sessions/schema';
import { sidOfPath } from '@/lib/sessions/slug';

const get = createRoute({
  method: 'get',
  path: '/sessions/{sid}/export',
  summary: 'A session with its segments, or one segment, as a file to read or to keep',
  request: {
    params: z.object({ sid: z.string().max(200).describe('The sid, with or without the words before it in a page’s address') }),
    query: revQuery.extend({
      format: z.enum(['md', 'json']).default('md'),
      segment: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('Number of one segment'),
    }),
  },
  responses: {
    200: {
      description: 'The file',
      content: {
        'text/markdown': { schema: { type: 'string' } },
        'application/json': { schema: z.union([z.object({ session, segments: z.array(segment) }), segment]) },
      },
    },
    ...problems(400, 404),
  },
});

/** `GET /sessions/{sid}/export`: also behind the pages' addresses with `.md` or `.json` at their end. */
export function exportRoutes(env: Env) {
  const routes = newRouter();
  routes.openapi(get, async (c) => {
    const sid = sidOfPath(c.req.valid('param').sid);
    const origin = env.DEBRIEF_URL?.replace(/\/+$/, '') ?? new URL(c.req.url).origin;
    await ensureSettled(c.var.ctx, sid);
    const file = found(await getExport(c.var.ctx, sid, { ...c.req.valid('query'), origin }), 'The session or segment');
    return c.body(file.text, 200, {
      'Content-Type': file.type,
      'Content-Disposition': `inline; filename="${file.name}"`,
    }) as never; // text of either kind
  });
  return routes;
}
