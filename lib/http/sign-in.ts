import { isAPIError } from 'better-auth/api';
import { z } from 'zod';
import type { Database } from '@/db/client';
import { recordAudit } from '@/lib/audit/commands';
import { accountsOf, accountsWithProviders } from '@/lib/auth/accounts';
import { type Invited, providersOf } from '@/lib/auth/providers';
import { limitSignIn } from '@/lib/auth/rate-limits';
import { invitationPath, nextPath, signInPath } from '@/lib/auth/sign-in-path';
import { hashOf } from '@/lib/auth/tokens';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { readForm } from '@/lib/http/json';
import { newRouter } from '@/lib/http/router';
import { forwarded, setCookies, signInWithPassword } from '@/lib/http/sign-in-cookies';
import { emailAddress } from '@/lib/people/account-schema';
import { storableText } from '@/lib/storable';

const text = z.string().max(2000);
const passwordSignIn = z.object({ email: text.overwrite(storableText), password: text, next: text.optional() });
const providerSignIn = z.object({ provider: text, next: text.optional(), invitation: text.optional() });

/** Signing in and out, with a password or at a provider. All else that better-auth could answer is closed. */
export function signInRoutes(db: Database, env: Env) {
  const routes = newRouter();

  routes.post('/sign-in/email', async (c) => {
    const { email, password, next } = await readForm(c.req, passwordSignIn);
    const attempt = await limitSignIn(db, email, c.var.ctx.ip);
    const signedIn = await signInWithPassword(db, env, { who: { email, password }, sent: c.req.raw.headers }).catch(
      async (error) => {
        if (!isAPIError(error)) throw error;
        const subject = emailAddress.safeParse(email).data; // what is none may be a password in the wrong field
        await recordAudit(c.var.ctx, db.orm, { action: 'signin.failed', subject });
        throw new AppError('unauthenticated', 'The email or the password is not right.');
      },
    );
    await attempt.succeeded();
    setCookies(c, signedIn);
    return c.json({ url: nextPath(next) });
  });

  routes.post('/sign-out', async (c) => {
    const accounts = await accountsOf(db, env);
    const { identity } = c.var;
    const { headers } = await accounts.api.signOut({ headers: forwarded(c.req.raw.headers, env), returnHeaders: true });
    if (identity?.signInId) {
      await recordAudit({ ...c.var.ctx, actor: identity.actor }, db.orm, {
        action: 'signin.ended',
        subjectId: identity.signInId,
      });
    }
    setCookies(c, headers);
    return c.json({ url: '/sign-in' });
  });

  routes.post('/sign-in/social', async (c) => {
    const { provider, next, invitation } = await readForm(c.req, providerSignIn);
    const back = nextPath(next);
    const invited: Invited | undefined = invitation
      ? { invitation: hashOf(invitation).toString('hex'), ip: c.var.ctx.ip ?? null }
      : undefined;
    const [callbackURL, errorCallbackURL] = invitation
      ? [invitationPath(invitation), invitationPath(invitation)]
      : [back, signInPath(back)];
    const { headers, response } = await (await withProvider(db, env, provider)).api
      .signInSocial({
        body: { provider, callbackURL, errorCallbackURL, disableRedirect: true, ...(invited ? { additionalData: invited } : {}) },
        headers: forwarded(c.req.raw.headers, env),
        returnHeaders: true,
      })
      .catch(noProvider);
    setCookies(c, headers);
    return c.json({ url: response.url });
  });

  routes.post('/link-social', async (c) => {
    if (!c.var.identity?.signInId) throw new AppError('unauthenticated', 'Sign in first.');
    const { provider } = await readForm(c.req, providerSignIn.pick({ provider: true }));
    const { headers, response } = await (await withProvider(db, env, provider)).api
      .linkSocialAccount({
        body: { provider, callbackURL: '/settings/account', errorCallbackURL: '/settings/account', disableRedirect: true },
        headers: forwarded(c.req.raw.headers, env),
        returnHeaders: true,
      })
      .catch(noProvider);
    setCookies(c, headers);
    return c.json({ url: response.url });
  });

  routes.get('/callback/:id', async (c) => {
    const accounts = await withProvider(db, env, c.req.param('id'));
    return accounts.handler(new Request(c.req.raw, { headers: forwarded(c.req.raw.headers, env) }));
  });
  return routes;
}

function noProvider(error: unknown): never {
  if (!isAPIError(error)) throw error;
  throw new AppError('unavailable', 'The provider does not answer. Try again in a moment.');
}

async function withProvider(db: Database, env: Env, provider: string) {
  if (!providersOf(env).some(({ id }) => id === provider)) throw new AppError('not_found', 'There is no provider of this name.');
  return accountsWithProviders(db, env);
}
