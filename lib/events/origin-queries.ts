import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { isTelling } from '@/lib/formats/words';

/** A session that shares events with others: one of them told them first. */
export interface Sharer {
  id: string;
  sid: string;
  externalId: string;
  /** The sessions that it says it comes from. */
  names: string[];
}

/** More sessions than this are not held against each other. */
const MAX_SHARERS = 50;

/** An id that is unique in the world tells a copy by itself; a line's number is the same in every file. */
const isWorldwide = sql`x.event_id ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'`;
/** Short ids may meet by chance: they tell a copy where one session names the other and the lines are the same. */
const isSameLine = sql`x.content_hash = y.content_hash and x.event_id !~ '(^|:)L[0-9]'`;

const NAMES = sql`array_remove(array[coalesce(s.sent->>'predecessor', s.derived->>'predecessor'), coalesce(s.sent->>'parent', s.derived->>'parent')], null)`;

/** Whether a session's events from one on may change what is a copy: they are shared, or are the first that come after what is shared. */
export async function isNewsForCopies(tx: Tx, sessionId: string, from: number): Promise<boolean> {
  if (from <= 1 || (await othersOf(tx, sessionId, from)).length > 0) return true;
  const [row] = await tx.execute<{ seq: number }>(sql`
    select e.seq from sessions s join events e on e.session_id = s.id and e.thread = 'main' and not e.is_noise
    where s.id = ${sessionId} and s.derived ? 'copies' and e.seq < ${from} order by e.seq desc limit 1`);
  return row !== undefined && (await othersOf(tx, sessionId, row.seq)).length > 0;
}

/** A session and those of its project that have the same events as it, and as these, in order of their names. */
export async function loadSharers(tx: Tx, sessionId: string): Promise<Sharer[]> {
  const found = new Set([sessionId]);
  for (const id of found) for (const other of await othersOf(tx, id, 1)) if (found.size < MAX_SHARERS) found.add(other);
  const rows = await tx.execute<Sharer & Record<string, unknown>>(sql`
    select s.id, s.sid, s.external_id as "externalId", ${NAMES} as names from sessions s
    where s.id in ${[...found]} order by s.external_id collate "C"`);
  return [...rows];
}

async function othersOf(tx: Tx, sessionId: string, from: number): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with me as (select s.id, s.project_id, s.external_id, ${NAMES} as names from sessions s where s.id = ${sessionId}),
      named as (
        select s.id from me join sessions s on s.project_id = me.project_id and s.id <> me.id and (s.external_id = any(me.names)
          or s.parent_external_id = me.external_id or s.predecessor_external_id = me.external_id))
    select distinct s.id from me join events x on x.session_id = me.id and x.seq >= ${from} and ${isWorldwide}
      join events y on y.event_id = x.event_id and y.session_id <> x.session_id join sessions s on s.id = y.session_id and s.project_id = me.project_id
    union
    select n.id from named n join events y on y.session_id = n.id
      join events x on x.session_id = ${sessionId} and x.event_id = y.event_id and x.seq >= ${from} and ${isSameLine}`);
  return rows.map(({ id }) => id);
}

const areNamed = (a: Sharer, b: Sharer): boolean => a.names.includes(b.externalId) || b.names.includes(a.externalId);

/** Pairs of an event `x` of one session and the same event `y` of another. */
const sharedBy = (a: Sharer, b: Sharer): SQL => sql`events x join events y on y.session_id = ${b.id} and y.event_id = x.event_id
  and (${isWorldwide}${areNamed(a, b) ? sql` or ${isSameLine}` : sql``}) where x.session_id = ${a.id}`;

/** What tells which of two sessions had the events that they share before the other. */
export interface Comparison {
  shared: number;
  /** Whether each has events of its own among the shared ones: what is copied is copied in one piece. */
  between: [boolean, boolean];
  /** When the first thing happened that each has for itself, in milliseconds; null where nothing did. */
  firstOwn: [number | null, number | null];
}

export async function compareSharers(tx: Tx, a: Sharer, b: Sharer): Promise<Comparison> {
  const isOwn = (side: SQL) => sql`e.thread = 'main' and not exists (select 1 from shared where ${side} = e.seq)`;
  const between = (id: string, side: SQL) => sql`exists (select 1 from events e where e.session_id = ${id} and ${isOwn(side)}
    and e.seq between (select min(${side}) from shared) and (select max(${side}) from shared))`;
  const first = (id: string, side: SQL) => sql`(select (extract(epoch from min(e.at)) * 1000)::float8 from events e
    where e.session_id = ${id} and not e.is_noise and ${isOwn(side)})`;
  const [row] = await tx.execute<Record<'n' | 'ab' | 'bb' | 'af' | 'bf', unknown>>(sql`
    with shared as materialized (select x.seq as a, y.seq as b from ${sharedBy(a, b)})
    select (select count(*)::int from shared) as n, ${between(a.id, sql`shared.a`)} as ab, ${between(b.id, sql`shared.b`)} as bb,
      ${first(a.id, sql`shared.a`)} as af, ${first(b.id, sql`shared.b`)} as bf`);
  const time = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    shared: Number(row?.n ?? 0),
    between: [row?.ab === true, row?.bb === true],
    firstOwn: [time(row?.af), time(row?.bf)],
  };
}

/** Events of a session that are copies, each with its original: that of the first of the earlier sessions that has it. */
export const originalsOf = (session: Sharer, earlier: readonly Sharer[]): SQL =>
  earlier.length === 0
    ? sql`select null::int as seq, null::jsonb as origin where false`
    : sql`select distinct on (seq) seq, origin from (${sql.join(
        earlier.map(
          (other, i) => sql`select x.seq, jsonb_build_object('sid', ${other.sid}::text, 'seq', y.seq) as origin, ${i}::int as rank
            from ${sharedBy(session, other)}`,
        ),
        sql` union all `,
      )}) found order by seq, rank`;

/** Whether a session has copies of events that are not here any more. */
export async function hasLostOriginals(tx: Pick<Tx, 'execute'>, sessionId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from sessions s join events e on e.session_id = s.id and e.copied_from is not null
    where s.id = ${sessionId} and (s.derived->>'copies')::int > 0 and not exists (select 1 from sessions o where o.sid = e.copied_from->>'sid') limit 1`);
  return rows.length > 0;
}

/** Prompts that are looked at for one that tells something. */
const MAX_ASKS = 20;

/** What a session says by itself: when it began, and the first thing that a person asked in it. */
export async function loadOwnHead(
  tx: Tx,
  sessionId: string,
): Promise<{ copies: number; startedAt: Date | null; ask: string | null }> {
  const [row] = await tx.execute<{ copies: number; started: number | null; asks: string[] }>(sql`
    select (select count(*)::int from events where session_id = ${sessionId} and copied_from is not null) as copies,
      (select (extract(epoch from at) * 1000)::float8 from events where session_id = ${sessionId} and copied_from is null order by seq limit 1) as started,
      array(select left(text, 2000) from events where session_id = ${sessionId} and copied_from is null and kind = 'prompt' and actor = 'human'
        and thread = 'main' and not is_noise and text is not null order by seq limit ${MAX_ASKS}) as asks`);
  const { copies = 0, started = null, asks = [] } = row ?? {};
  return { copies, startedAt: started === null ? null : new Date(started), ask: asks.find(isTelling) ?? asks[0] ?? null };
}
