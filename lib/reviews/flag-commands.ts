import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { flags } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { personIdOf, reviewerOf } from '@/lib/auth/person-of';
import { AppError } from '@/lib/errors';
import { findFlag } from '@/lib/reviews/flag-queries';
import type { FlagInput } from '@/lib/reviews/flag-schema';
import { safeWords } from '@/lib/reviews/safe-words';
import { findSegment } from '@/lib/segments/cut-queries';
import type { Flag } from '@/lib/segments/word-schema';

/** Calls a claim of a segment wrong. It is known by its words, and stays with them when the record changes. Throws `not_found`, `forbidden`. */
export async function addFlag(ctx: Context, segmentId: string, { field, text, note }: FlagInput): Promise<Flag> {
  const segment = await findSegment(ctx, segmentId);
  if (!segment) throw new AppError('not_found', 'The segment was not found');
  const personId = reviewerOf(ctx);
  const [words = '', said = ''] = await safeWords([text, note ?? '']);
  const id = uuidv7();
  const of = { sessionId: segment.sessionId, spanId: segment.spanId, personId };
  await ctx.db.orm.insert(flags).values({ id, ...of, field, text: words, note: said || null });
  const made = await findFlag(ctx, id);
  if (!made) throw new AppError('not_found', 'The segment was not found');
  return made.flag;
}

/** Takes a flag back. Throws `not_found`; `forbidden` for another's, unless whoever asks administers its project (`mayModerate`). */
export async function removeFlag(ctx: Context, id: string, { mayModerate }: { mayModerate: boolean }): Promise<void> {
  const found = await findFlag(ctx, id);
  if (!found) throw new AppError('not_found', 'The flag was not found');
  if (found.personId !== personIdOf(ctx) && !mayModerate)
    throw new AppError('forbidden', 'Only who flagged a claim can take that back, or an administrator of the project.');
  await ctx.db.orm
    .update(flags)
    .set({ endedAt: sql`now()` })
    .where(and(eq(flags.id, id), isNull(flags.endedAt)));
}
