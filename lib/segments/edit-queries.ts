import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { anyId } from '@/lib/segments/bulk-commands';
import type { StandingEdit } from '@/lib/segments/edit-overlay';

/** What persons wrote in fields of segments and still stands, by the segments' ids: of whatever cut the segment was when they did. */
export async function loadStanding(tx: Tx, segmentIds: readonly string[]): Promise<Map<string, StandingEdit[]>> {
  if (segmentIds.length === 0) return new Map();
  const rows = await tx.execute<StandingEdit & { segmentId: string } & Record<string, unknown>>(sql`
    select s.id as "segmentId", e.id, e.field, e.value, e.machine, e.person_id as "personId"
    from segments s join edits e on e.span_id = s.span_id and e.ended_at is null where s.id = ${anyId(segmentIds)} order by e.at, e.id`);
  const standing = new Map<string, StandingEdit[]>();
  for (const { segmentId, ...edit } of rows) standing.set(segmentId, [...(standing.get(segmentId) ?? []), edit]);
  return standing;
}

/** Whether people said anything of segments of a cut: then the cut is to stay. */
export async function hasWords(tx: Tx, sessionId: string, cut: number): Promise<boolean> {
  const [row] = await tx.execute(sql`
    select 1 from segments s where s.session_id = ${sessionId} and s.cut = ${cut} and (
      exists (select 1 from comments c where c.span_id = s.span_id and c.deleted_at is null)
      or exists (select 1 from edits e where e.span_id = s.span_id and e.ended_at is null)
      or exists (select 1 from flags f where f.span_id = s.span_id and f.ended_at is null)
      or exists (select 1 from marks m where m.span_id = s.span_id))`);
  return row !== undefined;
}
