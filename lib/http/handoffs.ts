import { createRoute, z } from '@hono/zod-openapi';
import { accepts } from 'hono/accepts';
import { handoffMarkdown } from '@/lib/exports/handoff';
import { needs } from '@/lib/http/access';
import { found } from '@/lib/http/problem';
import { cutQuery, newRouter, problems, sidParam } from '@/lib/http/router';
import { withLinks } from '@/lib/links';
import { ensureSettled } from '@/lib/segments/commands';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { sessionRecord } from '@/lib/segments/session-record-schema';

const JSON_TYPE = 'application/json';
const MARKDOWN_TYPE = 'text/markdown';

const get = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/handoff',
  summary: 'What a session comes to, for whoever carries on',
  description:
    'Where it stands, what waits on a person, what is open, what was decided and produced, in the words of its segments; with what predecessors left open and decided, and what waits for a person in workers. JSON, or Markdown of at most 12 kB to give to an agent: by `format`, else by the `Accept` header.',
  request: {
    params: sidParam,
    query: cutQuery.extend({
      format: z.enum(['md', 'json']).optional().describe('Without it the `Accept` header decides, else JSON'),
    }),
  },
  responses: {
    200: {
      description: 'The record',
      content: { [JSON_TYPE]: { schema: sessionRecord }, [MARKDOWN_TYPE]: { schema: z.string() } },
    },
    ...problems(400, 404),
  },
});

export const handoffRoutes = newRouter();

handoffRoutes.openapi(get, async (c) => {
  const { sid } = c.req.valid('param');
  const { cut, format } = c.req.valid('query');
  await ensureSettled(c.var.ctx, sid);
  const record = withLinks(
    c.var.origin,
    found(await getSessionRecord(c.var.ctx, sid, { cut, withKin: true }), 'The session or cut'),
  );
  c.header('Vary', 'Accept');
  if (format === 'json' || (!format && preferred(c) === JSON_TYPE)) return c.json(record, 200);
  const headers = {
    'Content-Type': `${MARKDOWN_TYPE}; charset=utf-8`,
    'Content-Disposition': `inline; filename="${sid}-handoff.md"`,
  };
  return c.body(handoffMarkdown(record), 200, headers) as never; // text of either kind
});

const preferred = (c: Parameters<typeof accepts>[0]): string =>
  accepts(c, { header: 'Accept', supports: [JSON_TYPE, MARKDOWN_TYPE], default: JSON_TYPE });
