import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { personName } from '@/lib/people/name-queries';
import type { Flag } from '@/lib/segments/word-schema';
import { inScope } from '@/lib/sessions/scope-queries';

/** A flag that stands, and whose it is; null where there is none that the actor may see: the one place where a flag's id is resolved. */
export async function findFlag(ctx: Context, id: string): Promise<{ flag: Flag; personId: string } | null> {
  if (!z.uuid().safeParse(id).success || ctx.actor.type === 'share') return null;
  type Row = Omit<Flag, 'at' | 'mine'> & { at: number; person_id: string };
  const [row] = await ctx.db.orm.execute<Row>(sql`
    select f.id, f.field, f.text, f.note, f.person_id, ${personName(ctx, 'p')} as by, (extract(epoch from f.at) * 1000)::float8 as at
    from flags f join sessions on sessions.id = f.session_id join people p on p.id = f.person_id
    where f.id = ${id} and f.ended_at is null and ${inScope(ctx)}`);
  if (!row) return null;
  const { person_id: personId, at, ...flag } = row;
  return { flag: { ...flag, at: new Date(at).toISOString(), mine: personId === personIdOf(ctx) }, personId };
}
