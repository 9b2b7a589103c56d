import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { segments, sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import type { StoredScores } from '@/lib/segmenter/boundaries/places';
import type { Granularity } from '@/lib/segmenter/boundaries/select';
import type { BoundaryEdit } from '@/lib/segmenter/boundaries/starts';
import type { BoundedSegment } from '@/lib/segments/boundary-changes';
import { anyId, valuesOf } from '@/lib/segments/bulk-commands';
import type { BoundaryPreview, Cut } from '@/lib/segments/cut-schema';
import { type ReadSession, readSession } from '@/lib/segments/row-queries';
import { inScope } from '@/lib/sessions/scope-queries';
import { sessionPath } from '@/lib/sessions/slug';

/** A page of the cuts of a session, oldest first, from number `after` + 1 on; the cursor is the number of its last one. Null where there is no such session. */
export async function listCuts(
  ctx: Context,
  sid: string,
  { after = 0, limit = LIMITS.page_items }: { after?: number; limit?: number } = {},
): Promise<{ items: Cut[]; next_cursor: string | null } | null> {
  const session = await readSession(ctx, sid);
  if (!session) return null;
  const size = Math.min(limit, LIMITS.page_items);
  const found = await selectCuts(ctx, session, sql`c.n > ${after} order by c.n limit ${size + 1}`);
  const items = found.slice(0, size);
  const last = items.at(-1);
  return { items, next_cursor: last && found.length > size ? String(last.n) : null };
}

/** A cut of a session by its number, the newest without one; null where there is none. */
export async function getCut(ctx: Context, sid: string, n?: number): Promise<Cut | null> {
  const session = await readSession(ctx, sid);
  const wanted = n ?? session?.currentCut ?? null;
  const [cut] = session && wanted !== null ? await selectCuts(ctx, session, sql`c.n = ${wanted}`) : [];
  return cut ?? null;
}

/** `which` narrows, orders and limits cuts `c`. */
async function selectCuts(ctx: Context, session: ReadSession, which: SQL): Promise<Cut[]> {
  const rows = await ctx.db.orm.execute<Omit<Cut, 'current' | 'url' | 'created_at'> & { created_at: number }>(sql`
    select c.n, c.origin, c.algorithm, c.granularity, c.reason, c.made_by, (extract(epoch from c.created_at) * 1000)::float8 as created_at,
      (select count(*)::int from segments s where s.session_id = c.session_id and s.cut = c.n) as segment_count
    from cuts c where c.session_id = ${session.id} and ${which}`);
  const path = sessionPath(session.project, session.title, session.sid);
  return rows.map((row) => ({
    ...row,
    created_at: new Date(row.created_at).toISOString(),
    current: row.n === session.currentCut,
    url: row.n === session.currentCut ? path : `${path}?cut=${row.n}`,
  }));
}

/** Where a segment stands, and what people's words about it hang on. */
export interface FoundSegment {
  sessionId: string;
  sid: string;
  cut: number;
  n: number;
  spanId: string;
}

/** Where a segment stands; null where there is none that the actor may see: the one place where a segment's id is resolved. */
export async function findSegment(ctx: Context, id: string): Promise<FoundSegment | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await ctx.db.orm
    .select({ sessionId: sessions.id, sid: sessions.sid, cut: segments.cut, n: segments.n, spanId: segments.spanId })
    .from(segments)
    .innerJoin(sessions, eq(sessions.id, segments.sessionId))
    .where(and(eq(segments.id, id), inScope(ctx)));
  return row ?? null;
}

/** What made a cut. */
export async function readCut(
  tx: Tx,
  sessionId: string,
  n: number,
): Promise<{ algorithm: string | null; granularity: Granularity | null }> {
  const [row] = await tx.execute<{ algorithm: string | null; granularity: Granularity | null }>(
    sql`select algorithm, granularity from cuts where session_id = ${sessionId} and n = ${n}`,
  );
  return { algorithm: row?.algorithm ?? null, granularity: row?.granularity ?? null };
}

/** Boundaries that persons set or removed after one event and up to another, in order. */
export async function loadEdits(
  tx: Tx,
  sessionId: string,
  { after, upTo }: { after: number; upTo: number },
): Promise<BoundaryEdit[]> {
  return tx.execute<BoundaryEdit & Record<string, unknown>>(sql`
    select seq, kind from boundary_edits where session_id = ${sessionId} and seq > ${after} and seq <= ${upTo} order by seq`);
}

/** A segment of a cut with how its places score. */
export interface CutRow extends BoundedSegment {
  scores: StoredScores | null;
}

/** The segments of a cut that have events, in order. */
export const loadCut = (tx: Tx, sessionId: string, cut: number) =>
  tx.execute<CutRow & Record<string, unknown>>(sql`
    select id, n, first_seq as "firstSeq", last_seq as "lastSeq", scores from segments
    where session_id = ${sessionId} and cut = ${cut} and first_seq is not null order by n`);

/** A segment of any cut that may be carried over to a new one. */
export interface Source {
  id: string;
  cut: number;
  spanId: string;
  firstSeq: number;
  lastSeq: number;
  isOpen: boolean;
  cutOrigin: string;
  algorithm: string | null;
}

/** The segments of all cuts of a session that have events, those of the newest cut first; of copies of one segment the newest. */
export const loadSources = (tx: Tx, sessionId: string) =>
  tx.execute<Source & Record<string, unknown>>(sql`
    select id, cut, span_id as "spanId", first_seq as "firstSeq", last_seq as "lastSeq", is_open as "isOpen", "cutOrigin", algorithm from (
      select distinct on (s.span_id, c.origin, s.first_seq, s.last_seq) s.*, c.origin as "cutOrigin", c.algorithm
      from segments s join cuts c on c.session_id = s.session_id and c.n = s.cut
      where s.session_id = ${sessionId} and s.first_seq is not null
      order by s.span_id, c.origin, s.first_seq, s.last_seq, s.cut desc) newest
    order by cut desc, n`);

/** The last main-thread events before each of some seqs, looked for no further back than `from`. */
export async function lastBefore(
  tx: Tx,
  sessionId: string,
  places: readonly { seq: number; from: number }[],
): Promise<Map<number, number>> {
  if (places.length === 0) return new Map();
  const rows = await tx.execute<{ seq: number; last: number }>(sql`
    select v.seq, max(e.seq) as last from ${valuesOf(places, sql`seq int, "from" int`)}
    join events e on e.session_id = ${sessionId} and e.thread = 'main' and e.seq >= v."from" and e.seq < v.seq group by v.seq`);
  return new Map(rows.map(({ seq, last }) => [seq, last]));
}

/** Which of some events stand on the main thread. */
export async function onMainThread(tx: Tx, sessionId: string, seqs: readonly number[]): Promise<Set<number>> {
  if (seqs.length === 0) return new Set();
  const rows = await tx.execute<{ seq: number }>(sql`
    select seq from events where session_id = ${sessionId} and thread = 'main' and seq in ${[...seqs]}`);
  return new Set(rows.map(({ seq }) => seq));
}

/** Ids that the items of some segments' current records have. */
export async function itemIdsOf(tx: Tx, segmentIds: readonly string[]): Promise<Set<string>> {
  if (segmentIds.length === 0) return new Set();
  const rows = await tx.execute<{ item_id: string }>(sql`
    select c.item_id from segments s join claims c on c.segment_id = s.id and c.rev = s.rev
    where s.id = ${anyId(segmentIds)} and c.item_id is not null`);
  return new Set(rows.map((row) => row.item_id));
}

/** The segments of a cut to which main-thread events belong. */
export async function segmentsAt(
  tx: Tx,
  sessionId: string,
  { cut, seqs }: { cut: number; seqs: readonly number[] },
): Promise<string[]> {
  if (seqs.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct g.id from unnest(${`{${seqs.join(',')}}`}::text::int[]) as at(seq),
      lateral (select id from segments where session_id = ${sessionId} and cut = ${cut} and first_seq <= at.seq order by first_seq desc limit 1) g`);
  return rows.map((row) => row.id);
}

/** The newest cut that an agent wrote, whatever replaced it since; null if there is none. */
export async function lastAgentCut(tx: Tx, sessionId: string): Promise<number | null> {
  const [row] = await tx.execute<{ n: number | null }>(
    sql`select max(n) as n from cuts where session_id = ${sessionId} and origin = 'agent'`,
  );
  return row?.n ?? null;
}

/** The segments of two cuts of a session that are in one of them only, in order. */
export async function compareCuts(
  tx: Tx,
  sessionId: string,
  { before, after }: { before: number | null; after: number | null },
): Promise<BoundaryPreview> {
  const partsOf = (cut: number | null, other: number | null) =>
    tx.execute<BoundaryPreview['before'][number] & Record<string, unknown>>(sql`
      select s.n, r.title, r.status, r.outcome, s.first_seq, s.last_seq, s.event_count,
        (select count(*)::int from comments c where c.span_id = s.span_id and c.deleted_at is null) as comments,
        exists (select 1 from edits e where e.span_id = s.span_id and e.ended_at is null) as edited
      from segments s join records r on r.segment_id = s.id and r.rev = s.rev
      where s.session_id = ${sessionId} and s.cut = ${cut}
        and not exists (select 1 from segments o where o.session_id = s.session_id and o.cut = ${other} and o.span_id = s.span_id) order by s.n`);
  return { before: [...(await partsOf(before, after))], after: [...(await partsOf(after, before))] };
}
