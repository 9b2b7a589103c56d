import { createRoute, z } from '@hono/zod-openapi';
import type { Context as Request } from 'hono';
import { type ExportOptions, getExport } from '@/lib/exports/queries';
import { needs } from '@/lib/http/access';
import { validate } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { type ApiEnv, newRouter, problems, revQuery } from '@/lib/http/router';
import { comment } from '@/lib/reviews/comment-schema';
import { ensureSettled } from '@/lib/segments/commands';
import { segment } from '@/lib/segments/schema';
import { session } from '@/lib/sessions/schema';
import { sidOfPath } from '@/lib/sessions/slug';

/** A segment with what people wrote about it. */
const exported = segment.extend({ comments: z.array(comment) });
const segmentNumber = z.coerce.number().int().min(1).max(2_147_483_647);

const get = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/export',
  summary: 'A session with its segments, or one segment, as a file to read or to keep',
  request: {
    params: z.object({ sid: z.string().max(200).describe('The sid, with or without the words before it in a page’s address') }),
    query: revQuery.extend({
      format: z.enum(['md', 'json']).default('md'),
      segment: segmentNumber.optional().describe('Number of one segment'),
    }),
  },
  responses: {
    200: {
      description: 'The file',
      content: {
        'text/markdown': { schema: { type: 'string' } },
        'application/json': { schema: z.union([z.object({ session, segments: z.array(exported) }), exported]) },
      },
    },
    ...problems(400, 404),
  },
});

export const exportRoutes = newRouter();

exportRoutes.openapi(
  get,
  async (c) => (await sendExport(c, c.req.valid('param').sid, c.req.valid('query'))) as never, // text of either kind
);

const ofSegment = revQuery.extend({ format: z.enum(['md', 'json']), segment: segmentNumber.optional() });

/** The pages' own addresses with `.md` or `.json` at their end: they are led here with the address that was asked for. */
export const pageExportRoutes = newRouter();

pageExportRoutes.get('/:project/sessions/:file{[^/]+\\.(?:md|json)}', needs('read').middleware, (c) => {
  const [session, format] = partsOf(c.req.param('file'));
  return sendExport(c, session, validate(ofSegment, { ...c.req.query(), format, segment: undefined }));
});
pageExportRoutes.get('/:project/sessions/:session/segments/:file{[0-9]+\\.(?:md|json)}', needs('read').middleware, (c) => {
  const [segment, format] = partsOf(c.req.param('file'));
  return sendExport(c, c.req.param('session'), validate(ofSegment, { ...c.req.query(), format, segment }));
});

async function sendExport(c: Request<ApiEnv>, session: string, options: Omit<ExportOptions, 'origin'>): Promise<Response> {
  const sid = sidOfPath(session);
  await ensureSettled(c.var.ctx, sid);
  const file = found(await getExport(c.var.ctx, sid, { ...options, origin: c.var.origin }), 'The session or segment');
  return c.body(file.text, 200, { 'Content-Type': file.type, 'Content-Disposition': `inline; filename="${file.name}"` });
}

const partsOf = (file: string) => [file.slice(0, file.lastIndexOf('.')), file.slice(file.lastIndexOf('.') + 1)] as const;
