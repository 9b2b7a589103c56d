import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm';
import { segments, threads } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { MAIN_THREAD } from '@/lib/events/schema';

interface Place {
  seq: number;
  thread: string;
}

/** The number of the segment that each event belongs to in a cut, by seq; absent where there is none. Two queries, however many events. */
export async function segmentNumbers(
  ctx: Context,
  { sessionId, cut }: { sessionId: string; cut: number },
  places: Place[],
): Promise<Map<number, number>> {
  const anchors = await anchorsOf(ctx, sessionId, places);
  const seqs = [...anchors.values()];
  if (seqs.length === 0) return new Map();
  const bounds = await ctx.db.orm
    .select({ n: segments.n, first: segments.firstSeq, last: segments.lastSeq })
    .from(segments)
    .where(
      and(
        eq(segments.sessionId, sessionId),
        eq(segments.cut, cut),
        lte(segments.firstSeq, max(seqs)),
        gte(segments.lastSeq, min(seqs)),
      ),
    )
    .orderBy(asc(segments.firstSeq));
  const numbers = new Map<number, number>();
  for (const [seq, anchor] of anchors) {
    const covering = lastFrom(bounds, anchor);
    if (covering && (covering.last ?? 0) >= anchor) numbers.set(seq, covering.n);
  }
  return numbers;
}

/** The main-thread event that stands for each event: itself, or the one that its thread hangs on. */
async function anchorsOf(ctx: Context, sessionId: string, places: Place[]): Promise<Map<number, number>> {
  const names = [...new Set(places.map((place) => place.thread))].filter((thread) => thread !== MAIN_THREAD);
  const rows =
    names.length === 0
      ? []
      : await ctx.db.orm
          .select({ thread: threads.thread, anchor: threads.anchorSeq })
          .from(threads)
          .where(and(eq(threads.sessionId, sessionId), inArray(threads.thread, names)));
  const byThread = new Map(rows.map((row) => [row.thread, row.anchor]));
  return new Map(places.map(({ seq, thread }) => [seq, thread === MAIN_THREAD ? seq : (byThread.get(thread) ?? seq)]));
}

/** The last of the bounds, in order, that begins at or before a seq. */
function lastFrom<T extends { first: number | null }>(bounds: T[], seq: number): T | undefined {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle]?.first ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return bounds[low - 1];
}

const min = (seqs: number[]) => seqs.reduce((a, b) => Math.min(a, b));
const max = (seqs: number[]) => seqs.reduce((a, b) => Math.max(a, b));
