import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@/db/client';
import { shares } from '@/db/schema';
import { type Deed, recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { hashOf, newSecret } from '@/lib/auth/tokens';
import { AppError } from '@/lib/errors';
import { daysFromNow } from '@/lib/instant';
import { ensureSettled } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import { findSession } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { type FoundShare, findShare, getShare, type HeldShare } from '@/lib/shares/queries';
import type { NewShare, ShareInput } from '@/lib/shares/schema';

/** Makes a link to a session or to one of its segments, that works for some days. Throws `not_found`, and `forbidden` for a token: a link would outlive it. */
export async function createShare(ctx: Context, sid: string, { segment: place, expires_in_days }: ShareInput): Promise<NewShare> {
  await ensureSettled(ctx, sid);
  const session = await findSession(ctx, sid);
  if (!session) throw new AppError('not_found', 'The session was not found');
  const madeBy = personOf(ctx);
  const segment = place ? await getSegment(ctx, sid, place.n, { cut: place.cut }) : null;
  if (place && !segment) throw new AppError('not_found', 'The segment was not found');
  const [id, token] = [uuidv7(), newSecret()];
  const row = {
    ...{ id, tokenHash: hashOf(token), sessionId: session.id, segmentId: segment?.id ?? null, madeBy },
    expiresAt: daysFromNow(expires_in_days),
  };
  const of = { sid, title: session.title ?? UNTITLED, project: { id: session.projectId, name: session.project } };
  await ctx.db.orm.transaction(async (tx) => {
    await tx.insert(shares).values(row);
    await recordAudit(ctx, tx, deedOf('share.created', of, { id, segment, expires_in_days }));
  });
  const made = await getShare(ctx, id);
  if (!made) throw new AppError('not_found', 'The session was deleted meanwhile');
  return { ...made.share, url: `/s/${token}` };
}

/** Who makes or ends a link: a person. */
function personOf({ actor }: Context): string {
  if (actor.type !== 'person') throw new AppError('forbidden', 'A token cannot do this: sign in as a person.');
  return actor.id;
}

interface Link {
  id: string;
  segment: { n: number; cut: number } | null;
  expires_in_days?: number;
}

function deedOf(action: Deed['action'], { sid, title, project }: HeldShare['session'], { id, segment, ...rest }: Link): Deed {
  const details = { sid, ...(segment && { segment: segment.n, cut: segment.cut }), ...rest };
  return { action, project, subject: title, subjectId: id, details };
}

/** Turns a link off, at once and for good; one that is off already stays so. Throws `not_found`. */
export async function revokeShare(ctx: Context, id: string): Promise<void> {
  const held = await getShare(ctx, id);
  if (!held) throw new AppError('not_found', 'The link was not found');
  personOf(ctx);
  await ctx.db.orm.transaction(async (tx) => {
    const revoked = await tx
      .update(shares)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(shares.id, id), isNull(shares.revokedAt)))
      .returning({ id: shares.id });
    if (revoked.length === 0) return;
    const { segment } = held.share;
    await recordAudit(ctx, tx, deedOf('share.revoked', held.session, { id, segment }));
  });
}

const FRESH_MS = 60_000;

/** The link of a secret, noted as opened now, to the minute. */
export async function openShare(db: Database, token: string): Promise<FoundShare> {
  const found = await findShare(db, token);
  if (found.state !== 'open') return found;
  const { id, lastOpenedAt } = found.share;
  const stale = new Date(Date.now() - FRESH_MS);
  if (!lastOpenedAt || lastOpenedAt < stale)
    await db.orm
      .update(shares)
      .set({ lastOpenedAt: sql`now()` })
      .where(and(eq(shares.id, id), or(isNull(shares.lastOpenedAt), lt(shares.lastOpenedAt, stale))));
  return found;
}
