import type { BetterAuthOptions } from 'better-auth';
import { getOAuthState } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { Database } from '@/db/client';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { acceptAsNewcomer } from '@/lib/people/accept-commands';
import { newPerson, type Provider } from '@/lib/people/account-schema';

/** The provider that OIDC_ISSUER names. */
export const OIDC = 'oidc';

/** The providers at which people of this installation may sign in. */
export function providersOf(env: Env): Provider[] {
  const configured = [
    env.GITHUB_CLIENT_ID && { id: 'github', name: 'GitHub' },
    env.GOOGLE_CLIENT_ID && { id: 'google', name: 'Google' },
    env.OIDC_ISSUER && { id: OIDC, name: env.OIDC_NAME ?? new URL(env.OIDC_ISSUER).hostname },
  ];
  return configured.filter((provider) => typeof provider === 'object');
}

/** What of better-auth's options says who the providers are. None of them makes a person: somebody becomes one by an invitation alone. */
export function providerOptions(db: Database, env: Env) {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env;
  const login = (id: string, subject: string, clientId: string, clientSecret: string) => ({
    clientId,
    clientSecret,
    disableSignUp: true,
    mapProfileToUser: (profile: object) => admitInvited(db, id, String(Reflect.get(profile, subject) ?? ''), profile),
  });
  const socialProviders: BetterAuthOptions['socialProviders'] = {
    ...(GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET
      ? { github: login('github', 'id', GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET) }
      : {}),
    ...(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET
      ? { google: login('google', 'sub', GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET) }
      : {}),
  };
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return { socialProviders, plugins: [] };
  const oidc = {
    providerId: OIDC,
    discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
    scopes: ['openid', 'profile', 'email'],
    requireIdTokenVerification: true,
    ...login(OIDC, 'sub', OIDC_CLIENT_ID, OIDC_CLIENT_SECRET),
  };
  return { socialProviders, plugins: [genericOAuth({ config: [oidc] })] };
}

/** What travels with a sign-in at a provider that accepts an invitation. */
export interface Invited {
  /** Hash of the link's secret, in hexadecimal. */
  invitation: string;
  ip: string | null;
}

/**
 * Runs when a provider has said who somebody is, before better-auth looks for them: who came with an open invitation becomes a person here, and is then
 * found. Everybody else stays who they are, or nobody. What the invitation was not good for the page of the invitation says.
 */
async function admitInvited(
  db: Database,
  providerId: string,
  accountId: string,
  profile: object,
): Promise<Record<string, never>> {
  const state: (Partial<Invited> & { link?: unknown }) | null = await getOAuthState();
  if (!state?.invitation || state.link || !accountId) return {};
  const said = newPerson.pick({ name: true, email: true }).safeParse({
    email: Reflect.get(profile, 'email'),
    name: Reflect.get(profile, 'name') || Reflect.get(profile, 'login') || Reflect.get(profile, 'email'),
  });
  if (!said.success) return {};
  const ctx = { db, ...(state.ip ? { ip: state.ip } : {}) };
  await acceptAsNewcomer(ctx, Buffer.from(state.invitation, 'hex'), { ...said.data, way: { providerId, accountId } }).catch(
    (error) => {
      if (!(error instanceof AppError)) throw error;
    },
  );
  return {};
}
