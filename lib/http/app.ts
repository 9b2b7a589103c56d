import { createMiddleware } from 'hono/factory';
import { v7 as uuidv7 } from 'uuid';
import { clientAddress } from '@/lib/auth/client-address';
import { type Context, nobodyContext } from '@/lib/auth/context';
import { FILE_POLICY } from '@/lib/auth/csp';
import { identifyWithinLimits } from '@/lib/auth/identify-within-limits';
import { checkRequest } from '@/lib/auth/local';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { accountRoutes } from '@/lib/http/account';
import { auditRoutes } from '@/lib/http/audit';
import { commentRoutes } from '@/lib/http/comments';
import { cutRoutes } from '@/lib/http/cuts';
import { deviceRoutes } from '@/lib/http/device';
import { editRoutes } from '@/lib/http/edits';
import { entryRoutes } from '@/lib/http/entry';
import { eventRoutes } from '@/lib/http/events';
import { exportRoutes, pageExportRoutes } from '@/lib/http/exports';
import { explained } from '@/lib/http/forbidden';
import { handoffRoutes } from '@/lib/http/handoffs';
import { healthRoutes } from '@/lib/http/health';
import { hookRoutes } from '@/lib/http/hooks';
import { inboxRoutes } from '@/lib/http/inbox';
import { invitationRoutes } from '@/lib/http/invitations';
import { jobRoutes } from '@/lib/http/jobs';
import { markRoutes } from '@/lib/http/marks';
import { memberRoutes } from '@/lib/http/members';
import { allowedMethods } from '@/lib/http/methods';
import { referenceRoutes } from '@/lib/http/openapi';
import { peopleRoutes } from '@/lib/http/people';
import { preferenceRoutes } from '@/lib/http/preferences';
import { notFound, problemResponse } from '@/lib/http/problem';
import { projectRoutes } from '@/lib/http/projects';
import { questionListRoutes } from '@/lib/http/question-lists';
import { questionRoutes } from '@/lib/http/questions';
import { referenceRuleRoutes } from '@/lib/http/reference-rules';
import { referenceUseRoutes } from '@/lib/http/references';
import { type ApiEnv, newRouter } from '@/lib/http/router';
import { searchRoutes } from '@/lib/http/search';
import { segmentRoutes } from '@/lib/http/segments';
import { sessionRoutes } from '@/lib/http/sessions';
import { shareRoutes } from '@/lib/http/shares';
import { signInRoutes } from '@/lib/http/sign-in';
import { tokenRoutes } from '@/lib/http/tokens';
import { transcriptRoutes } from '@/lib/http/transcripts';

/** Everything under `/api`: answers Requests with Responses, and needs no server around it. */
export function createApp({ db, env }: { db: Context['db']; env: Env }) {
  const app = newRouter();
  app.use(stamp, atTheDoor(env), asWhoever(db, env));
  app.route('/api', healthRoutes(env));
  if (env.DEBRIEF_MODE === 'team') app.route('/api/auth', signInRoutes(db, env));
  for (const routes of [
    projectRoutes,
    sessionRoutes,
    eventRoutes,
    segmentRoutes,
    cutRoutes,
    markRoutes,
    commentRoutes,
    inboxRoutes,
    editRoutes,
    shareRoutes,
    jobRoutes,
    transcriptRoutes,
    hookRoutes(env),
    exportRoutes,
    referenceUseRoutes,
    referenceRuleRoutes,
    searchRoutes,
    questionListRoutes,
    questionRoutes,
    handoffRoutes,
    preferenceRoutes,
    ...(env.DEBRIEF_MODE === 'team'
      ? [
          memberRoutes,
          invitationRoutes,
          peopleRoutes,
          auditRoutes,
          tokenRoutes,
          deviceRoutes(env),
          accountRoutes,
          entryRoutes(env),
        ]
      : []),
    referenceRoutes(app),
  ])
    app.route('/api/v1', routes);
  app.route('/', pageExportRoutes);
  app.onError(async (error, c) => problemResponse(c, await explained(c, error), c.var.requestId));
  app.notFound((c) => {
    const methods = allowedMethods(app, c.req.path);
    if (methods.length === 0) return problemResponse(c, notFound('This address'), c.var.requestId);
    c.header('Allow', methods.join(', '));
    if (c.req.method === 'OPTIONS') return c.body(null, 204);
    return problemResponse(c, new AppError('method_not_allowed', `This address takes ${methods.join(', ')}`), c.var.requestId);
  });
  return app;
}

/** Gives the request an id, and its answer what every answer of the API carries. */
const stamp = createMiddleware<ApiEnv>(async (c, next) => {
  const requestId = uuidv7();
  c.set('requestId', requestId);
  c.header('X-Request-Id', requestId);
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Content-Security-Policy', FILE_POLICY);
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
  await next();
});

const atTheDoor = (env: Env) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const { method, path, raw } = c.req;
    const refusal = checkRequest({ method, path, headers: raw.headers, env });
    if (refusal) throw new AppError(refusal.code, refusal.message);
    await next();
  });

/** Finds out who asks. Until a route's rule says what they may do (`needs`), nothing exists for them. */
const asWhoever = (db: Context['db'], env: Env) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const { headers } = c.req.raw;
    const ip = clientAddress(headers, env);
    c.set('ctx', { ...nobodyContext(db), ip });
    c.set('origin', new URL(env.DEBRIEF_URL ?? `http://${c.req.header('host') ?? `${env.HOST}:${env.PORT}`}`).origin);
    c.set('identity', await identifyWithinLimits(db, env, { headers, ip, path: c.req.path }));
    await next();
  });
