import { createRoute } from '@hono/zod-openapi';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { needs } from '@/lib/http/access';
import { jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { health } from '@/lib/http/schema';
import { version } from '@/package.json';

/** Longer than a busy database takes, shorter than those who watch wait. */
const PATIENCE_MS = 2000;

/** `GET /health`: whether the program and its database answer. */
export function healthRoutes(env: Env) {
  const routes = newRouter();
  const get = createRoute({
    ...needs('anyone'),
    method: 'get',
    path: '/health',
    summary: 'Whether this server and its database answer',
    responses: { 200: jsonAnswer(health, 'Both do'), ...problems() },
  });
  routes.openapi(get, async (c) => {
    await inTime(c.var.ctx.db.sql`select 1`);
    return c.json({ status: 'ok' as const, version, database: env.DEBRIEF_DATABASE }, 200);
  });
  return routes;
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new AppError('unavailable', 'The database does not answer')), PATIENCE_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
