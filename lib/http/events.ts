import { isUtf8 } from 'node:buffer';
import { createRoute, z } from '@hono/zod-openapi';
import { appendEvents } from '@/lib/events/commands';
import { getEvent, getRawLine, listEvents } from '@/lib/events/queries';
import { appendResult, type Event, event, eventFilters, eventInput } from '@/lib/events/schema';
import { needs } from '@/lib/http/access';
import { readBatch } from '@/lib/http/batch';
import { mediaType, readBody } from '@/lib/http/body';
import { found } from '@/lib/http/problem';
import { cutQuery, documentBody, jsonAnswer, newRouter, problems, seqParam, sidParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { sessionOfClient } from '@/lib/http/sessions';
import { LIMITS } from '@/lib/limits';
import { withLinks } from '@/lib/links';
import { ensureSettled } from '@/lib/segments/commands';

export const eventRoutes = newRouter();

const append = createRoute({
  ...needs('ingest'),
  method: 'post',
  path: '/projects/{project}/sessions/{external_id}/events',
  summary: 'Append events; the session is made if it is new',
  description:
    'One bad event never loses the others: it is named in `rejected`. The same id with the same content is a duplicate. The body may be compressed with gzip.',
  request: { params: sessionOfClient },
  responses: {
    200: jsonAnswer(appendResult, 'What became of each event; it is stored by now'),
    ...problems(400, 410, 413, 415, 422),
  },
});
documentBody(eventRoutes, append, {
  'application/json': { schema: z.object({ events: z.array(eventInput).max(LIMITS.batch_events) }) },
  'application/x-ndjson': { schema: { type: 'string', description: `One event on each line, at most ${LIMITS.batch_events}` } },
});
eventRoutes.openapi({ ...append, hide: true }, async (c) => {
  const { project, external_id } = c.req.valid('param');
  const type = mediaType(c.req, ['application/json', 'application/x-ndjson']);
  const batch = readBatch(await readBody(c.req, LIMITS.body_bytes), type);
  return c.json(await appendEvents(c.var.ctx, { project, externalId: external_id }, batch.items, batch.how), 200);
});

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/events',
  summary: 'Events of a session in order of arrival',
  request: { params: sidParam, query: eventFilters },
  responses: { 200: jsonAnswer(page(event), 'A page of events'), ...problems(400, 404) },
});
eventRoutes.openapi(list, async (c) => {
  const { sid } = c.req.valid('param');
  await ensureSettled(c.var.ctx, sid);
  const { items, next_cursor } = found(await listEvents(c.var.ctx, sid, c.req.valid('query')), 'The session or segment');
  return c.json({ items: items.map((item) => linked(c.var.origin, item)), next_cursor }, 200);
});

const get = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/events/{seq}',
  summary: 'An event, whole',
  request: { params: seqParam, query: cutQuery },
  responses: { 200: jsonAnswer(event, 'The event'), ...problems(400, 404) },
});
eventRoutes.openapi(get, async (c) => {
  const { sid, seq } = c.req.valid('param');
  await ensureSettled(c.var.ctx, sid);
  return c.json(linked(c.var.origin, found(await getEvent(c.var.ctx, sid, seq, c.req.valid('query')), 'The event')), 200);
});

const raw = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/events/{seq}/raw',
  summary: 'The line that an event came in, byte for byte except for redacted spans',
  request: { params: seqParam },
  responses: {
    200: {
      description: 'The line',
      content: {
        'text/plain': { schema: { type: 'string' } },
        'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
      },
    },
    ...problems(400, 404),
  },
});
eventRoutes.openapi(raw, async (c) => {
  const { sid, seq } = c.req.valid('param');
  const line = found(await getRawLine(c.var.ctx, sid, seq), 'The line');
  return c.body(new Uint8Array(line), 200, {
    'Content-Type': isUtf8(line) ? 'text/plain; charset=utf-8' : 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${sid}-${seq}.jsonl"`,
  });
});

const linked = (origin: string, item: Event): Event => ({
  ...item,
  copied_from: withLinks(origin, item.copied_from),
  ...(item.worker && { worker: withLinks(origin, item.worker) }),
});
