import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import type { Link, LinkSegment } from '@/lib/segmenter/links/lineage';
import { linksOf } from '@/lib/segmenter/links/links';
import { anyId, insertRows } from '@/lib/segments/bulk-commands';
import {
  type FoundLink,
  loadFoundLinks,
  loadKin,
  loadLinkSegments,
  loadRefused,
  loadSpokenFor,
  refusalOf,
} from '@/lib/segments/lineage-queries';
import { readSession } from '@/lib/segments/row-queries';
import { lockSessions } from '@/lib/segments/settling-queries';

/**
 * Finds anew what later segments made of the items of earlier ones, for the newest cuts of a settled session and its lineage; doing it again changes
 * nothing. It reads records, never events. What agents and people said of an item stands, and nothing is found for it.
 */
export async function linkLineage(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db.orm.transaction(async (tx) => {
    const kin = await loadKin(tx, sessionId);
    await lockSessions(tx, kin);
    const segments = await loadLinkSegments(tx, kin);
    const refused = await loadRefused(tx, segments);
    const found = linksOf(segments, (itemId, segmentId) => refused.has(refusalOf(itemId, segmentId)));
    const spokenFor = await loadSpokenFor(
      tx,
      found.map(({ itemId }) => itemId),
    );
    await replaceLinks(
      tx,
      segments,
      found.filter(({ itemId }) => !spokenFor.has(itemId)),
    );
  });
}

/** The same for the session of a sid, after what it belongs to has changed. */
export async function linkSession(ctx: Context, sid: string): Promise<void> {
  const session = await readSession(ctx, sid);
  if (session) await linkLineage(ctx, session.id);
}

async function replaceLinks(tx: Tx, segments: readonly LinkSegment[], found: readonly Link[]): Promise<void> {
  const sessions = new Map(segments.map(({ id, sessionId }) => [id, sessionId]));
  const rows = found.map((link) => rowOf(link, sessions.get(link.segmentId) ?? ''));
  const stored = await loadFoundLinks(tx, [...sessions.keys()]);
  const [wanted, known] = [new Set(rows.map(wordsOf)), new Set(stored.map(wordsOf))];
  const stale = stored.filter((link) => !wanted.has(wordsOf(link))).map(({ id }) => id);
  if (stale.length > 0) await tx.execute(sql`delete from links where id = ${anyId(stale)}`);
  await insertRows(
    tx,
    'links',
    rows.filter((row) => !known.has(wordsOf(row))),
  );
}

const rowOf = ({ itemId, segmentId, kind, isSuggestion, reason, text, evidence }: Link, sessionId: string) => ({
  ...{ id: uuidv7(), session_id: sessionId, segment_id: segmentId, kind, target: itemId, item_id: itemId, text, evidence },
  ...{ origin: 'heuristic', is_suggestion: isSuggestion, reason },
});

/** What makes two links the same. */
const wordsOf = ({ segment_id, kind, target, text, evidence, is_suggestion, reason }: Omit<FoundLink, 'id'>) =>
  JSON.stringify([segment_id, kind, target, text, evidence, is_suggestion, reason]);
