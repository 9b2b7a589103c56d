import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { personName } from '@/lib/people/name-queries';
import { rulesOf } from '@/lib/projects/rule-queries';
import { linked } from '@/lib/projects/rule-schema';
import { type SegmentRecordRow, type SessionOfSegment, segmentOf } from '@/lib/segments/assemble';
import type { ClaimRow } from '@/lib/segments/claims';
import type { Fates } from '@/lib/segments/items';
import { loadMarks, NO_MARKS } from '@/lib/segments/mark-queries';
import { loadResolutions } from '@/lib/segments/resolution-queries';
import type { Segment, SegmentDetail } from '@/lib/segments/schema';
import { loadLinks, loadMayAnswer, type Reading } from '@/lib/segments/thread-queries';
import { loadWords, NO_WORDS } from '@/lib/segments/word-queries';
import { findSession } from '@/lib/sessions/queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { isEnded, sessionStatus } from '@/lib/sessions/status';
import { hasRecordedCost } from '@/lib/sessions/usage';

/** The session whose segments are read. */
export interface ReadSession extends SessionOfSegment {
  id: string;
  segmentCount: number;
  startedAt: Date | null;
  isUndated: boolean;
  endedAt: Date | null;
}

/** The session of a sid, if the actor may see it. */
export async function readSession(ctx: Context, sid: string): Promise<ReadSession | null> {
  const row = await findSession(ctx, sid);
  if (!row) return null;
  const { id, project, model, currentCut, segmentCount, startedAt, endedAt } = row;
  return {
    id,
    sid,
    project,
    title: row.title ?? UNTITLED,
    status: sessionStatus(row, new Date()),
    isEnded: isEnded(row),
    currentCut,
    model,
    isCostRecorded: hasRecordedCost(row.usage),
    segmentCount,
    startedAt,
    isUndated: row.isUndated,
    endedAt,
  };
}

/** How many segments a cut has; their numbers have no gaps. */
export async function countSegments(ctx: Context, session: ReadSession, cut: number): Promise<number> {
  if (cut === session.currentCut) return session.segmentCount;
  const [row] = await ctx.db.orm.execute<{ n: number }>(sql`
    select coalesce(max(n), 0)::int as n from segments where session_id = ${session.id} and cut = ${cut}`);
  return row?.n ?? 0;
}

/** Segments of a cut in order, whole; `which` narrows by columns of `s`. The same number of statements, whatever their number. */
export async function loadSegments(
  ctx: Context,
  session: ReadSession,
  { cut, which, rev }: { cut: number; which: SQL; rev?: number },
): Promise<Segment[]> {
  const wanted = rev === undefined ? sql`s.rev` : sql`${rev}::int`;
  const rows = await ctx.db.orm.execute<SegmentRecordRow & Record<string, unknown>>(sql`
    select s.id, s.cut, s.n, s.key, s.is_open, s.first_seq, s.last_seq, s.event_count, s.facts,
      ${timesOf(session)},
      r.rev, (extract(epoch from r.created_at) * 1000)::float8 as written_at, r.origin, r.title, r.status, r.verification, r.ask, r.summary, r.outcome,
      (select count(*)::int from comments m where m.span_id = s.span_id and m.deleted_at is null) as comment_count
    from segments s join records r on r.segment_id = s.id and r.rev = ${wanted}
    where s.session_id = ${session.id} and s.cut = ${cut} and ${which} order by s.n`);
  if (rows.length === 0) return [];
  const claims = await loadClaims(ctx, rows);
  const items = [...claims.values()].flat().flatMap((claim) => claim.item_id ?? []);
  const fates = await loadFates(ctx, { id: session.id, cut }, items);
  const of = await countSegments(ctx, session, cut);
  const mayAnswer = await loadMayAnswer(ctx, session, rows);
  const ids = rows.map((row) => row.id);
  const marks = await loadMarks(ctx, ids);
  const words = await loadWords(ctx, rev === undefined ? ids : []);
  const rules = await rulesOf(ctx, session.project);
  const segments = rows.map((row) =>
    segmentOf(row, session, {
      ...{ of, fates },
      claims: claims.get(row.id) ?? [],
      mayAnswer: mayAnswer.get(row.id) ?? [],
      marks: marks.get(row.id) ?? NO_MARKS,
      words: words.get(row.id) ?? NO_WORDS,
    }),
  );
  return segments.map((segment) => ({ ...segment, references: linked(segment.references, rules) }));
}

/** When segments `s` began and ended; null where that is the moment of their file. */
export const timesOf = ({ isUndated }: ReadSession): SQL => {
  const known = sql`(${!isUndated} or s.first_seq is null)`;
  return sql`case when ${known} then (extract(epoch from s.started_at) * 1000)::float8 end as started_at,
    case when ${known} then (extract(epoch from s.ended_at) * 1000)::float8 end as ended_at`;
};

/** What became of items; `reading` is null where those of many sessions are read. */
export async function loadFates(ctx: Context, reading: Reading | null, items: readonly string[]): Promise<Fates> {
  const [resolutions, links] = await Promise.all([loadResolutions(ctx, reading, items), loadLinks(ctx, reading, items)]);
  return { resolutions, links };
}

/** What a `ClaimRow` is read from, of claims `c`. */
export const CLAIM_COLUMNS = sql`c.segment_id, c.field, c.item_id, c.key, c.text, c.party, c.verdict,
  (select r.origin from records r where r.segment_id = c.segment_id and r.rev = c.rev) as origin,
  (select jsonb_agg(jsonb_build_array(e.seq, e.basis)) from evidence e where e.claim_id = c.id and e.seq is not null) as evidence`;

async function loadClaims(ctx: Context, rows: readonly { id: string; rev: number }[]): Promise<Map<string, ClaimRow[]>> {
  const wanted = JSON.stringify(rows.map(({ id, rev }) => ({ id, rev })));
  const claims = await ctx.db.orm.execute<ClaimRow & Record<string, unknown>>(sql`
    select ${CLAIM_COLUMNS}
    from jsonb_to_recordset(${wanted}::text::jsonb) as w(id uuid, rev int) join claims c on c.segment_id = w.id and c.rev = w.rev
    order by c.segment_id, c.field, c.position`);
  const bySegment = new Map<string, ClaimRow[]>();
  for (const claim of claims) bySegment.set(claim.segment_id, [...(bySegment.get(claim.segment_id) ?? []), claim]);
  return bySegment;
}

/** False for a cut that a session does not have; asked for none, any session will do. */
export async function hasCut(
  ctx: Context,
  session: { id: string; currentCut: number | null },
  cut: number | undefined,
): Promise<boolean> {
  if (cut === undefined || cut === session.currentCut) return true;
  const [row] = await ctx.db.orm.execute(sql`select 1 from cuts where session_id = ${session.id} and n = ${cut}`);
  return row !== undefined;
}

/** The revisions of a segment's record, the newest last. */
export async function loadRevisions(ctx: Context, segmentId: string): Promise<SegmentDetail['revisions']> {
  const rows = await ctx.db.orm.execute<{ rev: number; origin: Segment['origin']; at: number; by: string | null }>(sql`
    select r.rev, r.origin, (extract(epoch from r.created_at) * 1000)::float8 as at, case when p.id is not null then ${personName(ctx, 'p')} end as by
    from records r left join people p on p.id = r.made_by where r.segment_id = ${segmentId} order by r.rev`);
  const isShared = ctx.actor.type === 'share';
  return rows.map(({ at, by, ...row }) => ({ ...row, at: new Date(at).toISOString(), by: isShared ? null : by }));
}
