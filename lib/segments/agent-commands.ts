import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type AgentCut, placeAgentCut } from '@/lib/segments/agent-cut';
import { valuesOf } from '@/lib/segments/bulk-commands';
import { copyCut } from '@/lib/segments/copy-commands';
import { segmentsAt } from '@/lib/segments/cut-queries';
import { findStirred, lastMainSeq, loadAnchors, loadEvents } from '@/lib/segments/event-queries';
import { type Settled, writeHeuristicSegments } from '@/lib/segments/heuristic-commands';
import { threadsWithin } from '@/lib/segments/membership';
import { refreshSegments } from '@/lib/segments/refresh-commands';
import { resolveRefs } from '@/lib/segments/sent-refs-queries';
import type { Settling } from '@/lib/segments/settling-queries';

type Row = Record<string, unknown> & {
  id: string;
  n: number;
  origin: string;
  is_open: boolean;
  sent_first: string | number | null;
  sent_last: string | number | null;
  first_seq: number | null;
  last_seq: number | null;
};

/** What is to be arranged: `changed` segments were written just now and are computed in any case. */
export interface Arrangement {
  cut: number;
  upTo: number;
  changed: readonly string[];
}

/**
 * Brings an agent's cut in order: numbers and bounds of its segments, an open segment for the events after them, and what code computes.
 * Where a closed segment would get another number, a new cut takes over instead. Returns the ids that segments have now, by the ids they had.
 */
export async function arrangeAgentCut(
  tx: Tx,
  session: Settling,
  { cut: asked, upTo, changed }: Arrangement,
): Promise<Settled & { ids: ReadonlyMap<string, string> }> {
  let cut = asked;
  let rows = await loadRows(tx, session.id, cut);
  let placed = await place(tx, session.id, rows, upTo);
  let ids: ReadonlyMap<string, string> = new Map(rows.map((row) => [row.id, row.id]));
  const isNew = new Set(changed);
  if (placed.segments.some(({ id, n }) => rows.some((row) => row.id === id && !row.is_open && row.n > 0 && row.n !== n))) {
    ({ cut, ids } = await copyCut(tx, session.id, { from: cut, newIds: rows.filter((row) => row.n < 0).map((row) => row.id) }));
    rows = await loadRows(tx, session.id, cut);
    placed = await place(tx, session.id, rows, upTo);
    for (const row of rows) isNew.add(row.id);
  }
  const known = { anchors: await loadAnchors(tx, session.id), upTo };
  const moved = await writePlaces(tx, rows, placed);
  await writeTrailing(tx, session, { cut, rows, placed, ...known });
  const stirred =
    upTo > session.settledSeq && known.anchors.size > 0
      ? await findStirred(tx, session.id, { after: session.settledSeq, upTo })
      : [];
  const openIds = new Set(rows.filter((row) => row.origin === 'heuristic').map((row) => row.id));
  const stale = [
    ...new Set([
      ...isNew,
      ...changed.map((id) => ids.get(id) ?? id),
      ...moved,
      ...(await segmentsAt(tx, session.id, { cut, seqs: stirred })),
    ]),
  ];
  const agents = new Set(rows.filter((row) => !openIds.has(row.id)).map((row) => row.id));
  await refreshSegments(
    tx,
    session,
    stale.filter((id) => agents.has(id)),
    known,
  );
  return { cut, origin: 'agent', ids, segmentCount: placed.segments.length + (placed.trailing ? 1 : 0) };
}

const loadRows = (tx: Tx, sessionId: string, cut: number) =>
  tx.execute<Row>(sql`
    select id, n, origin, is_open, sent_first, sent_last, first_seq, last_seq from segments
    where session_id = ${sessionId} and cut = ${cut} order by case when n < 0 then 1000000 - n else n end`);

async function place(tx: Tx, sessionId: string, rows: readonly Row[], upTo: number): Promise<AgentCut> {
  const sent = rows.filter((row) => row.origin !== 'heuristic');
  const seqs = await resolveRefs(
    tx,
    sessionId,
    sent.flatMap((row) => [row.sent_first, row.sent_last]),
    upTo,
  );
  const main = upTo === 0 ? null : { firstSeq: 1, lastSeq: await lastMainSeq(tx, sessionId, upTo) };
  return placeAgentCut(
    sent.map((row) => ({ id: row.id, first: seqs(row.sent_first), last: seqs(row.sent_last) })),
    main,
  );
}

/** Numbers are unique in a cut: they first go out of each other's way. Returns the segments whose events changed. */
async function writePlaces(tx: Tx, rows: readonly Row[], { segments, trailing }: AgentCut): Promise<string[]> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const open = rows.find((row) => row.origin === 'heuristic');
  if (open && !trailing) await tx.execute(sql`delete from segments where id = ${open.id}`);
  if (open && trailing && open.n !== trailing.n)
    await tx.execute(sql`update segments set n = ${-open.n - 1_000_000} where id = ${open.id}`);
  const changed = segments.filter(({ id, n, firstSeq, lastSeq, isOpen }) => {
    const row = byId.get(id);
    return !row || row.n !== n || row.first_seq !== firstSeq || row.last_seq !== lastSeq || row.is_open !== isOpen;
  });
  if (changed.length === 0) return [];
  const moved = valuesOf(changed, sql`id uuid, n int, "firstSeq" int, "lastSeq" int, "isOpen" boolean`);
  await tx.execute(sql`update segments s set n = -2000000 - v.n from ${moved} where s.id = v.id and s.n <> v.n`);
  await tx.execute(sql`
    update segments s set n = v.n, first_seq = v."firstSeq", last_seq = v."lastSeq", is_open = v."isOpen", updated_at = now() from ${moved} where s.id = v.id`);
  return changed
    .filter(({ id, firstSeq, lastSeq }) => byId.get(id)?.first_seq !== firstSeq || byId.get(id)?.last_seq !== lastSeq)
    .map(({ id }) => id);
}

interface Trailing {
  cut: number;
  rows: readonly Row[];
  placed: AgentCut;
  anchors: ReadonlyMap<string, number>;
  upTo: number;
}

/** The open segment of what nobody wrote of yet. */
async function writeTrailing(tx: Tx, session: Settling, { cut, rows, placed, anchors, upTo }: Trailing) {
  const open = rows.find((row) => row.origin === 'heuristic') ?? null;
  const { trailing } = placed;
  if (!trailing) return;
  const threads = threadsWithin(anchors, trailing.firstSeq);
  const events = await loadEvents(tx, session.id, { from: trailing.firstSeq, to: upTo, threads, upTo });
  const bound = { firstSeq: trailing.firstSeq, lastSeq: trailing.lastSeq, isOpen: true, scores: null };
  const described = [{ n: trailing.n, bound, events, existing: open ?? undefined }];
  await writeHeuristicSegments(tx, session, { cut, described });
}
