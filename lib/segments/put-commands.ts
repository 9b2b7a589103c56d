import { sql } from 'drizzle-orm';
import type { Rejection } from '@/lib/events/schema';
import { addUsage, NO_USAGE } from '@/lib/segmenter/usage';
import { arrangeAgentCut } from '@/lib/segments/agent-commands';
import { overlaps, type SentSegment } from '@/lib/segments/agent-cut';
import { startCut } from '@/lib/segments/copy-commands';
import { type EventRef, resolveRefs, writeRef } from '@/lib/segments/event-refs-queries';
import { writeLinks } from '@/lib/segments/link-commands';
import { resolveEvidence, resolveLinks } from '@/lib/segments/pending-commands';
import { reviseRecords } from '@/lib/segments/record-commands';
import type { SegmentsResult } from '@/lib/segments/schema';
import { type KnownSegment, knownSegments, writeSent } from '@/lib/segments/sent-commands';
import { rejection, type SentItem } from '@/lib/segments/sent-items';
import { refsOf, sentRecord } from '@/lib/segments/sent-record';
import { writeSettled } from '@/lib/segments/settle-commands';
import type { Settling } from '@/lib/segments/settling-queries';
import type { Tx } from '@/lib/segments/transaction';
import { segmentPath } from '@/lib/sessions/slug';

/**
 * Stores the segments of a request in a settled session whose lock is held. Each item is judged by itself; the same again changes nothing, and changed
 * text makes a new revision.
 */
export async function storeItems(
  tx: Tx,
  session: Settling,
  items: readonly SentItem[],
): Promise<Omit<SegmentsResult, 'warnings'>> {
  const target = session.cutOrigin === 'agent' ? session.currentCut : null;
  const known = target === null ? [] : await knownSegments(tx, session, target);
  const named = items.flatMap(({ input }) => refsOf(input).map(({ ref }) => ref));
  const bounds = known.flatMap((row) => [row.sentFirst, row.sentLast]);
  const seqs = await resolveRefs(tx, session.id, [...named, ...bounds], session.lastSeq);
  const { accepted, rejected } = judge(items, { session, known, seqs });
  if (accepted.length === 0) return { segments: [], rejected };
  const { cut, replaced } = target === null ? await startAgentCut(tx, session) : { cut: target, replaced: NO_USAGE };
  const written = await writeSent(tx, session, { cut, items: lastOfKey(accepted), known, hasEvents: session.lastSeq > 0 });
  const revs = await reviseRecords(
    tx,
    session.id,
    written.map(({ id, isKnown, input }) => ({
      segmentId: id,
      isKnown,
      draft: keepComputed(
        sentRecord(input, seqs, writeRef),
        known.find((row) => row.id === id),
      ),
    })),
  );
  await writeLinks(tx, session, written);
  const arranged = await arrangeAgentCut(tx, session, { cut, upTo: session.lastSeq, changed: written.map(({ id }) => id) });
  await resolveEvidence(tx, session, session.lastSeq);
  await resolveLinks(tx, session);
  await writeSettled(tx, session, { ...arranged, growth: addUsage(arranged.growth, replaced, -1) }, session.lastSeq);
  const ids = new Map(written.map(({ id, input }) => [input.key, { id: arranged.ids.get(id) ?? id, rev: revs.get(id) ?? 1 }]));
  return { segments: await answer(tx, session, { accepted, ids, cut: arranged.cut }), rejected };
}

/** What code found out about a segment stays until it is computed again. */
const keepComputed = <T extends { verification: string; ask: string | null }>(draft: T, known: KnownSegment | undefined): T =>
  known ? { ...draft, verification: known.verification, ask: known.ask } : draft;

const lastOfKey = (items: readonly SentItem[]) => [...new Map(items.map((item) => [item.input.key, item])).values()];

/** A cut for a session's first agent segment: a new one where a heuristic segment is closed, else it takes the place of the open one. */
async function startAgentCut(tx: Tx, session: Settling) {
  const rows =
    session.currentCut === null
      ? []
      : await tx.execute<{ is_open: boolean }>(sql`
    select is_open from segments where session_id = ${session.id} and cut = ${session.currentCut} order by n limit 2`);
  const isClosed = rows.some((row) => !row.is_open) || (session.isEnded && rows.length > 0) || session.currentCut !== 1;
  if (session.currentCut === null || isClosed)
    return {
      cut: await startCut(tx, session.id, { origin: 'agent', reason: session.currentCut === null ? null : 'agent' }),
      replaced: NO_USAGE,
    };
  await tx.execute(sql`delete from segments where session_id = ${session.id} and cut = ${session.currentCut}`);
  await tx.execute(
    sql`update cuts set origin = 'agent', algorithm = null, granularity = null where session_id = ${session.id} and n = ${session.currentCut}`,
  );
  return { cut: session.currentCut, replaced: session.usage ?? NO_USAGE };
}

interface Standing {
  session: Settling;
  known: readonly KnownSegment[];
  seqs: (ref: EventRef | null) => number | null;
}

/** Which items can stand: none that names an event which can never come, none that claims events of another segment. */
function judge(items: readonly SentItem[], { session, known, seqs }: Standing): { accepted: SentItem[]; rejected: Rejection[] } {
  const accepted: SentItem[] = [];
  const rejected: Rejection[] = [];
  const taken = new Map<string, SentSegment>(
    known.map((row) => [row.key, { id: row.id, first: seqs(row.sentFirst), last: seqs(row.sentLast) }]),
  );
  for (const item of items) {
    const { key, first = null, last = null } = item.input;
    const own = { id: key, first: seqs(first), last: seqs(last) };
    const impossible = session.isEnded
      ? refsOf(item.input).find(({ ref }) => typeof ref === 'number' && ref > session.knownEnd)
      : undefined;
    const other = [...taken].find(([name, segment]) => name !== key && overlaps(own, segment));
    const refuse = (code: string, message: string, path: string) =>
      rejected.push(rejection(item.index, key, { code, message, path }));
    if (impossible)
      refuse(
        'unknown_event',
        `The session ended with event ${session.knownEnd}; there is no event ${impossible.ref}.`,
        impossible.path,
      );
    else if (own.first !== null && own.last !== null && own.first > own.last)
      refuse('invalid_segment', 'The last event stands before the first.', 'last');
    else if (other)
      refuse('overlap', `The segment ${other[0]} has some of these events already.`, own.first === null ? 'last' : 'first');
    else {
      accepted.push(item);
      taken.set(key, own);
    }
  }
  return { accepted, rejected };
}

interface Answer {
  accepted: readonly SentItem[];
  ids: ReadonlyMap<string, { id: string; rev: number }>;
  cut: number;
}

async function answer(tx: Tx, session: Settling, { accepted, ids, cut }: Answer): Promise<SegmentsResult['segments']> {
  const rows = await tx.execute<{ id: string; n: number }>(
    sql`select id, n from segments where session_id = ${session.id} and cut = ${cut}`,
  );
  const numbers = new Map(rows.map((row) => [row.id, row.n]));
  return accepted.flatMap(({ input: { key } }) => {
    const { id, rev } = ids.get(key) ?? { id: '', rev: 0 };
    const n = numbers.get(id);
    return n === undefined ? [] : [{ id, n, key, rev, url: segmentPath(session, n, cut) }];
  });
}
