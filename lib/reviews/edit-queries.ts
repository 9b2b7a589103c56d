import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import { personName } from '@/lib/people/name-queries';
import type { Edit, EditWords } from '@/lib/reviews/edit-schema';
import { findSegment } from '@/lib/segments/cut-queries';
import type { EditValue, MachinePart } from '@/lib/segments/edit-overlay';
import type { EditField } from '@/lib/segments/word-schema';

/** What persons wrote in the fields of a segment, the newest first; null where there is no such segment. */
export async function listEdits(ctx: Context, segmentId: string): Promise<Edit[] | null> {
  const segment = await findSegment(ctx, segmentId);
  if (!segment) return null;
  if (ctx.actor.type === 'share') return [];
  type Row = { id: string; field: EditField; value: EditValue; machine: MachinePart; by: string; at: number } & {
    ended_at: number | null;
    ended_by: string | null;
  };
  const rows = await ctx.db.orm.execute<Row>(sql`
    select e.id, e.field, e.value, e.machine, ${personName(ctx, 'p')} as by, (extract(epoch from e.at) * 1000)::float8 as at,
      (extract(epoch from e.ended_at) * 1000)::float8 as ended_at, case when q.id is not null then ${personName(ctx, 'q')} end as ended_by
    from edits e join people p on p.id = e.person_id left join people q on q.id = e.ended_by
    where e.span_id = ${segment.spanId} order by e.at desc, e.id desc limit ${LIMITS.page_items}`);
  return rows.map(({ value, machine, at, ended_at, ...row }) => ({
    ...row,
    value: wordsOf(row.field, value),
    machine: machineWords(row.field, machine),
    at: new Date(at).toISOString(),
    ended_at: ended_at === null ? null : new Date(ended_at).toISOString(),
  }));
}

/** What the items of a list are in the table of claims. */
const ITEMS: Partial<Record<EditField, string>> = {
  next_steps: 'next_step',
  key_decisions: 'decision',
  open_questions: 'question',
};

/** A value as it crosses the wire. */
export function wordsOf(field: EditField, value: EditValue): EditWords {
  return Array.isArray(value) ? value.map(({ id, text, party }) => ({ id, text, ...partyOf(field, party) })) : value;
}

const machineWords = (field: EditField, { value, claims }: MachinePart): EditWords =>
  ITEMS[field] ? claims.map(({ itemId, text, party }) => ({ id: itemId ?? null, text, ...partyOf(field, party) })) : value;

function partyOf(field: EditField, party: 'agent' | 'person' | null) {
  if (field === 'open_questions') return {};
  return field === 'next_steps' ? { owner: party ?? 'agent' } : { by: party ?? 'agent' };
}

/** The ids of the items that a list of a segment's record has or had. */
export async function knownItems(tx: Tx, segmentId: string, field: EditField): Promise<Set<string>> {
  const rows = await tx.execute<{ item_id: string }>(sql`
    select distinct item_id from claims where segment_id = ${segmentId} and field = ${ITEMS[field] ?? ''} and item_id is not null`);
  return new Set(rows.map((row) => row.item_id));
}

/** Whether a field says in a segment's current revision what it said in an earlier one. */
export async function saysSame(
  tx: Tx,
  { segmentId, field, rev }: { segmentId: string; field: EditField; rev: number },
): Promise<boolean> {
  const of = ITEMS[field];
  const said = of
    ? sql`(select jsonb_agg(jsonb_build_array(c.item_id, c.text, c.party) order by c.position) from claims c
        where c.segment_id = r.segment_id and c.rev = r.rev and c.field = ${of})`
    : sql`to_jsonb(r.${sql.identifier(field)})`;
  const rows = await tx.execute<{ said: unknown }>(sql`
    select ${said} as said from segments s join records r on r.segment_id = s.id and r.rev in (s.rev, ${rev}) where s.id = ${segmentId}`);
  return rows.every((row) => JSON.stringify(row.said) === JSON.stringify(rows[0]?.said));
}
