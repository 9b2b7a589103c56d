import { createRoute } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { found } from '@/lib/http/problem';
import { jsonAnswer, newRouter, problems, sidParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { job } from '@/lib/jobs/schema';
import { retryJobs } from '@/lib/sessions/job-commands';
import { listJobs } from '@/lib/sessions/job-queries';

export const jobRoutes = newRouter();

const list = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/sessions/{sid}/jobs',
  summary: 'What is still to be done for a session: jobs that wait, run or have failed',
  request: { params: sidParam },
  responses: { 200: jsonAnswer(page(job), 'The jobs; none once everything is done'), ...problems(400, 404) },
});
jobRoutes.openapi(list, async (c) => c.json(found(await listJobs(c.var.ctx, c.req.valid('param').sid), 'The session'), 200));

const retry = createRoute({
  ...needs('review'),
  method: 'post',
  path: '/sessions/{sid}/jobs/retry',
  summary: 'Run the failed jobs of a session now, also those that have used their tries up',
  request: { params: sidParam },
  responses: { 200: jsonAnswer(page(job), 'The jobs as they are now'), ...problems(400, 404) },
});
jobRoutes.openapi(retry, async (c) => {
  const { sid } = c.req.valid('param');
  await retryJobs(c.var.ctx, sid);
  return c.json(found(await listJobs(c.var.ctx, sid), 'The session'), 200);
});
