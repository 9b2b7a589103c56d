import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import type { SessionMarks } from '@/lib/reviews/mark-schema';
import { loadMarks, type Marks, NO_MARKS } from '@/lib/segments/mark-queries';
import { hasCut, readSession } from '@/lib/segments/row-queries';

type MarkedSegment = { id: string; n: number; rev: number; event_count: number } & Marks;

/** The marks of a cut (the newest without `cut`), of the segments that have any; null where there is no such session or cut. */
export async function getMarks(ctx: Context, sid: string, { cut }: { cut?: number } = {}): Promise<SessionMarks | null> {
  const all = await listReviewed(ctx, sid, { cut });
  if (!all) return null;
  const segments = all.segments.filter(({ marks }) => marks.length > 0);
  return { cut: all.cut, segments: segments.map(({ event_count: _, ...segment }) => segment) };
}

/** The segments of a cut (the newest without `cut`) with who reviewed them; null where there is no such session or cut. */
export async function listReviewed(
  ctx: Context,
  sid: string,
  { cut: asked }: { cut?: number | undefined } = {},
): Promise<{ cut: number; segments: MarkedSegment[] } | null> {
  const session = await readSession(ctx, sid);
  if (!session || !(await hasCut(ctx, session, asked))) return null;
  const cut = asked ?? session.currentCut ?? 1;
  const rows = await ctx.db.orm.execute<Omit<MarkedSegment, keyof Marks>>(
    sql`select id, n, rev, event_count from segments where session_id = ${session.id} and cut = ${cut} order by n`,
  );
  const marks = await loadMarks(
    ctx,
    rows.map((row) => row.id),
  );
  return { cut, segments: rows.map((row) => ({ ...row, ...(marks.get(row.id) ?? NO_MARKS) })) };
}
