import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { hasLostOriginals } from '@/lib/events/origin-queries';
import { retryFailed } from '@/lib/jobs/commands';
import { jobsOfSessions } from '@/lib/jobs/queries';
import { enqueue } from '@/lib/jobs/queue';
import { LIMITS } from '@/lib/limits';
import { log, traceOf } from '@/lib/log';
import { redactTexts } from '@/lib/redaction/redact';
import { ALGORITHM } from '@/lib/segments/heuristic-commands';
import { findKinship } from '@/lib/segments/kinship-commands';
import { linkLineage } from '@/lib/segments/lineage-commands';
import { storeItems } from '@/lib/segments/put-commands';
import { findCopies } from '@/lib/segments/recount-commands';
import type { SegmentsResult } from '@/lib/segments/schema';
import { readItems, type SentItem, textsIn, withTexts } from '@/lib/segments/sent-items';
import { isUnsettled, settleLocked, settleRound } from '@/lib/segments/settle-commands';
import { listUnsettled, lockSettling } from '@/lib/segments/settling-queries';
import { ensureSession, type SessionKey } from '@/lib/sessions/commands';
import { findSession } from '@/lib/sessions/queries';
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
      if (!session) throw new AppError('deleted', 'The session was deleted meanwhile.');
      return storeItems(tx, await settleLocked(tx, session), safe);
    });
    await linkLineage(ctx, handle.id);
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
 * Brings a session's newest cut, its facts, pending evidence and links up to the last event that it has now: later ones have a job of their own, so that a
 * session which grows fast is not cut without a rest. Once at a time for each session; doing it again changes nothing.
 * A long backlog is settled in rounds, each its own transaction.
 */
export async function settleSession(ctx: Context, sessionId: string): Promise<void> {
  let end: number | undefined;
  for (let isBehind = true; isBehind; ) {
    isBehind = await ctx.db.orm.transaction(async (tx) => {
      const session = await lockSettling(tx, sessionId);
      if (!session || !isUnsettled(session)) return false;
      end ??= session.lastSeq;
      return isUnsettled({ ...(await settleRound(tx, session)), lastSeq: end });
    });
  }
  if (await hasLostOriginals(ctx.db.orm, sessionId)) await findCopies(ctx, sessionId);
  await findKinship(ctx, sessionId);
  await linkLineage(ctx, sessionId);
}

/**
 * Settles the session of a sid if events came since; cheap if none did. What fails is left to the session's job, and once that has failed too
 * nothing is tried here: whoever reads is shown what is there.
 */
export async function ensureSettled(ctx: Context, sid: string): Promise<void> {
  const row = await findSession(ctx, sid);
  if (!row || row.settledSeq >= row.lastSeq) return;
  const jobs = (await jobsOfSessions(ctx, [row.id])).get(row.id);
  if (!jobs?.some(({ name, state }) => name === 'settle' && state === 'failed')) await trySettling(ctx, row.id);
}

/** Settles a session now, or leaves it to its job; says whether it is settled. A job that failed before finds that out by running again. */
export async function trySettling(ctx: Context, sessionId: string): Promise<boolean> {
  try {
    await settleSession(ctx, sessionId);
    await retryFailed(ctx, sessionId);
    return true;
  } catch (error) {
    log.warn({ session: sessionId, error: traceOf(error) }, 'cut failed');
    return false;
  }
}

/** Has every session cut whose job an earlier version did not know or has given up, and anew what an earlier segmenter cut. */
export async function enqueueUnsettled(ctx: Context): Promise<void> {
  for (const sessionId of await listUnsettled(ctx, ALGORITHM))
    await ctx.db.sql.begin((tx) => enqueue(tx, { name: 'settle', sessionId, delayMs: 0 }));
}
