import type { Database } from '@/db/client';
import { identify } from '@/lib/auth/identify';
import type { Identity } from '@/lib/auth/identity';
import { limitRequests, limitUnknownTokens } from '@/lib/auth/rate-limits';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/**
 * Who asks, counted against the limits of team mode; whoever watches the server's health is not counted. Throws as `identify` does, and `rate_limited`.
 */
export async function identifyWithinLimits(
  db: Database,
  env: Env,
  { headers, ip, path }: { headers: Headers; ip: string | null; path: string },
): Promise<Identity | null> {
  const identity = await identify(db, env, headers).catch(async (error) => {
    if (error instanceof AppError && error.code === 'unauthenticated') await limitUnknownTokens(db, ip);
    throw error;
  });
  if (env.DEBRIEF_MODE === 'team' && path !== '/api/health') await limitRequests(db, identity, ip);
  return identity;
}
