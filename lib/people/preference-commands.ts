import { sql } from 'drizzle-orm';
import { preferences as table } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { personOf } from '@/lib/auth/person-of';
import type { PreferencesInput } from '@/lib/people/preference-schema';

/** Keeps what the actor chose; what they did not name stays, so that two pages at once do not undo each other. */
export async function changePreferences(ctx: Context, chosen: PreferencesInput): Promise<void> {
  const { id: personId } = personOf(ctx);
  await ctx.db.orm
    .insert(table)
    .values({ personId, value: chosen })
    .onConflictDoUpdate({
      target: table.personId,
      set: { value: sql`${table.value} || excluded.value`, updatedAt: new Date() },
    });
}
