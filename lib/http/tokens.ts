import { createRoute, z } from '@hono/zod-openapi';
import { needs } from '@/lib/http/access';
import { readJson } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { documentBody, jsonAnswer, newRouter, problems, projectParam } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import { createProjectToken, revokeOwnToken, revokeProjectToken, revokeShownToken } from '@/lib/tokens/commands';
import { listOwnTokens, listProjectTokens } from '@/lib/tokens/queries';
import { newToken, token, tokenInput } from '@/lib/tokens/schema';

export const tokenRoutes = newRouter();

const idParam = z.object({ id: z.string().max(100).describe('Id of a token') });
const tokenList = page(token);
const gone = { 204: { description: 'No request with it is answered any more, on any instance' }, ...problems(404) };

const list = createRoute({
  ...needs('manage'),
  method: 'get',
  path: '/projects/{project}/tokens',
  summary: 'Tokens of a project that were not revoked, newest first',
  request: { params: projectParam },
  responses: { 200: jsonAnswer(tokenList, 'The tokens'), ...problems(400, 404) },
});
tokenRoutes.openapi(list, async (c) => {
  const items = found(await listProjectTokens(c.var.ctx, c.req.valid('param').project), 'The project');
  return c.json({ items, next_cursor: null }, 200);
});

const create = createRoute({
  ...needs('manage'),
  method: 'post',
  path: '/projects/{project}/tokens',
  summary: 'Make a token for agents of a project',
  description: 'Only a person makes tokens. `value` is what programs send; it is told this once and is not kept.',
  request: { params: projectParam },
  responses: { 201: jsonAnswer(newToken, 'The token and its value'), ...problems(400, 404, 413, 415) },
});
documentBody(tokenRoutes, create, { 'application/json': { schema: tokenInput } });
tokenRoutes.openapi({ ...create, hide: true }, async (c) => {
  const input = await readJson(c.req, tokenInput);
  return c.json(await createProjectToken(c.var.ctx, c.req.valid('param').project, input), 201);
});

const revoke = createRoute({
  ...needs('manage'),
  method: 'delete',
  path: '/tokens/{id}',
  summary: 'Revoke a token of a project',
  request: { params: idParam },
  responses: gone,
});
tokenRoutes.openapi(revoke, async (c) => {
  await revokeProjectToken(c.var.ctx, c.req.valid('param').id);
  return c.body(null, 204);
});

const listOwn = createRoute({
  ...needs('person'),
  method: 'get',
  path: '/me/tokens',
  summary: 'Tokens of the person who asks, such as `debrief login` makes, newest first',
  responses: { 200: jsonAnswer(tokenList, 'The tokens'), ...problems() },
});
tokenRoutes.openapi(listOwn, async (c) => c.json({ items: await listOwnTokens(c.var.ctx), next_cursor: null }, 200));

const revokeOwn = createRoute({
  ...needs('person'),
  method: 'delete',
  path: '/me/tokens/{id}',
  summary: 'Revoke a token of the person who asks',
  request: { params: idParam },
  responses: gone,
});
tokenRoutes.openapi(revokeOwn, async (c) => {
  await revokeOwnToken(c.var.ctx, c.req.valid('param').id);
  return c.body(null, 204);
});

const revokeShown = createRoute({
  ...needs('read'),
  method: 'delete',
  path: '/token',
  summary: 'Revoke the token that is sent with this request',
  description: 'Any token may give itself up, whatever its scopes.',
  responses: gone,
});
tokenRoutes.openapi(revokeShown, async (c) => {
  await revokeShownToken(c.var.ctx);
  return c.body(null, 204);
});
