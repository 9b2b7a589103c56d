import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { arrangeAgentCut } from '@/lib/segments/agent-commands';
import { startCut } from '@/lib/segments/copy-commands';
import { boundsFromEvents } from '@/lib/segments/cut-bounds';
import { writeCut } from '@/lib/segments/cut-commands';
import { loadEdits, readCut } from '@/lib/segments/cut-queries';
import { EVENTS_AT_ONCE, loadSpan } from '@/lib/segments/event-queries';
import { ALGORITHM, type Settled, settleHeuristicCut } from '@/lib/segments/heuristic-commands';
import { resolveEvidence } from '@/lib/segments/pending-commands';
import { storeReferences } from '@/lib/segments/reference-commands';
import type { Settling } from '@/lib/segments/settling-queries';
import { usageAfter } from '@/lib/segments/usage-queries';
import { wordsChanged } from '@/lib/segments/word-commands';

/** Brings the newest cut up to the last event, in a transaction that holds the session's lock; returns the session as it is then. */
export async function settleLocked(tx: Tx, session: Settling): Promise<Settling> {
  let settled = session;
  while (isUnsettled(settled)) settled = await settleRound(tx, settled);
  return settled;
}

/** True if events came since, or the newest cut was made by another version of the segmenter. */
export const isUnsettled = (session: Settling): boolean => session.settledSeq < session.lastSeq || isOutdated(session);

const isOutdated = ({ cutOrigin, algorithm, lastSeq }: Settling): boolean =>
  cutOrigin === 'heuristic' && algorithm !== ALGORITHM && lastSeq > 0;

/** The next part of a backlog. */
export async function settleRound(tx: Tx, session: Settling): Promise<Settling> {
  if (isOutdated(session)) return cutAnew(tx, session);
  const upTo = Math.min(session.lastSeq, session.settledSeq + EVENTS_AT_ONCE);
  const cut =
    session.currentCut ?? (await startCut(tx, session.id, { origin: 'heuristic', algorithm: ALGORITHM, granularity: 'normal' }));
  const changed = await resolveEvidence(tx, session, upTo);
  const fresh = await loadSpan(tx, session.id, { after: session.settledSeq, upTo });
  const usage = await usageAfter(tx, session, fresh);
  const references = await storeReferences(tx, session, fresh);
  const settled =
    (session.cutOrigin ?? 'heuristic') === 'heuristic'
      ? await settleHeuristicCut(tx, session, { cut, upTo, fresh, references })
      : await arrangeAgentCut(tx, session, { cut, upTo, changed });
  return writeSettled(tx, { ...session, usage }, settled, upTo);
}

/** Segments of two algorithms are not mixed: another version makes a new cut, as fine as the one before it and with every boundary that a person made. */
async function cutAnew(tx: Tx, session: Settling): Promise<Settling> {
  const upTo = session.lastSeq;
  const granularity = session.granularity ?? 'normal';
  await resolveEvidence(tx, session, upTo);
  const fresh = await loadSpan(tx, session.id, { after: session.settledSeq, upTo });
  const usage = await usageAfter(tx, session, fresh);
  await storeReferences(tx, session, fresh);
  const edits = await loadEdits(tx, session.id, { after: 1, upTo });
  const bounds = await boundsFromEvents(tx, session, { granularity, edits });
  const settled = await writeCut(tx, session, { bounds, granularity, reason: 'version', madeBy: null });
  return writeSettled(tx, { ...session, usage }, settled, upTo);
}

/** Writes to the session what its cut has become. */
export async function writeSettled(tx: Tx, session: Settling, settled: Settled, upTo: number): Promise<Settling> {
  const isSameCut = settled.cut === session.currentCut;
  await tx.execute(sql`
    update sessions set settled_seq = ${upTo}, current_cut = ${settled.cut}, segment_count = ${settled.segmentCount},
      settle_ms = ${Date.now() - session.since}, usage = ${session.usage && JSON.stringify(session.usage)}::text::jsonb
    where id = ${session.id}`);
  await wordsChanged(tx, { id: session.id, currentCut: settled.cut }, !isSameCut);
  return {
    ...session,
    settledSeq: upTo,
    currentCut: settled.cut,
    cutOrigin: settled.origin,
    ...(isSameCut ? {} : await readCut(tx, session.id, settled.cut)),
    segmentCount: settled.segmentCount,
  };
}
