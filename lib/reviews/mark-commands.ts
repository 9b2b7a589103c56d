import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import { reviewerOf } from '@/lib/auth/person-of';
import { AppError, type RejectionCode } from '@/lib/errors';
import type { Rejection } from '@/lib/events/schema';
import type { MarksInput, MarksPatch, MarksResult } from '@/lib/reviews/mark-schema';
import { valuesOf } from '@/lib/segments/bulk-commands';
import { findSegment } from '@/lib/segments/cut-queries';
import { loadMarks } from '@/lib/segments/mark-queries';
import { hasCut, readSession } from '@/lib/segments/row-queries';
import type { Mark } from '@/lib/segments/schema';
import { storableInstant } from '@/lib/storable';

/**
 * Marks a segment as reviewed in the revision that was read: in every cut that has the same events. The same again changes nothing.
 * Throws `not_found`; `conflict` with the current revision where that is a later one; `not_possible` where there is no such revision yet.
 */
export async function markSegment(ctx: Context, id: string, rev: number): Promise<Mark> {
  const segment = await findSegment(ctx, id);
  if (!segment) throw noSegment();
  const person = reviewerOf(ctx);
  const [result] = await putMarks(ctx.db.orm, { sessionId: segment.sessionId, person }, [{ id, rev }]);
  if (!result) throw noSegment();
  if (result.rev < rev) throw new AppError('not_possible', `There is no revision ${rev} yet: the current one is ${result.rev}`);
  if (result.rev > rev) throw new AppError('conflict', staleText(rev, result.rev), { extra: { current_rev: result.rev } });
  const mark = (await loadMarks(ctx, [id])).get(id)?.mark;
  if (!mark) throw noSegment();
  return mark;
}

/** Takes the mark of whoever asks back, in every cut that has the same events; none is as well. Throws `not_found`. */
export async function unmarkSegment(ctx: Context, id: string): Promise<void> {
  const segment = await findSegment(ctx, id);
  if (!segment) throw noSegment();
  await dropMarks(ctx.db.orm, { sessionId: segment.sessionId, person: reviewerOf(ctx) }, [id]);
}

/** Marks the segments of a cut up to a number, or all, as they are now. Says which were not marked so before. Throws `not_found`. */
export async function markSegments(ctx: Context, sid: string, input: MarksInput): Promise<MarksResult> {
  const session = await readSession(ctx, sid);
  if (!session || !(await hasCut(ctx, session, input.cut))) throw new AppError('not_found', 'The session or cut was not found');
  const who = { sessionId: session.id, person: reviewerOf(ctx) };
  const upTo = 'up_to' in input ? sql`g.n <= ${input.up_to}` : sql`true`;
  const wanted = await ctx.db.orm.execute<{ id: string; rev: number }>(sql`
    select g.id, g.rev from segments g
    where g.session_id = ${session.id} and g.cut = ${input.cut ?? session.currentCut ?? 1} and ${upTo}`);
  const results = await putMarks(ctx.db.orm, who, wanted);
  return { marked: newOf(results), unmarked: [], rejected: [] };
}

/** Marks and unmarks segments of a session, each judged by itself. Throws `not_found` for the session. */
export async function changeMarks(ctx: Context, sid: string, { marks: items }: MarksPatch): Promise<MarksResult> {
  const session = await readSession(ctx, sid);
  if (!session) throw new AppError('not_found', 'The session was not found');
  const who = { sessionId: session.id, person: reviewerOf(ctx) };
  const named = items.map(({ segment, ...item }) => ({ ...item, id: UUID.test(segment) ? segment.toLowerCase() : '' }));
  const wanted = named.flatMap(({ id, rev, at }) =>
    id && rev !== null ? [{ id, rev, at: at ? storableInstant(at) : null }] : [],
  );
  const unwanted = named.flatMap(({ id, rev }) => (id && rev === null ? [id] : []));
  const [dropped, put] = await ctx.db.orm.transaction(async (tx) => [
    await dropMarks(tx, who, unwanted),
    await putMarks(tx, who, wanted),
  ]);
  const known = new Map([...dropped, ...put].map((each) => [each.id, each.rev]));
  const back = new Set(put.flatMap(({ id, wanted, isPast }) => (isPast ? [`${id} ${wanted}`] : [])));
  return {
    marked: newOf(put),
    unmarked: dropped.filter(({ isNew }) => isNew).map(({ id, n }) => ({ id, n })),
    rejected: named.flatMap(({ id, rev }, index) =>
      back.has(`${id} ${rev}`) ? [] : refusal({ index, rev, current: known.get(id) ?? null }, items[index]?.segment),
    ),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Who {
  sessionId: string;
  person: string;
}

interface Result extends Record<string, unknown> {
  id: string;
  n: number;
  /** The current revision. */
  rev: number;
  /** This changed something. */
  isNew: boolean;
}

interface Put extends Result {
  wanted: number;
  /** An earlier revision, of which a mark was put back. */
  isPast: boolean;
  /** The mark that it had, of an earlier revision. */
  wasRev: number | null;
  wasAt: number | null;
}

const newOf = (results: readonly Put[]) =>
  results
    .filter(({ isNew, isPast }) => isNew && !isPast)
    .map(({ id, n, rev, wasRev, wasAt }) => ({
      ...{ id, n, rev },
      was: wasRev === null ? null : { rev: wasRev, at: new Date(wasAt ?? 0).toISOString() },
    }));

/**
 * Marks those of the segments whose current revision is the wanted one, or for which a mark of an earlier one is put back (`at`); says of each that there is
 * what is current. In one statement: nothing changes in between.
 */
const putMarks = async (
  tx: Tx | Context['db']['orm'],
  { sessionId, person }: Who,
  wanted: readonly { id: string; rev: number; at?: Date | null }[],
) =>
  wanted.length === 0
    ? []
    : tx.execute<Put>(sql`
    with w as (
      select distinct on (g.span_id, v.id) g.id, g.n, g.rev, g.span_id, v.rev as wanted, least(v.at, now()) as at, past.rev is not null as "isPast",
        case when past.rev is null then r.digest else past.digest end as digest
      from ${valuesOf(wanted, sql`id uuid, rev int, at timestamptz`)} join segments g on g.id = v.id and g.session_id = ${sessionId}
      join records r on r.segment_id = g.id and r.rev = g.rev
      left join lateral (
        select o.rev, o.digest from segments s join records o on o.segment_id = s.id and o.rev = v.rev
        where s.span_id = g.span_id and v.at is not null and v.rev <> g.rev order by s.id = g.id desc, s.cut desc limit 1) past on true
      order by g.span_id, v.id, v.rev = g.rev desc),
    put as (
      insert into marks as m (session_id, span_id, person_id, rev, digest, at)
      select distinct on (span_id) ${sessionId}::uuid, span_id, ${person}::uuid, wanted, digest, coalesce(at, now()) from w
      where rev = wanted or "isPast" order by span_id, rev = wanted desc
      on conflict (span_id, person_id) do update set rev = excluded.rev, digest = excluded.digest, at = excluded.at
      where m.digest is distinct from excluded.digest
      returning span_id)
    select w.id, w.n, w.rev, w.wanted, w."isPast", put.span_id is not null as "isNew", b.rev as "wasRev", (extract(epoch from b.at) * 1000)::float8 as "wasAt"
    from w left join put on put.span_id = w.span_id left join marks b on b.span_id = w.span_id and b.person_id = ${person} order by w.n`);

const dropMarks = async (tx: Tx | Context['db']['orm'], { sessionId, person }: Who, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : tx.execute<Result>(sql`
    with w as (select g.id, g.n, g.rev, g.span_id from ${valuesOf(
      ids.map((id) => ({ id })),
      sql`id uuid`,
    )} join segments g on g.id = v.id and g.session_id = ${sessionId}),
    dropped as (delete from marks m using w where m.span_id = w.span_id and m.person_id = ${person} returning m.span_id)
    select w.id, w.n, w.rev, dropped.span_id is not null as "isNew" from w left join dropped on dropped.span_id = w.span_id order by w.n`);

const noSegment = () => new AppError('not_found', 'The segment was not found');
const staleText = (rev: number, current: number) => `Revision ${rev} was written anew: the current one is ${current}`;

/** Why an item was refused, if it was. */
function refusal({ index, rev, current }: { index: number; rev: number | null; current: number | null }, id = ''): Rejection[] {
  const because = (code: RejectionCode, message: string): Rejection[] => [{ index, id, code, message, path: `marks[${index}]` }];
  if (current === null) return because('unknown_segment', 'This session has no such segment');
  if (rev === null || rev === current) return [];
  return because(
    'stale_rev',
    rev < current ? staleText(rev, current) : `There is no revision ${rev} yet: the current one is ${current}`,
  );
}
