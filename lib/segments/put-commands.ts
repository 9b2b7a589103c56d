import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { RejectionCode } from '@/lib/errors';
import type { Rejection } from '@/lib/events/schema';
import { arrangeAgentCut } from '@/lib/segments/agent-commands';
import { overlaps, type SentSegment } from '@/lib/segments/agent-cut';
import { adoptSpans, startCut } from '@/lib/segments/copy-commands';
import { lastAgentCut } from '@/lib/segments/cut-queries';
import { hasWords } from '@/lib/segments/edit-queries';
import { writeLinks } from '@/lib/segments/link-commands';
import { resolveEvidence, resolveLinks } from '@/lib/segments/pending-commands';
import { layEdits, reviseRecords } from '@/lib/segments/record-commands';
import { isStored, resumeAgentCut } from '@/lib/segments/resume-commands';
import type { SegmentInput, SegmentsResult } from '@/lib/segments/schema';
import { type KnownSegment, knownSegments, writeSent } from '@/lib/segments/sent-commands';
import { rejection, type SentItem } from '@/lib/segments/sent-items';
import { refsOf, sentRecord } from '@/lib/segments/sent-record';
import { type EventRef, resolveRefs, writeRef } from '@/lib/segments/sent-refs-queries';
import { writeSettled } from '@/lib/segments/settle-commands';
import type { Settling } from '@/lib/segments/settling-queries';
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
  const current = session.cutOrigin === 'agent' ? session.currentCut : null;
  const base = current ?? (await lastAgentCut(tx, session.id));
  const stored = base === null ? [] : await knownSegments(tx, session, base);
  const named = items.flatMap(({ input }) => refsOf(input).map(({ ref }) => ref));
  const bounds = stored.flatMap((row) => [row.sentFirst, row.sentLast]);
  const seqs = await resolveRefs(tx, session.id, [...named, ...bounds], session.lastSeq);
  const { accepted, rejected } = judge(items, { session, known: stored, seqs });
  if (accepted.length === 0) return { segments: [], rejected };
  const drafted = (input: SegmentInput, known: readonly KnownSegment[]) => {
    const row = known.find(({ key }) => key === input.key);
    return { input, known: row, draft: keepComputed(sentRecord(input, seqs, writeRef), row) };
  };
  const sent = lastOfKey(accepted);
  if (base !== null && current === null) {
    const again = sent.map(({ input }) => drafted(input, stored));
    if (await isStored(tx, again)) return { segments: await answer(tx, session, { accepted, cut: base }), rejected };
  }
  const cut = await agentCut(tx, session, { current, base });
  const known = cut === base ? stored : await knownSegments(tx, session, cut);
  const written = await writeSent(tx, session, { cut, items: sent, known, hasEvents: session.lastSeq > 0 });
  await reviseRecords(
    tx,
    session.id,
    written.map(({ id, isKnown, input }) => ({ segmentId: id, isKnown, draft: drafted(input, known).draft })),
  );
  await writeLinks(tx, session, written);
  const changed = [...written, ...(cut === base ? [] : known)].map(({ id }) => id);
  const arranged = await arrangeAgentCut(tx, session, { cut, upTo: session.lastSeq, changed });
  if (arranged.cut !== session.currentCut) await layEdits(tx, session.id, await adoptSpans(tx, session.id, arranged.cut));
  await resolveEvidence(tx, session, session.lastSeq);
  await resolveLinks(tx, session);
  await writeSettled(tx, session, arranged, session.lastSeq);
  return { segments: await answer(tx, session, { accepted, cut: arranged.cut }), rejected };
}

/** What code found out about a segment stays until it is computed again. */
const keepComputed = <T extends { verification: string; ask: string | null }>(draft: T, known: KnownSegment | undefined): T =>
  known ? { ...draft, verification: known.verification, ask: known.ask } : draft;

const lastOfKey = (items: readonly SentItem[]) => [...new Map(items.map((item) => [item.input.key, item])).values()];

interface AgentCuts {
  /** The newest cut, if an agent wrote it. */
  current: number | null;
  /** The newest one that an agent wrote. */
  base: number | null;
}

/**
 * The cut into which an agent's segments go: its own if that is the newest, else a new one that goes on with it. A session's first agent segment
 * takes the place of a heuristic one that is open; where one is closed, there is a new cut.
 */
async function agentCut(tx: Tx, session: Settling, { current, base }: AgentCuts): Promise<number> {
  if (current !== null) return current;
  if (base !== null) return resumeAgentCut(tx, session.id, base);
  if (session.currentCut === null || (await isToStay(tx, session)))
    return startCut(tx, session.id, { origin: 'agent', reason: session.currentCut === null ? null : 'agent' });
  await tx.execute(sql`delete from segments where session_id = ${session.id} and cut = ${session.currentCut}`);
  await tx.execute(
    sql`update cuts set origin = 'agent', algorithm = null, granularity = null where session_id = ${session.id} and n = ${session.currentCut}`,
  );
  return session.currentCut;
}

/** Links may point into a cut with a closed segment, and people may have asked for one that is not the first, or said something of it. */
async function isToStay(tx: Tx, session: Settling): Promise<boolean> {
  const rows = await tx.execute<{ is_open: boolean }>(sql`
    select is_open from segments where session_id = ${session.id} and cut = ${session.currentCut} order by n limit 2`);
  if (rows.some((row) => !row.is_open) || (session.isEnded && rows.length > 0) || session.currentCut !== 1) return true;
  return hasWords(tx, session.id, session.currentCut);
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
    const refuse = (code: RejectionCode, message: string, path: string) =>
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

async function answer(
  tx: Tx,
  session: Settling,
  { accepted, cut }: { accepted: readonly SentItem[]; cut: number },
): Promise<SegmentsResult['segments']> {
  const rows = await tx.execute<{ id: string; n: number; key: string; rev: number }>(
    sql`select id, n, key, rev from segments where session_id = ${session.id} and cut = ${cut} and key is not null`,
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return accepted.flatMap(({ input: { key } }) => {
    const row = byKey.get(key);
    return row ? [{ id: row.id, n: row.n, key, rev: row.rev, url: segmentPath(session, row.n, cut) }] : [];
  });
}
