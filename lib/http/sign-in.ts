import type { Database } from '@/db/client';
import { accountsOf } from '@/lib/auth/accounts';
import { clientAddress } from '@/lib/auth/client-address';
import type { Env } from '@/lib/env';
import { newRouter } from '@/lib/http/router';

/** Set over whatever was sent, for the list of a person's sign-ins. */
const CLIENT_HEADER = 'x-debrief-client';

/** What better-auth answers: signing in and out, with a password or at a provider. */
export function signInRoutes(db: Database, env: Env) {
  const routes = newRouter();
  routes.on(['GET', 'POST'], '/*', async (c) => {
    const accounts = await accountsOf(db, env);
    const headers = new Headers(c.req.raw.headers);
    headers.set(CLIENT_HEADER, clientAddress(headers, env) ?? '');
    return accounts.handler(new Request(c.req.raw, { headers }));
  });
  return routes;
}
