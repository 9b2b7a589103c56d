import { cookies } from 'next/headers';
import { database } from '@/db/client';
import { type Context, localContext } from '@/lib/auth/context';
import { NAME_COOKIE, personName } from '@/lib/auth/person';

/** The context of whoever asked for the page that is being rendered. */
export async function pageContext(): Promise<Context> {
  const jar = await cookies();
  return localContext(database(), personName(jar.get(NAME_COOKIE)?.value));
}
