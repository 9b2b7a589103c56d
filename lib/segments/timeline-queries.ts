import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import type { Granularity } from '@/lib/segmenter/boundaries/select';
import { instant, isOpen, statusOf } from '@/lib/segments/assemble';
import { referencesOfStored, type StoredFacts } from '@/lib/segments/computed';
import { loadMarks, marksOfLine, NO_MARKS } from '@/lib/segments/mark-queries';
import { type ReadSession, timesOf } from '@/lib/segments/row-queries';
import type { Reference, SegmentRow } from '@/lib/segments/schema';
import { isTakenUp } from '@/lib/sessions/item-queries';
import { segmentPath } from '@/lib/sessions/slug';

const OUTCOME_CHARS = 300;

/** How finely a cut divides its session; null for an agent's. */
export async function loadGranularity(ctx: Context, session: ReadSession, cut: number): Promise<Granularity | null> {
  const [row] = await ctx.db.orm.execute<{ granularity: Granularity | null }>(sql`
    select case when origin = 'heuristic' then coalesce(granularity, 'normal') end as granularity
    from cuts where session_id = ${session.id} and n = ${cut}`);
  return row?.granularity ?? null;
}

/** Segments after the `after`th as lines. */
export async function loadRows(
  ctx: Context,
  session: ReadSession,
  { cut, after }: { cut: number; after: number },
): Promise<SegmentRow[]> {
  type Row = Pick<SegmentRow, 'id' | 'n' | 'rev' | 'title' | 'outcome' | 'status' | 'event_count' | 'is_open'> & {
    cut: number;
    origin: string;
    started_at: number | null;
    ended_at: number | null;
    asks: boolean;
    waits: boolean;
    contradicted: boolean;
    comments: number;
  };
  const rows = await ctx.db.orm.execute<Row>(sql`
    select s.id, s.n, s.rev, s.cut, r.title, r.origin, r.status, left(r.outcome, ${OUTCOME_CHARS}) as outcome, s.event_count, s.is_open,
      ${timesOf(session)},
      ${leavesOpen(sql`c.field = 'question'`)} as asks, ${leavesOpen(sql`c.field = 'next_step' and c.party = 'person'`)} as waits,
      exists (select 1 from claims c where c.segment_id = s.id and c.rev = s.rev and c.verdict->>'is' = 'contradicted') as contradicted,
      (select count(*)::int from comments m where m.span_id = s.span_id and m.deleted_at is null) as comments
    from segments s join records r on r.segment_id = s.id and r.rev = s.rev
    where s.session_id = ${session.id} and s.cut = ${cut} and s.n > ${after} order by s.n`);
  const marks = await loadMarks(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map(({ cut: own, origin, asks, waits, contradicted, comments, ...row }) => ({
    ...row,
    ...marksOfLine(marks.get(row.id) ?? NO_MARKS),
    ...(asks && { asks }),
    ...(waits && { waits }),
    ...(contradicted && { contradicted }),
    ...(comments > 0 && { comments }),
    status: statusOf({ origin, status: row.status }, session),
    started_at: instant(row.started_at),
    ended_at: instant(row.ended_at),
    is_open: isOpen({ is_open: row.is_open, cut: own }, session),
    url: segmentPath(session, row.n, own),
  }));
}

/** Whether a segment `s` has such a claim that no later one takes up. */
const leavesOpen = (which: SQL): SQL => sql`exists (
  select 1 from claims c where c.segment_id = s.id and c.rev = s.rev and ${which}
    and not ${isTakenUp})`;

/** The references of each segment of a cut. */
export async function loadReferences(
  ctx: Context,
  session: ReadSession,
  cut: number,
): Promise<{ n: number; references: Reference[] }[]> {
  type Row = { n: number } & Pick<StoredFacts, 'mentioned' | 'commits' | 'pull_requests'> & { seen: Reference[] | null };
  const rows = await ctx.db.orm.execute<Row>(sql`
    select n, facts->'mentioned' as mentioned, facts->'references' as seen, facts->'commits' as commits, facts->'pull_requests' as pull_requests
    from segments where session_id = ${session.id} and cut = ${cut} order by n`);
  return rows.map(({ n, seen, ...facts }) => ({ n, references: referencesOfStored({ ...facts, references: seen ?? [] }) }));
}
