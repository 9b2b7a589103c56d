import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { database } from '@/db/client';
import type { Ability } from '@/lib/auth/abilities';
import { originOf } from '@/lib/auth/accounts';
import type { Context } from '@/lib/auth/context';
import { identify } from '@/lib/auth/identify';
import { contextFor, type Identity } from '@/lib/auth/identity';
import { providersOf } from '@/lib/auth/providers';
import { readEnv } from '@/lib/env';

const env = readEnv(process.env);

/** Who asked for the page that is being rendered; null for nobody. Found out once for each request. */
export const pageIdentity = cache(async (): Promise<Identity | null> => {
  const [sent] = await Promise.all([headers(), cookies()]);
  return identify(database(), env, sent);
});

/** The context of whoever asked for the page that is being rendered. Nobody is led to the sign-in; proxy.ts has seen to that before. */
export async function pageContext(ability: Ability = 'read'): Promise<Context> {
  const identity = await pageIdentity();
  if (!identity) redirect('/sign-in');
  return contextFor(database(), identity, ability);
}

/** Whether people sign in here; else one person has the installation to themselves. */
export const isTeam = env.DEBRIEF_MODE === 'team';

/** What addresses that people copy begin with: the public address, else the one that they opened. */
export const publicOrigin = async (): Promise<string> =>
  env.DEBRIEF_URL ? originOf(env) : `http://${(await headers()).get('host') ?? `${env.HOST}:${env.PORT}`}`;

/** The providers at which people may sign in. */
export const providers = isTeam ? providersOf(env) : [];
