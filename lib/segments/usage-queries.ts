import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { MAIN_THREAD } from '@/lib/events/schema';
import { tallyOf } from '@/lib/segmenter/facts/usage';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { anyText } from '@/lib/segments/bulk-commands';
import { COUNTED_USAGE } from '@/lib/segments/event-queries';
import type { Settling } from '@/lib/segments/settling-queries';
import { addTally, isTally, type Tally } from '@/lib/sessions/tally';

/** On one thread the parts of a response stand close to each other: so far back they are looked for. What two files tell of a subagent may stand anywhere. */
const NEAR = 2000;

type Counted = Pick<SegmenterEvent, 'seq' | 'thread' | 'usage'>;

/**
 * What a session's responses took once `fresh` events are settled too. A response of which a part was settled before counts once, with the largest
 * of each number. It does not depend on how the session is cut.
 */
export async function usageAfter(tx: Tx, session: Settling, fresh: readonly Counted[]): Promise<Tally> {
  const { id, settledSeq } = session;
  const known = isTally(session.usage) ? session.usage : tallyOf(await loadUsage(tx, id, sql`seq <= ${settledSeq}`));
  const responses = [...new Set(fresh.flatMap(({ usage }) => usage?.response_id ?? []))];
  if (responses.length === 0 || settledSeq === 0) return addTally(known, tallyOf(fresh));
  const threads = [...new Set(fresh.map(({ thread }) => thread))].filter((thread) => thread !== MAIN_THREAD);
  const same = sql`seq <= ${settledSeq} and usage->>'response_id' = ${anyText(responses)}`;
  const before = [
    ...(await loadUsage(tx, id, sql`seq > ${settledSeq - NEAR} and ${same}`)),
    ...(threads.length > 0 ? await loadUsage(tx, id, sql`thread <> 'main' and thread = ${anyText(threads)} and ${same}`) : []),
  ];
  return addTally(addTally(known, tallyOf([...before, ...fresh])), tallyOf(before), -1);
}

const loadUsage = (tx: Tx, sessionId: string, which: SQL) =>
  tx.execute<Counted & Record<string, unknown>>(sql`
    select seq, thread, ${COUNTED_USAGE} as usage from events where session_id = ${sessionId} and usage is not null and ${which} order by seq`);
