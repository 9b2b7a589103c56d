import { sql } from 'drizzle-orm';
import { addUsage, NO_USAGE } from '@/lib/segmenter/usage';
import { arrangeAgentCut } from '@/lib/segments/agent-commands';
import { startCut } from '@/lib/segments/copy-commands';
import { ALGORITHM, type Settled, settleHeuristicCut } from '@/lib/segments/heuristic-commands';
import { resolveEvidence } from '@/lib/segments/pending-commands';
import { storeReferences } from '@/lib/segments/reference-commands';
import type { Settling } from '@/lib/segments/settling-queries';
import type { Tx } from '@/lib/segments/transaction';
import type { Usage } from '@/lib/sessions/schema';

/** Events that are read at once beyond the open segment. */
const ROUND_EVENTS = 20_000;

/** Brings the newest cut up to the last event, in a transaction that holds the session's lock; returns the session as it is then. */
export async function settleLocked(tx: Tx, session: Settling): Promise<Settling> {
  let settled = session;
  while (settled.settledSeq < settled.lastSeq) settled = await settleRound(tx, settled);
  return settled;
}

/** The next part of a backlog. */
export async function settleRound(tx: Tx, session: Settling): Promise<Settling> {
  const upTo = Math.min(session.lastSeq, session.settledSeq + ROUND_EVENTS);
  const cut =
    session.currentCut ?? (await startCut(tx, session.id, { origin: 'heuristic', algorithm: ALGORITHM, granularity: 'normal' }));
  await resolveEvidence(tx, session, upTo);
  await storeReferences(tx, session, upTo);
  const settled =
    (session.cutOrigin ?? 'heuristic') === 'heuristic'
      ? await settleHeuristicCut(tx, session, { cut, upTo })
      : await arrangeAgentCut(tx, session, { cut, upTo, changed: [] });
  return writeSettled(tx, session, settled, upTo);
}

/** Writes to the session what its cut has become. */
export async function writeSettled(tx: Tx, session: Settling, settled: Settled, upTo: number): Promise<Settling> {
  const isSameCut = settled.cut === session.currentCut;
  const usage = isSameCut
    ? addUsage(session.usage ?? NO_USAGE, settled.growth, 1)
    : await usageOfCut(tx, session.id, settled.cut);
  await tx.execute(sql`
    update sessions set settled_seq = ${upTo}, current_cut = ${settled.cut}, segment_count = ${settled.segmentCount},
      settle_ms = ${Date.now() - session.since}, usage = ${JSON.stringify(usage)}::text::jsonb
    where id = ${session.id}`);
  return {
    ...session,
    settledSeq: upTo,
    currentCut: settled.cut,
    cutOrigin: settled.origin,
    segmentCount: settled.segmentCount,
    usage,
  };
}

async function usageOfCut(tx: Tx, sessionId: string, cut: number): Promise<Usage> {
  const rows = await tx.execute<{ usage: Usage }>(
    sql`select facts->'usage' as usage from segments where session_id = ${sessionId} and cut = ${cut}`,
  );
  return rows.reduce((sum, { usage }) => addUsage(sum, usage, 1), NO_USAGE);
}
