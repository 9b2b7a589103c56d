import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { type Activity, MAIN_THREAD } from '@/lib/events/schema';
import { LIMITS } from '@/lib/limits';
import { rulesOf } from '@/lib/projects/rule-queries';
import { linked } from '@/lib/projects/rule-schema';
import { binned } from '@/lib/segments/activity-bins';
import { findSegment } from '@/lib/segments/cut-queries';
import { countSegments, hasCut, loadRevisions, loadSegments, readSession } from '@/lib/segments/row-queries';
import type { Segment, SegmentDetail, SegmentRow, Timeline } from '@/lib/segments/schema';
import { sessionReferences } from '@/lib/segments/session-references';
import { loadGranularity, loadReferences, loadRows } from '@/lib/segments/timeline-queries';
import { sessionPath } from '@/lib/sessions/slug';

/** Segments of a timeline that are whole; the later ones are lines until they are opened. */
const WHOLE_SEGMENTS = 60;

/** A session's timeline in its newest cut, or in the one asked for; null where there is no such session or cut. */
export async function getTimeline(ctx: Context, sid: string, { cut: asked }: { cut?: number } = {}): Promise<Timeline | null> {
  const session = await readSession(ctx, sid);
  const cut = asked ?? session?.currentCut ?? 1;
  if (!session || !(await hasCut(ctx, session, asked))) return null;
  if (session.currentCut === null) return { cut, granularity: null, of: 0, segments: [], rows: [], references: [] };
  const [granularity, segments, rows, references, rules] = await Promise.all([
    loadGranularity(ctx, session, cut),
    loadSegments(ctx, session, { cut, which: sql`s.n <= ${WHOLE_SEGMENTS}` }),
    loadRows(ctx, session, { cut, after: WHOLE_SEGMENTS }),
    loadReferences(ctx, session, cut),
    rulesOf(ctx, session.project),
  ]);
  const all = linked(sessionReferences(references), rules);
  return { cut, granularity, of: segments.length + rows.length, segments, rows, references: all };
}

/** A page of a cut's segments (the newest cut's without `cut`), from number `after` + 1 on; the cursor is the number of its last one. */
export async function listSegments(
  ctx: Context,
  sid: string,
  { cut: asked, after = 0, limit }: { cut?: number; after?: number; limit: number },
): Promise<{ items: Segment[]; next_cursor: string | null } | null> {
  const session = await readSession(ctx, sid);
  if (!session || !(await hasCut(ctx, session, asked))) return null;
  const cut = asked ?? session.currentCut ?? 1;
  const items = await loadSegments(ctx, session, { cut, which: sql`s.n > ${after} and s.n <= ${after}::bigint + ${limit}` });
  const last = items.at(-1);
  return { items, next_cursor: last && last.n < last.of ? String(last.n) : null };
}

/** All segments of a cut (the newest without `cut`) as lines; null where there is no such session or cut. */
export async function listLines(ctx: Context, sid: string, { cut }: { cut?: number } = {}): Promise<SegmentRow[] | null> {
  const session = await readSession(ctx, sid);
  if (!session || !(await hasCut(ctx, session, cut))) return null;
  return loadRows(ctx, session, { cut: cut ?? session.currentCut ?? 1, after: 0 });
}

/** A segment by its number in the first cut, or in the one asked for, as it is or as an earlier revision said; null where there is none. */
export async function getSegment(
  ctx: Context,
  sid: string,
  n: number,
  { cut = 1, rev }: { cut?: number; rev?: number } = {},
): Promise<SegmentDetail | null> {
  const session = await readSession(ctx, sid);
  if (!session) return null;
  const [segment] = await loadSegments(ctx, session, { cut, which: sql`s.n = ${n}`, rev });
  return segment ? { ...segment, revisions: await loadRevisions(ctx, segment.id) } : null;
}

/** The segment of the newest cut that covers the events of one in an older cut, or most of them, or has its key; null if there is none. */
export async function getSuccessorSegment(ctx: Context, segmentId: string): Promise<Segment | null> {
  const old = await findSegment(ctx, segmentId);
  const session = old && (await readSession(ctx, old.sid));
  if (!old || !session?.currentCut || session.currentCut <= old.cut) return null;
  const [found] = await ctx.db.orm.execute<{ id: string }>(sql`
    select g.id from segments old join segments g on g.session_id = old.session_id and g.cut = ${session.currentCut}
      and (g.span_id = old.span_id or g.key = old.key or g.first_seq <= old.last_seq and g.last_seq >= old.first_seq)
    where old.id = ${segmentId}
    order by g.span_id = old.span_id desc, least(g.last_seq, old.last_seq) - greatest(g.first_seq, old.first_seq) desc nulls last, g.key = old.key desc nulls last, g.n limit 1`);
  if (!found) return null;
  const [segment] = await loadSegments(ctx, session, { cut: session.currentCut, which: sql`s.id = ${found.id}` });
  return segment ?? null;
}

/** What the tape draws of a cut (the newest without `cut`); null where there is no such session or cut. */
export async function getActivity(ctx: Context, sid: string, { cut: asked }: { cut?: number } = {}): Promise<Activity | null> {
  const session = await readSession(ctx, sid);
  if (!session || !(await hasCut(ctx, session, asked))) return null;
  const cut = asked ?? session.currentCut ?? 1;
  const rows = await ctx.db.orm.execute<{
    n: number;
    activity: [number, number, number][];
    started_at: number | null;
    ended_at: number | null;
  }>(sql`
    select n, activity, (extract(epoch from started_at) * 1000)::float8 as started_at, (extract(epoch from ended_at) * 1000)::float8 as ended_at
    from segments where session_id = ${session.id} and cut = ${cut} order by n`);
  const stored = rows.flatMap(({ n, activity }) =>
    activity.map(([bin, events, errors]) => ({ segment: n, bin, events, errors })),
  );
  const tape = binned(stored, LIMITS.activity_bins);
  const ends = tape.bins.map((bin) => Date.parse(bin.at) + tape.bin_seconds * 1000);
  const known = rows.flatMap((row) => [row.started_at ?? [], row.ended_at ?? []].flat());
  const times = [...tape.bins.map((bin) => Date.parse(bin.at)), ...ends, ...known];
  const instant = (pick: (...values: number[]) => number, fallback: Date | null) =>
    new Date(times.length > 0 ? times.reduce((a, b) => pick(a, b)) : (fallback?.getTime() ?? 0)).toISOString();
  return {
    started_at: instant(Math.min, session.startedAt),
    ended_at: instant(Math.max, session.endedAt ?? session.startedAt),
    ...tape,
  };
}

/** The number of the segment that an event belongs to in a cut (the newest without `cut`); null where there is none. */
export async function getSegmentOfEvent(
  ctx: Context,
  sid: string,
  seq: number,
  { cut }: { cut?: number } = {},
): Promise<number | null> {
  const session = await readSession(ctx, sid);
  if (!session) return null;
  const [row] = await ctx.db.orm.execute<{ n: number }>(sql`
    select s.n from events e left join threads t on t.session_id = e.session_id and t.thread = e.thread and e.thread <> ${MAIN_THREAD}
    join segments s on s.session_id = e.session_id and s.cut = ${cut ?? session.currentCut} and s.first_seq <= coalesce(t.anchor_seq, e.seq)
    where e.session_id = ${session.id} and e.seq = ${seq} and e.copied_from is null order by s.first_seq desc limit 1`);
  return row?.n ?? null;
}

/** A session's address and the number of segments in one of its cuts; null where there is no such session. */
export async function countSegmentsOf(
  ctx: Context,
  sid: string,
  { cut }: { cut: number },
): Promise<{ of: number; url: string } | null> {
  const session = await readSession(ctx, sid);
  if (!session) return null;
  return { of: await countSegments(ctx, session, cut), url: sessionPath(session.project, session.title, sid) };
}

/** Whether a segment of this id is of a session that the actor may see. */
export const isSegmentInScope = async (ctx: Context, id: string): Promise<boolean> => (await findSegment(ctx, id)) !== null;
