import { createRoute, z } from '@hono/zod-openapi';
import type { Context as Request } from 'hono';
import { personOf } from '@/lib/auth/person-of';
import { limitSignIn } from '@/lib/auth/rate-limits';
import { needs } from '@/lib/http/access';
import { readForm } from '@/lib/http/json';
import { found } from '@/lib/http/problem';
import { type ApiEnv, documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { page } from '@/lib/http/schema';
import {
  changePassword,
  type OwnContext,
  renameMe,
  revokeOtherSignIns,
  revokeSignIn,
  unlinkProvider,
} from '@/lib/people/account-commands';
import { getMe, listSignIns } from '@/lib/people/account-queries';
import { me, meInput, passwordInput, signIn } from '@/lib/people/account-schema';

/** What people do to their own account. */
export const accountRoutes = newRouter();

const done = { 204: { description: 'Done' } };

const read = createRoute({
  ...needs('person'),
  method: 'get',
  path: '/me',
  summary: 'The person who asks',
  responses: { 200: jsonAnswer(me, 'The person'), ...problems() },
});
accountRoutes.openapi(read, async (c) => c.json(await meOf(c), 200));

const change = createRoute({
  ...needs('person'),
  method: 'patch',
  path: '/me',
  summary: 'Change your name',
  responses: { 200: jsonAnswer(me, 'The person'), ...problems(400, 413, 415) },
});
documentBody(accountRoutes, change, { 'application/json': { schema: meInput } });
accountRoutes.openapi({ ...change, hide: true }, async (c) => {
  const { name } = await readForm(c.req, meInput);
  await renameMe(own(c), name);
  return c.json(await meOf(c), 200);
});

const password = createRoute({
  ...needs('person'),
  method: 'put',
  path: '/me/password',
  summary: 'Change your password, which ends your other sign-ins',
  responses: { ...done, ...problems(400, 413, 415, 422) },
});
documentBody(accountRoutes, password, { 'application/json': { schema: passwordInput } });
accountRoutes.openapi({ ...password, hide: true }, async (c) => {
  const input = await readForm(c.req, passwordInput);
  const ctx = own(c);
  const attempt = await limitSignIn(ctx.db, `password of ${ctx.actor.id}`, ctx.ip);
  await changePassword(ctx, input);
  await attempt.succeeded();
  return c.body(null, 204);
});

const signIns = createRoute({
  ...needs('person'),
  method: 'get',
  path: '/me/sign-ins',
  summary: 'The browsers in which you are signed in',
  responses: { 200: jsonAnswer(page(signIn), 'This one first, then the newest'), ...problems() },
});
accountRoutes.openapi(signIns, async (c) => {
  const ctx = own(c);
  return c.json({ items: await listSignIns(ctx, ctx.actor.id, ctx.signInId), next_cursor: null }, 200);
});

const endOthers = createRoute({
  ...needs('person'),
  method: 'delete',
  path: '/me/sign-ins',
  summary: 'Sign out everywhere but here',
  responses: { ...done, ...problems() },
});
accountRoutes.openapi(endOthers, async (c) => {
  await revokeOtherSignIns(own(c));
  return c.body(null, 204);
});

const end = createRoute({
  ...needs('person'),
  method: 'delete',
  path: '/me/sign-ins/{id}',
  summary: 'Sign out in one browser',
  request: { params: z.object({ id: z.uuid() }) },
  responses: { ...done, ...problems(400, 404) },
});
accountRoutes.openapi(end, async (c) => {
  await revokeSignIn(own(c), c.req.valid('param').id);
  return c.body(null, 204);
});

const unlink = createRoute({
  ...needs('person'),
  method: 'delete',
  path: '/me/providers/{provider}',
  summary: 'Sign in no more at a provider',
  request: { params: z.object({ provider: z.string().max(100) }) },
  responses: { ...done, ...problems(404, 422) },
});
accountRoutes.openapi(unlink, async (c) => {
  await unlinkProvider(own(c), c.req.valid('param').provider);
  return c.body(null, 204);
});

const meOf = async (c: Request<ApiEnv>) => found(await getMe(c.var.ctx, own(c).actor.id), 'This person');

function own(c: Request<ApiEnv>): OwnContext {
  const { ctx, identity } = c.var;
  return { ...ctx, actor: personOf(ctx), signInId: identity?.signInId };
}
