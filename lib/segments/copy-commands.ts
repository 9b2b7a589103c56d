import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import type { Granularity } from '@/lib/segmenter/boundaries/select';
import { anyId } from '@/lib/segments/bulk-commands';

/**
 * Starts a new cut with the segments that clients sent into the cut `from`: their records, claims, evidence and links, items under the same ids.
 * Segments in `newIds` were written just now: they move over instead of being copied. Returns the new ids by the old ones.
 */
export async function copyCut(
  tx: Tx,
  sessionId: string,
  { from, newIds }: { from: number; newIds: readonly string[] },
): Promise<{ cut: number; ids: Map<string, string> }> {
  const cut = await startCut(tx, sessionId, { origin: 'agent', reason: 'agent' });
  const rows = await tx.execute<{ id: string; origin: string; n: number }>(
    sql`select id, origin, n from segments where session_id = ${sessionId} and cut = ${from}`,
  );
  const moving = new Set(newIds);
  const copied = rows
    .filter((row) => row.origin !== 'heuristic' && !moving.has(row.id))
    .map((row) => ({ old: row.id, id: uuidv7(), n: row.n }));
  if (newIds.length > 0) await tx.execute(sql`update segments set cut = ${cut} where id = ${anyId(newIds)}`);
  const ids = new Map(copied.map(({ old, id }) => [old, id]));
  for (const id of newIds) ids.set(id, id);
  await copyRows(tx, cut, copied);
  return { cut, ids };
}

/** Segments of a cut that have the same events as one of an earlier cut take its span. Returns those that did. */
export async function adoptSpans(tx: Tx, sessionId: string, cut: number): Promise<string[]> {
  const adopted = await tx.execute<{ id: string }>(sql`
    update segments s set span_id = o.span_id from (
      select distinct on (g.id) g.id, earlier.span_id from segments g join segments earlier on earlier.session_id = g.session_id and earlier.cut < g.cut
        and earlier.first_seq = g.first_seq and earlier.last_seq = g.last_seq
      where g.session_id = ${sessionId} and g.cut = ${cut} and g.span_id = g.id order by g.id, earlier.cut desc) o
    where s.id = o.id and not exists (select 1 from segments other where other.session_id = ${sessionId} and other.cut = ${cut} and other.span_id = o.span_id)
    returning s.id`);
  return adopted.map(({ id }) => id);
}

/** How a cut is made; what is left out is null. */
export interface NewCut {
  origin: 'heuristic' | 'agent';
  algorithm?: string;
  granularity?: Granularity;
  /** Why it replaces the cut before it. */
  reason?: string | null;
  /** The person who asked for it. */
  madeBy?: string | null;
}

/** Adds a cut to a session and returns its number. */
export async function startCut(
  tx: Tx,
  sessionId: string,
  { origin, algorithm, granularity, reason, madeBy }: NewCut,
): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    insert into cuts (session_id, n, origin, algorithm, granularity, reason, made_by)
    select ${sessionId}, coalesce(max(n), 0) + 1, ${origin}, ${algorithm ?? null}::text, ${granularity ?? null}::text, ${reason ?? null}::text, ${madeBy ?? null}::text
    from cuts where session_id = ${sessionId} returning n`);
  return row?.n ?? 1;
}

/** Copies segments under new ids into a cut, each with its number there, with all that is said of them. */
export async function copyRows(tx: Tx, cut: number, copies: readonly { old: string; id: string; n: number }[]): Promise<void> {
  if (copies.length === 0) return;
  const pairs = sql`jsonb_to_recordset(${JSON.stringify(copies)}::text::jsonb) as p(old uuid, id uuid, n int)`;
  const copyOf = (id: ReturnType<typeof sql>) => sql`md5(${id}::text || ' in cut ' || ${String(cut)}::text)::uuid`;
  await tx.execute(sql`
    insert into segments (id, session_id, cut, n, span_id, key, origin, is_open, rev, first_seq, last_seq, sent_first, sent_last, started_at, ended_at, event_count, facts, activity, scores, created_at)
    select p.id, session_id, ${cut}, p.n, span_id, key, origin, is_open, rev, first_seq, last_seq, sent_first, sent_last, started_at, ended_at, event_count, facts, activity, scores, created_at
    from segments s join ${pairs} on p.old = s.id`);
  await tx.execute(sql`
    insert into records (segment_id, rev, origin, title, status, verification, ask, summary, outcome, digest, made_by, created_at)
    select p.id, rev, origin, title, status, verification, ask, summary, outcome, digest, made_by, created_at from records r join ${pairs} on p.old = r.segment_id`);
  await tx.execute(sql`
    insert into claims (id, session_id, segment_id, rev, field, position, item_id, key, text, party, verdict)
    select ${copyOf(sql`c.id`)}, session_id, p.id, rev, field, position, item_id, key, text, party, verdict from claims c join ${pairs} on p.old = c.segment_id`);
  await tx.execute(sql`
    insert into evidence (claim_id, position, session_id, seq, ref, basis)
    select ${copyOf(sql`c.id`)}, e.position, e.session_id, e.seq, e.ref, e.basis
    from claims c join ${pairs} on p.old = c.segment_id join evidence e on e.claim_id = c.id`);
  await tx.execute(sql`
    insert into links (id, session_id, segment_id, kind, target, item_id, text, evidence, origin, is_suggestion, reason)
    select ${copyOf(sql`l.id`)}, session_id, p.id, kind, target, item_id, text, evidence, origin, is_suggestion, reason from links l join ${pairs} on p.old = l.segment_id`);
}
