import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { anyText } from '@/lib/segments/bulk-commands';
import { refId } from '@/lib/segments/sent-refs-queries';
import type { Settling } from '@/lib/segments/settling-queries';

/** Evidence that named events before they arrived finds those that are there now. Returns the segments whose claims cite them. */
export async function resolveEvidence(tx: Tx, session: Settling, upTo: number): Promise<string[]> {
  const waiting = await tx.execute<{ ref: string }>(
    sql`select distinct ref from evidence where session_id = ${session.id} and seq is null and ref is not null`,
  );
  if (waiting.length === 0) return [];
  const ids = waiting.flatMap(({ ref }) => refId(ref) ?? []);
  const seqs = waiting.flatMap(({ ref }) => (refId(ref) === null && Number(ref) <= upTo ? [{ ref, seq: Number(ref) }] : []));
  const events =
    ids.length === 0
      ? []
      : await tx.execute<{ event_id: string; seq: number }>(sql`
          select event_id, seq from events where session_id = ${session.id} and event_id = ${anyText(ids)} and seq <= ${upTo}`);
  const found = [...seqs, ...events.map((row) => ({ ref: JSON.stringify(row.event_id), seq: row.seq }))];
  if (found.length === 0) return [];
  const rows = await tx.execute<{ segment_id: string }>(sql`
    update evidence e set seq = f.seq from jsonb_to_recordset(${JSON.stringify(found)}::text::jsonb) as f(ref text, seq int), claims c
    where e.session_id = ${session.id} and e.seq is null and e.ref = f.ref and c.id = e.claim_id returning c.segment_id`);
  return [...new Set(rows.map((row) => row.segment_id))];
}

/** Links that named an item before it was there find it: by its id or key in the session, else by its id in the project. */
export async function resolveLinks(tx: Tx, session: Settling): Promise<void> {
  await tx.execute(sql`
    with waiting as (select id, target, kind from links where session_id = ${session.id} and item_id is null),
    found as (
      select w.id, coalesce(
        (select c.item_id from claims c where c.session_id = ${session.id} and c.key = w.target and c.item_id is not null and c.field = ${fieldOfKind} limit 1),
        (select c.item_id from claims c join sessions s on s.id = c.session_id
          where c.item_id = case when w.target ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then w.target::uuid end
            and s.project_id = ${session.projectId} and c.field = ${fieldOfKind} limit 1)) as item_id
      from waiting w)
    update links l set item_id = f.item_id from found f where l.id = f.id and f.item_id is not null`);
}

const fieldOfKind = sql`case w.kind when 'answers' then 'question' when 'picks_up' then 'next_step' else 'decision' end`;
