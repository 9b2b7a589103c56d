import type { Database } from '@/db/client';
import { accountsOf } from '@/lib/auth/accounts';
import { clientAddress } from '@/lib/auth/client-address';
import type { Env } from '@/lib/env';

/** Set over whatever was sent, for the list of a person's sign-ins. */
const CLIENT_HEADER = 'x-debrief-client';

/** The headers of a request as better-auth is to see them. */
export function forwarded(sent: Headers, env: Env): Headers {
  const headers = new Headers(sent);
  headers.set(CLIENT_HEADER, clientAddress(sent, env) ?? '');
  return headers;
}

/** Signs a person in and answers with the cookies that say so. Throws better-auth's APIError where the password is not theirs. */
export async function signInWithPassword(
  db: Database,
  env: Env,
  { who, sent }: { who: { email: string; password: string }; sent: Headers },
): Promise<string[]> {
  const accounts = await accountsOf(db, env);
  const { headers } = await accounts.api.signInEmail({ body: who, headers: forwarded(sent, env), returnHeaders: true });
  return cookiesOf(headers);
}

export const cookiesOf = (headers: Headers): string[] => headers.getSetCookie();
