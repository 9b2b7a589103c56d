import { sql } from 'drizzle-orm';
import { deviceCodes } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { daysFromNow } from '@/lib/instant';
import { createOwnToken } from '@/lib/tokens/commands';
import { waiting } from '@/lib/tokens/device-queries';
import type { NewToken } from '@/lib/tokens/schema';

/** A command line asks its person again after this long. */
const DEVICE_TOKEN_DAYS = 90;

/** Lets the command line in that waits under a code, or turns it away. Throws `not_found` for a code that is none, or no more. */
export async function answerDevice(ctx: Context, userCode: string, isApproved: boolean): Promise<void> {
  const answered =
    ctx.actor.type === 'person' &&
    (await ctx.db.orm
      .update(deviceCodes)
      .set({ status: isApproved ? 'approved' : 'denied', userId: ctx.actor.id })
      .where(waiting(ctx, userCode))
      .returning({ id: deviceCodes.id }));
  if (!answered || answered.length === 0)
    throw new AppError(
      'not_found',
      'No computer is waiting with this code. It may have expired or been answered. Run debrief login again for another.',
    );
}

/** Makes the token of a command line that its person, the actor, let in. */
export const createDeviceToken = (ctx: Context, name: string): Promise<NewToken> =>
  createOwnToken(ctx, {
    name,
    scopes: ['ingest', 'read', 'review'],
    expires_at: daysFromNow(DEVICE_TOKEN_DAYS).toISOString(),
  });

/** Codes for which nobody came back. */
export async function forgetDevices(ctx: Context): Promise<void> {
  await ctx.db.orm.delete(deviceCodes).where(sql`${deviceCodes.expiresAt} < now() - interval '1 hour'`);
}
