import type { Context as Request } from 'hono';
import type { Database } from '@/db/client';
import { accountsOf } from '@/lib/auth/accounts';
import { CLIENT_HEADER, clientAddress } from '@/lib/auth/client-address';
import type { Env } from '@/lib/env';
import type { ApiEnv } from '@/lib/http/router';

/** The headers of a request as better-auth is to see them. */
export function forwarded(sent: Headers, env: Env): Headers {
  const headers = new Headers(sent);
  headers.set(CLIENT_HEADER, clientAddress(sent, env) ?? '');
  return headers;
}

/** Signs a person in and answers with the headers whose cookies say so. Throws better-auth's APIError where the password is not theirs. */
export async function signInWithPassword(
  db: Database,
  env: Env,
  { who, sent }: { who: { email: string; password: string }; sent: Headers },
): Promise<Headers> {
  const accounts = await accountsOf(db, env);
  const { headers } = await accounts.api.signInEmail({ body: who, headers: forwarded(sent, env), returnHeaders: true });
  return headers;
}

/** Passes on the cookies that better-auth sets. */
export function setCookies(c: Request<ApiEnv>, from: Headers): void {
  for (const cookie of from.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
}
