import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '@/lib/auth/context';
import type { Env } from '@/lib/env';
import { recordHook } from '@/lib/events/hook-commands';
import { listHookEvents } from '@/lib/events/hook-queries';
import { type HookPayload, hookEvents, hookPayload } from '@/lib/events/hook-schema';
import { safeId } from '@/lib/formats/identity';
import { needs } from '@/lib/http/access';
import { readBody } from '@/lib/http/body';
import { parseJson, validate } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, projectParam, sidParam } from '@/lib/http/router';
import { LIMITS } from '@/lib/limits';
import { projectElsewhere, projectOf } from '@/lib/projects/folder-name';
import { getOnlyProject } from '@/lib/projects/queries';
import { getHome } from '@/lib/sessions/home-queries';

const DESCRIPTION =
  'One payload of an HTTP hook of Claude Code, as it is. What it tells is shown at once, without a number and in no segment, until the transcript tells the same. The same payload again changes nothing. Its session is made when a prompt, a call or a message is told.';

const answers = {
  200: jsonAnswer(z.object({}), 'Kept, or nothing to keep; the agent goes on'),
  ...problems(400, 404, 410, 413, 422),
};
const body = { 'application/json': { schema: hookPayload } };

/** Where Claude Code's HTTP hooks are sent, and what they told. */
export function hookRoutes(env: Env) {
  const routes = newRouter();
  const post = createRoute({
    ...needs('ingest'),
    method: 'post',
    path: '/projects/{project}/hooks/claude-code',
    summary: 'Take what a hook of Claude Code tells',
    description: DESCRIPTION,
    request: { params: projectParam },
    responses: answers,
  });
  documentBody(routes, post, body);
  routes.openapi({ ...post, hide: true }, async (c) => {
    const payload = validate(hookPayload, parseJson(await readBody(c.req, LIMITS.body_bytes)));
    await recordHook(c.var.ctx, c.req.valid('param').project, payload);
    return c.json({}, 200);
  });

  const postAnywhere = createRoute({
    ...needs('ingest'),
    method: 'post',
    path: '/hooks/claude-code',
    summary: 'Take what a hook tells, in the project that its session belongs to',
    description: `${DESCRIPTION} The project is the one that has the session; else the only one that the token is for; else the one named after the folder that the agent works in.`,
    responses: answers,
  });
  documentBody(routes, postAnywhere, body);
  routes.openapi({ ...postAnywhere, hide: true }, async (c) => {
    const payload = validate(hookPayload, parseJson(await readBody(c.req, LIMITS.body_bytes)));
    await recordHook(c.var.ctx, await projectFor(c.var.ctx, payload, env), payload);
    return c.json({}, 200);
  });

  const list = createRoute({
    ...needs('read'),
    method: 'get',
    path: '/sessions/{sid}/hook-events',
    summary: 'What hooks told of a session and no transcript has told yet, in order of arrival',
    request: { params: sidParam },
    responses: { 200: jsonAnswer(hookEvents, 'Preliminary: it goes as the transcript comes'), ...problems(400, 404) },
  });
  routes.openapi(list, async (c) => c.json(found(await listHookEvents(c.var.ctx, c.req.valid('param').sid), 'The session'), 200));
  return routes;
}

/** In local mode the agent works on this machine, where its folder tells the repository. */
async function projectFor(ctx: Context, { session_id: session, cwd }: HookPayload, env: Env): Promise<string> {
  const known = (await getHome(ctx, safeId(session))) ?? (await getOnlyProject(ctx));
  if (known) return known;
  const folder = typeof cwd === 'string' && cwd.length > 0 && !cwd.includes('\0') ? cwd : null;
  return env.DEBRIEF_MODE === 'local' ? projectOf(folder) : projectElsewhere(folder);
}
