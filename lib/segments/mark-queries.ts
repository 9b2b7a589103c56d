import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { anyId } from '@/lib/segments/bulk-commands';
import type { Segment, SegmentRow } from '@/lib/segments/schema';

/** Who reviewed a segment: whoever asks, and everybody. */
export type Marks = Pick<Segment, 'mark' | 'marks'>;

export const NO_MARKS: Marks = { mark: null, marks: [] };

/** The marks of segments, by their ids: whatever cut they were made in, the oldest first. Nobody's for a share link. */
export async function loadMarks(ctx: Context, segmentIds: readonly string[]): Promise<Map<string, Marks>> {
  if (segmentIds.length === 0 || ctx.actor.type === 'share') return new Map();
  type Row = { id: string; person_id: string; person: string; rev: number; at: number; current: boolean };
  const rows = await ctx.db.orm.execute<Row>(sql`
    select g.id, m.person_id, p.name as person, m.rev, (extract(epoch from m.at) * 1000)::float8 as at, m.digest is not distinct from r.digest as current
    from segments g join marks m on m.span_id = g.span_id join people p on p.id = m.person_id
    join records r on r.segment_id = g.id and r.rev = g.rev
    where g.id = ${anyId(segmentIds)} order by m.at, m.person_id`);
  const you = personIdOf(ctx);
  const bySegment = new Map<string, Marks>();
  for (const { id, person, person_id, ...row } of rows) {
    const entry = bySegment.get(id) ?? { mark: null, marks: [] };
    const mark = { rev: row.rev, at: new Date(row.at).toISOString(), current: row.current };
    entry.marks.push({ person, person_id, ...mark });
    if (person_id === you) entry.mark = mark;
    bySegment.set(id, entry);
  }
  return bySegment;
}

/** The same for a line, which says only what there is. */
export const marksOfLine = ({ mark, marks }: Marks): Pick<SegmentRow, 'mark' | 'marks'> => ({
  ...(mark && { mark }),
  ...(marks.length > 0 && { marks }),
});
