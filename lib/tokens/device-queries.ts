import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { deviceCodes } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { shownCode, type WaitingDevice } from '@/lib/tokens/device-schema';

/** The command line that waits under a code; null where there is none, or no more. */
export async function getWaitingDevice(ctx: Context, userCode: string): Promise<WaitingDevice | null> {
  const [row] = await ctx.db.orm.select().from(deviceCodes).where(waiting(ctx, userCode));
  return row ? { user_code: shownCode(row.userCode), name: row.clientId ?? '', expires_at: row.expiresAt.toISOString() } : null;
}

/** The rows in which a code waits for the person who asks, however they spelled it. */
export function waiting({ actor }: Context, userCode: string): SQL | undefined {
  if (actor.type !== 'person') return sql`false`;
  return and(
    eq(deviceCodes.userCode, userCode.replaceAll(/[^a-z0-9]/gi, '').toUpperCase()),
    eq(deviceCodes.status, 'pending'),
    sql`${deviceCodes.expiresAt} > now()`,
    or(isNull(deviceCodes.userId), eq(deviceCodes.userId, actor.id)),
  );
}
