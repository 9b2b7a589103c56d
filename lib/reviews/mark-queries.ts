import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import type { SessionMarks } from '@/lib/reviews/mark-schema';
import { loadMarks, NO_MARKS } from '@/lib/segments/mark-queries';
import { hasCut, readSession } from '@/lib/segments/row-queries';

/** The marks of a cut (the newest without `cut`), of the segments that have any; null where there is no such session or cut. */
export async function getMarks(ctx: Context, sid: string, { cut: asked }: { cut?: number } = {}): Promise<SessionMarks | null> {
  const session = await readSession(ctx, sid);
  if (!session || !(await hasCut(ctx, session, asked))) return null;
  const cut = asked ?? session.currentCut ?? 1;
  const rows = await ctx.db.orm.execute<{ id: string; n: number; rev: number }>(
    sql`select id, n, rev from segments where session_id = ${session.id} and cut = ${cut} order by n`,
  );
  const marks = await loadMarks(
    ctx,
    rows.map((row) => row.id),
  );
  const segments = rows.map((row) => ({ ...row, ...(marks.get(row.id) ?? NO_MARKS) }));
  return { cut, segments: segments.filter((segment) => segment.marks.length > 0) };
}
