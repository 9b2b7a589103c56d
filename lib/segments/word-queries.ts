import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { personName } from '@/lib/people/name-queries';
import { anyId } from '@/lib/segments/bulk-commands';
import type { MachinePart } from '@/lib/segments/edit-overlay';
import type { Segment } from '@/lib/segments/schema';
import type { EditField, Flag } from '@/lib/segments/word-schema';

/** What people wrote in a segment's record and called wrong in it. */
export interface Words extends Pick<Segment, 'edits' | 'flags'> {
  /** What the machine last wrote where a person's words stand. */
  machine: Partial<Record<EditField, MachinePart>>;
}

export const NO_WORDS: Words = { edits: {}, flags: [], machine: {} };

/** What people said in the records of segments, by their ids. Nobody's for a share link. */
export async function loadWords(ctx: Context, segmentIds: readonly string[]): Promise<Map<string, Words>> {
  if (segmentIds.length === 0 || ctx.actor.type === 'share') return new Map();
  const words = new Map<string, Words>();
  const of = (id: string) => {
    const entry = words.get(id) ?? { edits: {}, flags: [], machine: {} };
    words.set(id, entry);
    return entry;
  };
  type Edit = { segment_id: string; field: EditField; machine: MachinePart; by: string; at: number };
  const edits = await ctx.db.orm.execute<Edit>(sql`
    select s.id as segment_id, e.field, e.machine, ${personName(ctx, 'p')} as by, (extract(epoch from e.at) * 1000)::float8 as at
    from segments s join edits e on e.span_id = s.span_id and e.ended_at is null join people p on p.id = e.person_id
    where s.id = ${anyId(segmentIds)}`);
  for (const { segment_id, field, machine, by, at } of edits) {
    of(segment_id).edits[field] = { by, at: new Date(at).toISOString() };
    of(segment_id).machine[field] = machine;
  }
  const me = personIdOf(ctx);
  type Row = Omit<Flag, 'at' | 'mine'> & { segment_id: string; at: number; person_id: string };
  const flags = await ctx.db.orm.execute<Row>(sql`
    select s.id as segment_id, f.id, f.field, f.text, f.note, f.person_id, ${personName(ctx, 'p')} as by, (extract(epoch from f.at) * 1000)::float8 as at
    from segments s join flags f on f.span_id = s.span_id and f.ended_at is null join people p on p.id = f.person_id
    where s.id = ${anyId(segmentIds)} order by f.at, f.id`);
  for (const { segment_id, person_id, at, ...flag } of flags)
    of(segment_id).flags.push({ ...flag, at: new Date(at).toISOString(), mine: person_id === me });
  return words;
}
