import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';

/** The name of a person `alias`. The person of local mode has none in the table: it is the name of whoever asks, for nobody else is there. */
export function personName(ctx: Context, alias: string): SQL {
  return sql`coalesce(nullif(${sql.identifier(alias)}.name, ''), ${ctx.actor.name})`;
}
