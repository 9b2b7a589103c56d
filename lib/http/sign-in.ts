import { bodyLimit } from 'hono/body-limit';
import type { Database } from '@/db/client';
import { accountsOf } from '@/lib/auth/accounts';
import { clientAddress } from '@/lib/auth/client-address';
import { limitSignIn } from '@/lib/auth/rate-limits';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { newRouter } from '@/lib/http/router';

/** Set over whatever was sent, for the list of a person's sign-ins. */
const CLIENT_HEADER = 'x-debrief-client';

const BODY_BYTES = 64 * 1024;

function tooLarge(): never {
  throw new AppError('body_too_large', `The body is larger than ${BODY_BYTES} bytes.`);
}

/** What better-auth answers: signing in and out, with a password or at a provider. */
export function signInRoutes(db: Database, env: Env) {
  const routes = newRouter();
  routes.use(bodyLimit({ maxSize: BODY_BYTES, onError: tooLarge }));
  routes.on(['GET', 'POST'], '/*', async (c) => {
    const accounts = await accountsOf(db, env);
    const headers = new Headers(c.req.raw.headers);
    headers.set(CLIENT_HEADER, clientAddress(headers, env) ?? '');
    const asked = new Request(c.req.raw, { headers });
    if (!c.req.path.endsWith('/sign-in/email')) return accounts.handler(asked);
    const attempt = await limitSignIn(db, await emailOf(asked.clone()), clientAddress(headers, env));
    const answer = await accounts.handler(asked);
    if (answer.ok) await attempt.succeeded();
    return answer;
  });
  return routes;
}

/** The email of a sign-in, as far as it can be read; better-auth says what is wrong with the rest. */
async function emailOf(request: Request): Promise<string> {
  const body: unknown = await request.json().catch(() => null);
  return typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string' ? body.email : '';
}
