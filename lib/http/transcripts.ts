import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { bodyChunks } from '@/lib/http/body';
import { documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { instantQuery } from '@/lib/instant';
import { LIMITS } from '@/lib/limits';
import { withLinks } from '@/lib/links';
import { projectName } from '@/lib/projects/schema';
import { importTranscript } from '@/lib/transcripts/commands';
import { transcriptResult } from '@/lib/transcripts/schema';

export const transcriptRoutes = newRouter();

const query = z
  .object({
    format: z.string().max(100).describe('Name of the format; without it the content tells'),
    source: z.string().max(4000).describe('Name or path of the file: by it the tail of a longer version can follow alone'),
    cwd: z.string().max(4000).describe('Where the session ran'),
    offset: z.coerce
      .number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .describe('The body is the tail of the file from this byte on'),
    prefix_sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('SHA-256 of the bytes before `offset`'),
    modified_at: instantQuery.describe('When the file was written last: the time of events whose transcript tells none'),
  })
  .partial();

const post = createRoute({
  ...needs('ingest'),
  method: 'post',
  path: '/projects/{project}/transcripts',
  summary: 'Import a transcript file',
  description:
    'The file as it is, of any Content-Type, streamed; gzip by Content-Encoding. The same file again, or a longer version, adds only what is new. Events are stored while they arrive: after a broken connection send the file again.',
  request: { params: z.object({ project: projectName }), query },
  responses: {
    200: jsonAnswer(transcriptResult, 'The sessions of the file; they are stored and cut by now'),
    ...problems(400, 409, 410, 413, 415, 422),
  },
});
documentBody(transcriptRoutes, post, {
  'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: LIMITS.transcript_bytes } },
});
transcriptRoutes.openapi({ ...post, hide: true }, async (c) => {
  const { format = null, source = null, cwd = null, offset, prefix_sha256, modified_at } = c.req.valid('query');
  const file = {
    project: c.req.valid('param').project,
    source,
    cwd,
    format,
    offset: offset ?? null,
    prefixSha256: prefix_sha256 ?? null,
    modifiedAt: modified_at ? new Date(modified_at) : null,
  };
  return c.json(
    withLinks(c.var.origin, await importTranscript(c.var.ctx, file, bodyChunks(c.req, LIMITS.transcript_bytes))),
    200,
  );
});
