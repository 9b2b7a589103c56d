import { createRoute } from '@hono/zod-openapi';
import { isAPIError } from 'better-auth/api';
import { accountsOf } from '@/lib/auth/accounts';
import type { Context } from '@/lib/auth/context';
import type { Env } from '@/lib/env';
import { needs } from '@/lib/http/access';
import { readForm } from '@/lib/http/json';
import { documentBody, jsonAnswer, newRouter, problems } from '@/lib/http/router';
import { answerDevice, createDeviceToken, forgetDevices } from '@/lib/tokens/device-commands';
import {
  deviceAnswer,
  deviceCode,
  deviceError,
  deviceInput,
  deviceToken,
  deviceTokenInput,
  shownCode,
} from '@/lib/tokens/device-schema';

const code = createRoute({
  ...needs('anyone'),
  method: 'post',
  path: '/device/code',
  summary: 'Ask for a code by which a person lets a command line in',
  description: 'RFC 8628, in JSON.',
  responses: { 200: jsonAnswer(deviceCode, 'The code, and where the person enters it'), ...problems(400, 413, 415) },
});

const token = createRoute({
  ...needs('anyone'),
  method: 'post',
  path: '/device/token',
  summary: 'Fetch the token of a command line that its person let in',
  description: 'RFC 8628, in JSON. The token acts for the person and reaches as far as they do.',
  responses: {
    ...problems(413, 415),
    200: jsonAnswer(deviceToken, 'The token; it is told this once'),
    400: jsonAnswer(deviceError, 'The person has not answered yet, refused, or took too long'),
  },
});

const approval = createRoute({
  ...needs('person'),
  method: 'put',
  path: '/device/approval',
  summary: 'Let a command line in, or turn it away',
  responses: { 204: { description: 'It will learn so' }, ...problems(400, 404, 413, 415) },
});

/** How `debrief login` gets a token of a person without seeing their password. */
export function deviceRoutes(env: Env) {
  const routes = newRouter();
  documentBody(routes, code, { 'application/json': { schema: deviceInput } });
  routes.openapi({ ...code, hide: true }, async (c) => {
    const { client_id } = await readForm(c.req, deviceInput);
    await forgetDevices(c.var.ctx);
    const accounts = await accountsOf(c.var.ctx.db, env);
    const made = await accounts.api.deviceCode({ body: { client_id } });
    const user_code = shownCode(made.user_code);
    const complete = `${made.verification_uri}?${new URLSearchParams({ user_code })}`;
    return c.json({ ...made, user_code, verification_uri_complete: complete }, 200);
  });
  documentBody(routes, token, { 'application/json': { schema: deviceTokenInput } });
  routes.openapi({ ...token, hide: true }, async (c) => {
    const { device_code, client_id } = await readForm(c.req, deviceTokenInput);
    const person = await redeem(c.var.ctx.db, env, { device_code, client_id });
    if ('error' in person) return c.json(person, 400);
    const actor = { type: 'person' as const, ...person, isAdmin: false };
    const { value, scopes, expires_at } = await createDeviceToken({ ...c.var.ctx, actor }, client_id);
    const expires_in = Math.round((Date.parse(expires_at ?? '') - Date.now()) / 1000);
    return c.json(
      { access_token: value, token_type: 'Bearer' as const, expires_in, scope: scopes.join(' '), person: person.name },
      200,
    );
  });
  documentBody(routes, approval, { 'application/json': { schema: deviceAnswer } });
  routes.openapi({ ...approval, hide: true }, async (c) => {
    const { user_code, approved } = await readForm(c.req, deviceAnswer);
    await answerDevice(c.var.ctx, user_code, approved);
    return c.body(null, 204);
  });
  return routes;
}

/** Who let a command line in, or what RFC 8628 calls the reason why nobody did. */
async function redeem(db: Context['db'], env: Env, body: { device_code: string; client_id: string }) {
  const accounts = await accountsOf(db, env);
  try {
    return await accounts.api.redeemDevice({ body });
  } catch (error) {
    const said = isAPIError(error) ? deviceError.safeParse(error.body) : undefined;
    if (said?.success) return said.data;
    throw error;
  }
}
