import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import { loadProduced } from '@/lib/segments/produced-queries';
import { loadResolutions } from '@/lib/segments/resolution-queries';
import { CLAIM_COLUMNS, hasCut, type ReadSession, readSession } from '@/lib/segments/row-queries';
import { type AskRow, type ItemRow, type OutcomeRow, type SegmentHead, sessionRecordOf } from '@/lib/segments/session-record';
import type { SessionRecord } from '@/lib/segments/session-record-schema';
import { countsIn, tellingFirst } from '@/lib/sessions/item-queries';
import { getKin, type Kin } from '@/lib/sessions/lineage-queries';
import { getSession } from '@/lib/sessions/queries';
import { inScope } from '@/lib/sessions/scope-queries';

export interface SessionRecordOptions {
  /** Without it the newest. */
  cut?: number;
  /** With what predecessors leave open and have decided, and what waits for a person in workers. */
  withKin?: boolean;
}

/** What a whole session comes to, in its newest cut or in the one asked for; null where there is no such session or cut. */
export async function getSessionRecord(
  ctx: Context,
  sid: string,
  { cut: asked, withKin = false }: SessionRecordOptions = {},
): Promise<SessionRecord | null> {
  const [session, described] = await Promise.all([readSession(ctx, sid), getSession(ctx, sid)]);
  if (!session || !described || !(await hasCut(ctx, session, asked))) return null;
  const cut = asked ?? session.currentCut ?? 1;
  const kin = await getKin(ctx, session.id);
  const [heads, asks, outcome, items, produced] = await Promise.all([
    loadHeads(ctx, session, cut),
    loadAsks(ctx, session, cut),
    loadOutcome(ctx, session, cut),
    loadItems(ctx, [{ id: session.id, cut, rank: 0, is_worker: false }, ...(withKin ? scopesOf(kin) : [])]),
    loadProduced(ctx, session, cut),
  ]);
  const predecessors = kin.predecessors.map(({ pointer }) => pointer);
  const told = items.filter(({ list }) => list === 'answered' || list === 'superseded').flatMap(({ item_id }) => item_id ?? []);
  const words = await loadResolutions(ctx, { id: session.id, cut }, told);
  return sessionRecordOf({
    ...{ session, described, cut, predecessors },
    ...{ ...heads, asks, outcome, items, words, produced },
  });
}

/** A cut whose items are read: the session's own, then by distance. */
interface Scope {
  id: string;
  cut: number;
  rank: number;
  is_worker: boolean;
}

const scopesOf = ({ predecessors, workers }: { predecessors: Kin[]; workers: Kin[] }): Scope[] => {
  const isCut = (kin: Kin): kin is Kin & { cut: number } => kin.cut !== null;
  const known = new Set(predecessors.map(({ id }) => id));
  return [
    ...predecessors.filter(isCut).map(({ id, cut }, i) => ({ id, cut, rank: i + 1, is_worker: false })),
    ...workers
      .filter((worker) => !known.has(worker.id))
      .filter(isCut)
      .map(({ id, cut }, i) => ({ id, cut, rank: 100 + i, is_worker: true })),
  ];
};

async function loadHeads(ctx: Context, session: ReadSession, cut: number) {
  const [row] = await ctx.db.orm.execute<{ of: number; origins: string[] | null; latest: SegmentHead | null }>(sql`
    select count(*)::int as of, array_agg(distinct r.origin order by r.origin) as origins,
      (array_agg(jsonb_build_object('n', s.n, 'title', r.title, 'status', r.status, 'origin', r.origin) order by s.n desc))[1] as latest
    from segments s join records r on r.segment_id = s.id and r.rev = s.rev where s.session_id = ${session.id} and s.cut = ${cut}`);
  return { of: row?.of ?? 0, origins: row?.origins ?? [], latest: row?.latest ?? null };
}

async function loadAsks(ctx: Context, session: ReadSession, cut: number): Promise<AskRow[]> {
  const at = (order: 'asc' | 'desc') => sql`(
    select s.n, r.ask as text from segments s join records r on r.segment_id = s.id and r.rev = s.rev
    where s.session_id = ${session.id} and s.cut = ${cut} and r.ask is not null order by s.n ${sql.raw(order)} limit 1)`;
  return await ctx.db.orm.execute<AskRow & Record<string, unknown>>(sql`${at('asc')} union all ${at('desc')}`);
}

/** The last outcome; the open segment's is not one yet. */
async function loadOutcome(ctx: Context, session: ReadSession, cut: number): Promise<OutcomeRow | null> {
  const [row] = await ctx.db.orm.execute<OutcomeRow & Record<string, unknown>>(sql`
    select s.n, r.title, r.status, r.origin, r.verification, r.outcome, (
      select jsonb_agg(jsonb_build_array(e.seq, e.basis)) from claims c join evidence e on e.claim_id = c.id and e.seq is not null
      where c.segment_id = s.id and c.rev = s.rev and c.field = 'outcome') as evidence, (
      select c.verdict from claims c
      where c.segment_id = s.id and c.rev = s.rev and c.field = 'outcome' and c.verdict->>'is' in ('contradicted', 'unfounded')
      order by c.verdict->>'is', c.position limit 1) as verdict
    from segments s join records r on r.segment_id = s.id and r.rev = s.rev
    where s.session_id = ${session.id} and s.cut = ${cut} and r.outcome is not null and not (s.is_open and r.status = 'in_progress')
    order by s.n desc limit 1`);
  return row ?? null;
}

/** Whether a segment `g` is of the cut of a scope `w`. */
const IS_OF_SCOPE = sql`(g.session_id = w.id and g.cut = w.cut)`;

/**
 * What is open, what waits for a person, what was decided: the first of each list, with how many there are. What a later segment took up, or somebody's word settles, is not open.
 * A person is waited for by their own steps, and by a question at which a session stands still; one that was carried on stands still no longer.
 */
async function loadItems(ctx: Context, scopes: readonly Scope[]): Promise<ItemRow[]> {
  return await ctx.db.orm.execute<ItemRow & Record<string, unknown>>(sql`
    with scope as (
      select w.*, (select max(n) from segments g where g.session_id = w.id and g.cut = w.cut) as last_n
      from jsonb_to_recordset(${JSON.stringify(scopes)}::text::jsonb) as w(id uuid, cut int, rank int, is_worker bool)),
    found as (
      select c.id as claim_id, w.id as session_id, w.rank, s.n, s.cut, c.party, c.position, link.segment_id as to_segment,
        case
          when c.field = 'decision' then case when w.is_worker then null when word.how is not null or not link.is_suggestion then 'superseded' else 'in_force' end
          when word.how is not null then case when c.field = 'question' and word.how in ('answered', 'segment') and not w.is_worker then 'answered' end
          when not link.is_suggestion then null
          when c.field = 'next_step' and c.party = 'person' then 'waits'
          when c.field = 'question' and r.status = 'blocked' and s.n = w.last_n and (w.rank = 0 or w.is_worker) then 'waits'
          when not w.is_worker then c.field end as list
      from scope w join segments s on s.session_id = w.id and s.cut = w.cut join records r on r.segment_id = s.id and r.rev = s.rev
      join claims c on c.segment_id = s.id and c.rev = s.rev and c.field in ('decision', 'next_step', 'question')
      left join lateral (
        select l.segment_id, l.is_suggestion from links l join segments g on g.id = l.segment_id join sessions s on s.id = g.session_id
        where l.item_id = c.item_id and ${countsIn(IS_OF_SCOPE)} order by ${tellingFirst(IS_OF_SCOPE)} limit 1) link on true
      left join lateral (
        select r.how from resolutions r where r.item_id = c.item_id and r.ended_at is null order by r.at desc, r.id desc limit 1) word on true),
    placed as (
      select *, count(*) over (partition by list)::int as total, row_number() over (
        partition by list order by (list = 'in_force' and party = 'person') desc, rank, n desc, position) as place
      from found where list is not null)
    select p.list, p.total, p.n, p.cut, x.sid, x.title, ${CLAIM_COLUMNS},
      t.sid as to_sid, t.title as to_title, g.n as to_n, g.cut as to_cut
    from placed p join claims c on c.id = p.claim_id join sessions x on x.id = p.session_id
    left join segments g on g.id = p.to_segment left join sessions t on t.id = g.session_id and ${inScope(ctx, 't')}
    where p.place <= ${LIMITS.record_items} order by p.list, p.place`);
}
