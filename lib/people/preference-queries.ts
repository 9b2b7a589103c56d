import { eq } from 'drizzle-orm';
import { preferences as table } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { NO_PREFERENCES, type Preferences, preferencesInput } from '@/lib/people/preference-schema';

/** How a person likes the pages; what they never chose is as for everybody. */
export async function getPreferences({ db }: Pick<Context, 'db'>, personId: string): Promise<Preferences> {
  const [row] = await db.orm.select({ value: table.value }).from(table).where(eq(table.personId, personId));
  const told = preferencesInput.safeParse(row?.value ?? {});
  return { ...NO_PREFERENCES, ...(told.success ? told.data : {}) };
}
