import { createRoute, z } from '@hono/zod-openapi';
import type { Context as Request } from 'hono';
import { hashPassword } from '@/lib/auth/passwords';
import { limitSignIn } from '@/lib/auth/rate-limits';
import { hashOf } from '@/lib/auth/tokens';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { needs } from '@/lib/http/access';
import { readForm, validate } from '@/lib/http/json';
import { type ApiEnv, documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { setCookies, signInWithPassword } from '@/lib/http/sign-in-cookies';
import { withLinks } from '@/lib/links';
import { acceptAsNewcomer, acceptAsPerson } from '@/lib/people/accept-commands';
import { getOffer } from '@/lib/people/accept-queries';
import { newPerson, onward, resetInput, resetLink, welcomeInput } from '@/lib/people/account-schema';
import { createReset, resetPassword } from '@/lib/people/reset-commands';
import { createFirstAdministrator } from '@/lib/people/welcome-commands';

const welcome = createRoute({
  ...needs('anyone'),
  method: 'post',
  path: '/welcome',
  summary: 'Become the first administrator, by the code that the start prints',
  responses: { 200: jsonAnswer(onward, 'Signed in'), ...problems(400, 404, 409, 413, 415) },
});

const accept = createRoute({
  ...needs('anyone'),
  method: 'post',
  path: '/invitations/{token}',
  summary: 'Accept an invitation',
  description: 'Who is signed in accepts as themselves and sends `{}`; anybody else says who they are.',
  request: { params: z.object({ token: z.string().max(100) }) },
  responses: { 200: jsonAnswer(onward, 'Signed in, and where it led'), ...problems(400, 404, 409, 413, 415) },
});

const createLink = createRoute({
  ...needs('administrator'),
  method: 'post',
  path: '/people/{id}/reset-link',
  summary: 'A link by which a person sets a new password',
  description: 'Open for a day and once; the one before it ends. It is told this once.',
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 201: jsonAnswer(resetLink, 'The link'), ...problems(400, 404) },
});

const reset = createRoute({
  ...needs('anyone'),
  method: 'post',
  path: '/password-reset',
  summary: 'Set a new password, by the link of an administrator',
  responses: { 200: jsonAnswer(onward, 'Signed in; all other sign-ins ended'), ...problems(400, 404, 413, 415) },
});

/** How somebody gets in: the first administrator, who was invited, and who lost their password. */
export function entryRoutes(env: Env) {
  const routes = newRouter();
  documentBody(routes, welcome, { 'application/json': { schema: welcomeInput } });
  routes.openapi({ ...welcome, hide: true }, async (c) => {
    const input = await readForm(c.req, welcomeInput);
    const { ctx } = c.var;
    const attempt = await limitSignIn(ctx.db, 'welcome', ctx.ip);
    await createFirstAdministrator(ctx, input);
    await attempt.succeeded();
    await signIn(c, env, input);
    return c.json({ url: '/' }, 200);
  });

  documentBody(routes, accept, { 'application/json': { schema: newPerson.partial() } });
  routes.openapi({ ...accept, hide: true }, async (c) => {
    const { token } = c.req.valid('param');
    const { ctx } = c.var;
    const actor = c.var.identity?.actor;
    const said = await readForm(c.req, newPerson.partial());
    if (!(await getOffer(ctx, token))) throw new AppError('not_found', 'This invitation no longer works. Ask for another one.');
    if (actor?.type === 'person') {
      if (said.email !== undefined) throw new AppError('conflict', `You are signed in as ${actor.name}. Load the page again.`);
      return c.json(await acceptAsPerson(ctx, hashOf(token), actor), 200);
    }
    const { name, email, password } = validate(newPerson, said);
    const way = { passwordHash: await hashPassword(password) };
    const answer = await acceptAsNewcomer(ctx, hashOf(token), { name, email, way });
    await signIn(c, env, { email, password });
    return c.json(answer, 200);
  });

  routes.openapi(createLink, async (c) => {
    const { token, expiresAt } = await createReset(c.var.ctx, c.req.valid('param').id);
    const link = { url: `/sign-in/reset?${new URLSearchParams({ token })}`, expires_at: expiresAt.toISOString() };
    return c.json(withLinks(c.var.origin, link), 201);
  });

  documentBody(routes, reset, { 'application/json': { schema: resetInput } });
  routes.openapi({ ...reset, hide: true }, async (c) => {
    const { token, password } = await readForm(c.req, resetInput);
    const { email } = await resetPassword(c.var.ctx, token, password);
    await signIn(c, env, { email, password });
    return c.json({ url: '/' }, 200);
  });
  return routes;
}

/** They have just said their password. */
async function signIn(c: Request<ApiEnv>, env: Env, who: { email: string; password: string }) {
  const { email, password } = who;
  setCookies(c, await signInWithPassword(c.var.ctx.db, env, { who: { email, password }, sent: c.req.raw.headers }));
}
