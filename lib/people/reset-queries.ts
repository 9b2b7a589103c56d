import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { people, verifications } from '@/db/schema';
import { hashOf } from '@/lib/auth/tokens';

/** What the table of proofs calls the link of a secret. */
export const resetIdentifier = (token: string): string => `reset:${hashOf(token).toString('hex')}`;

/** Whose password a link sets; null for one that was used or replaced, has expired, or never was. */
export async function getReset(
  db: { orm: Pick<Database['orm'], 'select'> },
  token: string,
): Promise<{ personId: string; name: string; email: string } | null> {
  const [row] = await db.orm
    .select({ personId: people.id, name: people.name, email: people.email })
    .from(verifications)
    .innerJoin(people, eq(sql`${people.id}::text`, verifications.value))
    .where(
      and(
        eq(verifications.identifier, resetIdentifier(token)),
        gt(verifications.expiresAt, sql`now()`),
        isNull(people.disabledAt),
      ),
    );
  return row?.email ? { ...row, email: row.email } : null;
}
