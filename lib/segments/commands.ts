import { eq, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { LIMITS } from '@/lib/limits';
import { redactTexts } from '@/lib/redaction/redact';
import { storeItems } from '@/lib/segments/put-commands';
import type { SegmentsResult } from '@/lib/segments/schema';
import { readItems, type SentItem, textsIn, withTexts } from '@/lib/segments/sent-items';
import { settleLocked, settleRound } from '@/lib/segments/settle-commands';
import { lockSettling } from '@/lib/segments/settling-queries';
import { ensureSession, type SessionKey } from '@/lib/sessions/commands';
import { storableText } from '@/lib/storable';
import { orUnavailable } from '@/lib/unavailable';

/**
 * Stores segments that an agent or another summariser wrote; the session is made if it is new. Each item is judged by itself (`invalid_segment`,
 * `unknown_event`, `overlap`). The same again changes nothing, changed text makes a new revision. Throws `body_too_large`, `unavailable`.
 */
export async function putSegments(ctx: Context, key: SessionKey, items: unknown[]): Promise<SegmentsResult> {
  if (items.length > LIMITS.batch_segments)
    throw new AppError(
      'body_too_large',
      `One request takes at most ${LIMITS.batch_segments} segments; send the rest in the next.`,
    );
  return orUnavailable(async () => {
    const { read, ...refused } = readItems(items);
    const safe = await withoutSecrets(read);
    const { rejected, warnings } = await withoutSecretNames(refused);
    const handle = await ensureSession(ctx, key);
    const stored = await ctx.db.orm.transaction(async (tx) => {
      const session = await lockSettling(tx, handle.id);
      if (!session) throw new AppError('not_found', 'The session was deleted meanwhile.');
      return storeItems(tx, await settleLocked(tx, session), safe);
    });
    return { segments: stored.segments, rejected: [...rejected, ...stored.rejected].sort((a, b) => a.index - b.index), warnings };
  });
}

async function withoutSecrets(items: SentItem[]): Promise<SentItem[]> {
  const redacted = await redactTexts(textsIn(items.map((item) => item.input)));
  const texts = redacted.map(({ text }) => storableText(text)).values();
  return items.map((item) => ({ ...item, input: withTexts(item.input, texts) }));
}

/** An answer names keys as they were sent. */
async function withoutSecretNames<T extends Pick<SegmentsResult, 'rejected' | 'warnings'>>({ rejected, warnings }: T) {
  const names = await redactTexts([...rejected.map(({ id }) => id ?? ''), ...warnings.map(({ message }) => message)]);
  const texts = names.map(({ text }) => text);
  return {
    rejected: rejected.map((item, i) => ({ ...item, id: item.id === null ? null : (texts[i] ?? '') })),
    warnings: warnings.map((item, i) => ({ ...item, message: texts[rejected.length + i] ?? '' })),
  };
}

/**
 * Brings a session's newest cut, its facts, pending evidence and links up to its last event. Once at a time for each session; doing it again changes nothing.
 * A long backlog is settled in rounds, each its own transaction.
 */
export async function settleSession(ctx: Context, sessionId: string): Promise<void> {
  for (let isBehind = true; isBehind; ) {
    isBehind = await ctx.db.orm.transaction(async (tx) => {
      const session = await lockSettling(tx, sessionId);
      return (
        session !== null && session.settledSeq < session.lastSeq && (await settleRound(tx, session)).settledSeq < session.lastSeq
      );
    });
  }
}

/** Settles the session of a sid if events came since; cheap if none did. */
export async function ensureSettled(ctx: Context, sid: string): Promise<void> {
  const [row] = await ctx.db.orm
    .select({ id: sessions.id, settledSeq: sessions.settledSeq, lastSeq: sessions.lastSeq })
    .from(sessions)
    .where(eq(sessions.sid, sid));
  if (row && row.settledSeq < row.lastSeq) await settleSession(ctx, row.id);
}

/** Settles what a crash left unsettled. */
export async function settleAll(ctx: Context): Promise<void> {
  const rows = await ctx.db.orm
    .select({ id: sessions.id })
    .from(sessions)
    .where(sql`${sessions.settledSeq} < ${sessions.lastSeq}`);
  for (const { id } of rows) await settleSession(ctx, id);
}

const DELAY_MS = 200;
/** Settling takes at most this part of the time while events keep coming. */
const REST_FACTOR = 4;
const planned = new Map<string, NodeJS.Timeout>();
const restUntil = new Map<string, number>();

/** Settles a session shortly, once for all the events that arrive until then. What fails is done by the next read, append or start. */
export function settleSoon(ctx: Context, sessionId: string): void {
  if (planned.has(sessionId)) return;
  const wait = Math.max(DELAY_MS, (restUntil.get(sessionId) ?? 0) - Date.now());
  const timer = setTimeout(() => void settleNow(ctx, sessionId), wait);
  timer.unref();
  planned.set(sessionId, timer);
}

async function settleNow(ctx: Context, sessionId: string): Promise<void> {
  planned.delete(sessionId);
  const start = Date.now();
  await settleSession(ctx, sessionId).catch(() => {});
  const end = Date.now();
  restUntil.set(sessionId, end + (end - start) * REST_FACTOR);
  if (restUntil.size > 1000) restUntil.clear();
}
