import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { refusals, resolutions } from '@/db/schema';
import { recordAudit } from '@/lib/audit/commands';
import type { Context } from '@/lib/auth/context';
import { personIdOf, reviewerOf } from '@/lib/auth/person-of';
import { AppError } from '@/lib/errors';
import {
  type FoundItem,
  findItem,
  findSpan,
  type ItemKind,
  type StoredResolution,
  standingOf,
  suggestedSpan,
} from '@/lib/reviews/resolution-queries';
import type { ResolutionInput, SegmentName } from '@/lib/reviews/resolution-schema';
import { linkLineage } from '@/lib/segments/lineage-commands';
import { isOwn, loadResolutions } from '@/lib/segments/resolution-queries';
import type { Resolution } from '@/lib/segments/resolution-schema';
import { countsIn } from '@/lib/sessions/item-queries';
import { orUnavailable } from '@/lib/unavailable';

/** An item as a client names it. */
export interface ItemName {
  kind: ItemKind;
  id: string;
}

/**
 * Says what became of an item. The same again changes nothing; another word of the same actor takes the place of theirs, which is kept.
 * Throws `conflict` with the standing words of others, unless the actor has one too, wants theirs `beside`, or `replaces` it.
 */
export async function resolveItem(ctx: Context, name: ItemName, input: ResolutionInput): Promise<void> {
  const item = await foundItem(ctx, name);
  const word = { how: howOf(name.kind, input), text: input.answer ?? null, ...(await targetOf(ctx, item, input)) };
  await ctx.db.orm.transaction(async (tx) => {
    const standing = await lockedWords(tx, item.id);
    const own = standing.filter((row) => isOwn(row, ctx));
    const others = standing.filter((row) => !own.includes(row));
    const replaced = others.filter(({ id }) => id === input.replaces);
    if (own.length === 0 && others.length > replaced.length && !input.beside) throw await conflict(ctx, item);
    await endWords(ctx, tx, item, replaced);
    if (own.some((row) => isSame(row, word))) return;
    await endWords(ctx, tx, item, own);
    const actor = { personId: personIdOf(ctx), by: ctx.actor.name };
    await tx
      .insert(resolutions)
      .values({ id: uuidv7(), sessionId: item.sessionId, itemId: item.id, kind: item.kind, ...word, ...actor });
  });
}

/** Takes back what was said of an item: one's own word, or the one of an id, whoever said it. What nobody said stays so. */
export async function takeBack(ctx: Context, name: ItemName, resolution?: string): Promise<void> {
  const item = await foundItem(ctx, name);
  await ctx.db.orm.transaction(async (tx) => {
    const standing = await lockedWords(tx, item.id);
    await endWords(
      ctx,
      tx,
      item,
      standing.filter((row) => (resolution === undefined ? isOwn(row, ctx) : row.id === resolution)),
    );
  });
}

/** Says that the segment which is suggested does not answer a question: neither it nor what a later cut makes of its events is suggested again. The next best one is. */
export async function refuseSuggestion(ctx: Context, id: string): Promise<void> {
  const item = await foundItem(ctx, { kind: 'question', id });
  const personId = reviewerOf(ctx);
  await ctx.db.orm.transaction(async (tx) => {
    const spanId = await suggestedSpan(tx, item.id, countsIn(sql`false`));
    if (spanId)
      await tx.insert(refusals).values({ sessionId: item.sessionId, itemId: item.id, spanId, personId }).onConflictDoNothing();
  });
  await orUnavailable(() => linkLineage(ctx, item.sessionId));
}

/** Takes a refusal back. */
export async function allowSuggestion(ctx: Context, id: string, segment: SegmentName): Promise<void> {
  const item = await foundItem(ctx, { kind: 'question', id });
  reviewerOf(ctx);
  const span = await findSpan(ctx, segment);
  if (!span) throw new AppError('not_found', 'The segment was not found');
  await ctx.db.orm.execute(sql`delete from refusals where item_id = ${item.id} and span_id = ${span.spanId}`);
  await orUnavailable(() => linkLineage(ctx, item.sessionId));
}

const NAMED: Record<ItemKind, string> = { question: 'The question', next_step: 'The next step', decision: 'The decision' };

async function foundItem(ctx: Context, { kind, id }: ItemName): Promise<FoundItem> {
  const item = await findItem(ctx, id, [kind]);
  if (!item) throw new AppError('not_found', `${NAMED[kind]} was not found`);
  return item;
}

function howOf(kind: ItemKind, { answer, done, dropped }: ResolutionInput): Resolution['how'] {
  if (kind === 'decision') return 'superseded';
  if (dropped) return 'dropped';
  if (done) return 'done';
  return answer === undefined ? 'segment' : 'answered';
}

type Target = Pick<typeof resolutions.$inferInsert, 'targetSessionId' | 'targetSpanId' | 'targetItemId'>;

/** The segment or decision that is pointed to, which must be one that the actor may see. */
async function targetOf(ctx: Context, item: FoundItem, { segment, decision }: ResolutionInput): Promise<Target> {
  if (decision === item.id) throw new AppError('not_possible', 'A decision does not take its own place');
  const other = decision === undefined ? null : await foundItem(ctx, { kind: 'decision', id: decision });
  if (other) return { targetSessionId: other.sessionId, targetSpanId: other.spanId, targetItemId: other.id };
  const span = segment && (await findSpan(ctx, segment));
  if (segment && !span) throw new AppError('not_found', 'The segment that is pointed to was not found');
  return span ? { targetSessionId: span.sessionId, targetSpanId: span.spanId } : {};
}

/** The standing words on an item, which nobody else changes until the transaction ends. */
async function lockedWords(tx: Tx, itemId: string): Promise<StoredResolution[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`resolve ${itemId}`}, 0))`);
  return standingOf(tx, itemId);
}

function isSame(row: StoredResolution, word: { how: string; text: string | null } & Target): boolean {
  const [one, other] = [
    [row.how, row.text, row.target_session_id, row.target_span_id, row.target_item_id],
    [word.how, word.text, word.targetSessionId ?? null, word.targetSpanId ?? null, word.targetItemId ?? null],
  ];
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Ends words; that somebody ended another's is written down. */
async function endWords(ctx: Context, tx: Tx, item: FoundItem, rows: readonly StoredResolution[]): Promise<void> {
  for (const row of rows) {
    await tx.execute(sql`update resolutions set ended_at = now(), ended_by = ${personIdOf(ctx)} where id = ${row.id}`);
    if (isOwn(row, ctx)) continue;
    const project = { id: item.projectId, name: item.project };
    await recordAudit(ctx, tx, {
      action: 'resolution.ended',
      project,
      subject: item.text.slice(0, SUBJECT_CHARS),
      subjectId: item.id,
      details: { by: row.name },
    });
  }
}

const SUBJECT_CHARS = 200;

async function conflict(ctx: Context, item: FoundItem): Promise<AppError> {
  const words = (await loadResolutions(ctx, null, [item.id])).get(item.id) ?? [];
  const message = `${words[0]?.by.name ?? 'Somebody'} said what became of this already; send \`beside\` to keep both, or \`replaces\` with its id`;
  return new AppError('conflict', message, { extra: { resolutions: words } });
}
