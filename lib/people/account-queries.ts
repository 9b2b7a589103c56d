import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { accounts, people, signIns } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import type { Me, SignIn } from '@/lib/people/account-schema';
import { browserName } from '@/lib/people/browser-name';
import { PASSWORD } from '@/lib/people/create-commands';

/** The person of an id, as they see themselves. */
export async function getMe({ db }: Pick<Context, 'db'>, personId: string): Promise<Me | null> {
  const [person] = await db.orm.select().from(people).where(eq(people.id, personId));
  if (!person) return null;
  const ways = await db.orm
    .select({ provider: accounts.providerId, createdAt: accounts.createdAt })
    .from(accounts)
    .where(eq(accounts.userId, personId))
    .orderBy(asc(accounts.createdAt));
  return {
    id: person.id,
    name: person.name,
    email: person.email ?? '',
    is_admin: person.isAdmin,
    has_password: ways.some(({ provider }) => provider === PASSWORD),
    providers: ways
      .filter(({ provider }) => provider !== PASSWORD)
      .map(({ provider, createdAt }) => ({ id: provider, linked_at: createdAt.toISOString() })),
  };
}

/** The browsers in which a person is signed in, the one that asks first, then the newest. */
export async function listSignIns(
  { db }: Pick<Context, 'db'>,
  personId: string,
  currentId: string | undefined,
): Promise<SignIn[]> {
  const rows = await db.orm
    .select()
    .from(signIns)
    .where(and(eq(signIns.userId, personId), gt(signIns.expiresAt, sql`now()`)))
    .orderBy(desc(signIns.createdAt), desc(signIns.id));
  return rows
    .map((row) => ({
      id: row.id,
      browser: browserName(row.userAgent),
      ip: row.ipAddress || null,
      created_at: row.createdAt.toISOString(),
      expires_at: row.expiresAt.toISOString(),
      is_current: row.id === currentId,
    }))
    .toSorted((a, b) => Number(b.is_current) - Number(a.is_current));
}
