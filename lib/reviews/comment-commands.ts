import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { comments } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { personIdOf, reviewerOf } from '@/lib/auth/person-of';
import { AppError } from '@/lib/errors';
import { findComment, getComment } from '@/lib/reviews/comment-queries';
import type { Comment, CommentInput } from '@/lib/reviews/comment-schema';
import { safeWords } from '@/lib/reviews/safe-words';
import { findSegment } from '@/lib/segments/cut-queries';
import { saidOf } from '@/lib/segments/word-commands';
import { UNTITLED } from '@/lib/sessions/schema';

/** Says something of a segment. It hangs on the segment's events, and so is read in every cut that has the same. Throws `not_found`, `forbidden`. */
export async function addComment(ctx: Context, segmentId: string, { body, quote }: CommentInput): Promise<Comment> {
  const segment = await findSegment(ctx, segmentId);
  if (!segment) throw noSegment();
  const personId = reviewerOf(ctx);
  const [words = '', quoted = ''] = await safeWords([body, quote?.text ?? '']);
  const id = uuidv7();
  await ctx.db.orm.transaction(async (tx) => {
    await tx.insert(comments).values({
      ...{ id, personId, body: words, sessionId: segment.sessionId, spanId: segment.spanId },
      quote: quote ? { ...quote, text: quoted } : null,
    });
    await saidOf(tx, segment);
  });
  const made = await getComment(ctx, segmentId, id);
  if (!made) throw noSegment();
  return made;
}

/** Changes the words of one's own comment. Throws `not_found`; `forbidden` for another's. */
export async function changeComment(ctx: Context, id: string, body: string): Promise<Comment> {
  const found = await findComment(ctx, id);
  if (!found) throw noComment();
  if (found.personId !== reviewerOf(ctx)) throw new AppError('forbidden', 'Only who wrote a comment can change it.');
  const [words = ''] = await safeWords([body]);
  await ctx.db.orm.transaction(async (tx) => {
    await tx
      .update(comments)
      .set({ body: words, editedAt: sql`now()` })
      .where(and(eq(comments.id, id), isNull(comments.deletedAt)));
    await saidOf(tx, found);
  });
  const changed = await getComment(ctx, found.segmentId, id);
  if (!changed) throw noComment();
  return changed;
}

/**
 * Puts one's own comment back after it was deleted, in the words that are sent: links to it work again. One that is there stays as it is.
 * Throws `not_found`; `forbidden` for another's.
 */
export async function restoreComment(ctx: Context, id: string, { body, quote }: CommentInput): Promise<Comment> {
  const found = await findComment(ctx, id, personIdOf(ctx));
  if (!found) throw noComment();
  if (found.personId !== reviewerOf(ctx)) throw new AppError('forbidden', 'Only who wrote a comment can put it back.');
  const [words = '', quoted = ''] = await safeWords([body, quote?.text ?? '']);
  await ctx.db.orm.transaction(async (tx) => {
    await tx
      .update(comments)
      .set({ body: words, quote: quote ? { ...quote, text: quoted } : null, deletedAt: null })
      .where(and(eq(comments.id, id), isNotNull(comments.deletedAt)));
    await saidOf(tx, found);
  });
  const back = await getComment(ctx, found.segmentId, id);
  if (!back) throw noComment();
  return back;
}

/** Deletes a comment; none of its words stay, and of another's nothing at all. `mayModerate`: whoever asks administers its project. Throws `not_found`; `forbidden` for another's. */
export async function deleteComment(ctx: Context, id: string, { mayModerate }: { mayModerate: boolean }): Promise<void> {
  const found = await findComment(ctx, id);
  if (!found) throw noComment();
  const isOwn = found.personId === personIdOf(ctx);
  if (!isOwn && !mayModerate)
    throw new AppError('forbidden', 'Only who wrote a comment can delete it, or an administrator of the project.');
  await ctx.db.orm.transaction(async (tx) => {
    const which = and(eq(comments.id, id), isNull(comments.deletedAt));
    const emptied = { body: '', quote: null, deletedAt: sql`now()` };
    const deleted = await (isOwn ? tx.update(comments).set(emptied).where(which) : tx.delete(comments).where(which)).returning();
    await saidOf(tx, found);
    if (deleted.length === 0 || isOwn) return;
    await recordAudit(ctx, tx, {
      action: 'comment.deleted',
      project: found.project,
      subject: found.title ?? UNTITLED,
      subjectId: found.sid,
      details: { by: found.by },
    });
  });
}

const noSegment = () => new AppError('not_found', 'The segment was not found');
const noComment = () => new AppError('not_found', 'The comment was not found');
