import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { LIMITS } from '@/lib/limits';
import { getProject } from '@/lib/projects/queries';
import { type ItemPlace, readItemCursor, writeItemCursor } from '@/lib/reviews/item-cursor';
import type { ItemKind } from '@/lib/reviews/resolution-queries';
import type { ClaimRow } from '@/lib/segments/claims';
import type { Fates } from '@/lib/segments/items';
import { CLAIM_COLUMNS, loadFates } from '@/lib/segments/row-queries';
import { countsIn, tellingFirst } from '@/lib/sessions/item-queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { inScope } from '@/lib/sessions/scope-queries';
import { segmentPath } from '@/lib/sessions/slug';

const PAGE = 50;

/** An item with the segment that says it. */
export interface ItemRow extends ClaimRow {
  claim_id: string;
  item_id: string;
  position: number;
  said_at: number;
  resolved_at: number | null;
  project: string;
  sid: string;
  session_title: string | null;
  agent: string | null;
  branch: string | null;
  n: number;
  of: number;
  cut: number;
  title: string;
  outcome: string | null;
}

const NEWEST = sql`(g.cut = s.current_cut)`;

/**
 * Items of the newest cuts of sessions `s` that `which` takes, each once, with their state and its time: what somebody said of one, else what the record
 * of a later segment does. A suggestion settles nothing.
 */
const items = (ctx: Context, kind: ItemKind, which: SQL) => sql`
  select distinct on (c.item_id) c.id as claim_id, c.item_id, c.position, g.id as segment_id, g.n,
    coalesce(g.ended_at, g.started_at, s.active_at) as said_at,
    case when word.how in ('dropped', 'done') then word.how when word.how is not null then 'taken'
      when link.kind is null then 'open' when c.field = 'next_step' and link.kind = 'completes' then 'done' else 'taken' end as state,
    coalesce(word.at, link.at) as resolved_at
  from sessions s join segments g on g.session_id = s.id and g.cut = s.current_cut
  join claims c on c.segment_id = g.id and c.rev = g.rev and c.field = ${kind} and c.item_id is not null
  left join lateral (
    select w.how, w.at from resolutions w where w.item_id = c.item_id and w.ended_at is null order by w.at desc, w.id desc limit 1) word on true
  left join lateral (${certainLink}) link on true
  where ${inScope(ctx, 's')} and ${which} order by c.item_id, g.n desc`;

/** What a later segment made of the claim `c`: since its record says so. */
const certainLink = sql`
  select l.kind, r.created_at as at from links l join segments g on g.id = l.segment_id join sessions s on s.id = g.session_id
  join records r on r.segment_id = g.id and r.rev = g.rev
  where l.item_id = c.item_id and not l.is_suggestion and ${countsIn(sql`false`)} order by ${tellingFirst(NEWEST)} limit 1`;

/** The states that a client's name for them means. */
const STORED_STATES: Record<string, string[]> = { answered: ['taken'], picked_up: ['taken'], settled: ['taken', 'done'] };

export interface ItemFilters {
  state?: string | undefined;
  since?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Narrows by sessions `s`, segments `g` and claims `c`. */
  which?: SQL;
}

/** A page of a project's items of one kind, the latest said first, or the latest settled where those are asked for; null where there is no such project. */
export async function listItems<T>(
  ctx: Context,
  { project, kind }: { project: string; kind: ItemKind },
  { state, since, cursor, limit = PAGE, which = sql`true` }: ItemFilters,
  entryOf: (row: ItemRow, fates: Fates) => T,
): Promise<{ items: T[]; next_cursor: string | null } | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const size = Math.min(limit, LIMITS.page_items);
  const at = state === undefined || state === 'open' ? sql`i.said_at` : sql`i.resolved_at`;
  const after = cursor === undefined ? null : readItemCursor(cursor);
  const found = await ctx.db.orm.execute<{ claim_id: string; n: number; position: number; item_id: string; at: number }>(sql`
    with i as (${items(ctx, kind, sql`s.project_id = ${known.id} and ${which}`)})
    select i.claim_id, i.n, i.position, i.item_id, (extract(epoch from ${at}) * 1000)::float8 as at from i
    where ${state === undefined ? sql`true` : sql`i.state in ${STORED_STATES[state] ?? [state]}`} and ${since === undefined ? sql`true` : sql`${at} > ${since}::timestamptz`}
      and ${after ? sql`(${at}, i.n, -i.position, i.item_id) < (${after.at}::timestamptz, ${after.n}::int, ${-after.position}::int, ${after.id}::uuid)` : sql`true`}
    order by ${at} desc, i.n desc, i.position, i.item_id desc limit ${size + 1}`);
  const places = found.slice(0, size);
  const last = places.at(-1);
  return {
    items: await describeItems(
      ctx,
      places.map(({ claim_id }) => claim_id),
      entryOf,
    ),
    next_cursor: last && found.length > size ? writeItemCursor(placeOf(last)) : null,
  };
}

const placeOf = ({ at, n, position, item_id }: { at: number; n: number; position: number; item_id: string }): ItemPlace => ({
  ...{ at: new Date(at).toISOString(), n, position, id: item_id },
});

/** How many items of a kind a project has in each state; null where there is no such project. */
export async function countItems(ctx: Context, project: string, kind: ItemKind): Promise<Record<string, number> | null> {
  const known = await getProject(ctx, project);
  if (!known) return null;
  const rows = await ctx.db.orm.execute<{ state: string; n: number }>(sql`
    with i as (${items(ctx, kind, sql`s.project_id = ${known.id}`)}) select state, count(*)::int as n from i group by state`);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Claims with all that is known of them, in their order. */
export async function describeItems<T>(
  ctx: Context,
  claimIds: readonly string[],
  entryOf: (row: ItemRow, fates: Fates) => T,
): Promise<T[]> {
  if (claimIds.length === 0) return [];
  const rows = await ctx.db.orm.execute<ItemRow & Record<string, unknown>>(sql`
    select ${CLAIM_COLUMNS}, c.id as claim_id, c.position, p.name as project, s.sid, s.title as session_title, s.agent, s.branch,
      g.n, g.cut, r.title, r.outcome, (select max(x.n) from segments x where x.session_id = g.session_id and x.cut = g.cut) as of,
      (extract(epoch from coalesce(g.ended_at, g.started_at, s.active_at)) * 1000)::float8 as said_at,
      (extract(epoch from link.at) * 1000)::float8 as resolved_at
    from unnest(${`{${claimIds.join(',')}}`}::text::uuid[]) with ordinality as w(id, place) join claims c on c.id = w.id
    join segments g on g.id = c.segment_id join records r on r.segment_id = g.id and r.rev = g.rev
    join sessions s on s.id = g.session_id join projects p on p.id = s.project_id left join lateral (${certainLink}) link on true
    where ${inScope(ctx, 's')} order by w.place`);
  const fates = await loadFates(
    ctx,
    null,
    rows.map(({ item_id }) => item_id),
  );
  return rows.map((row) => entryOf(row, fates));
}

/** Where an item is said, and since when it is settled. */
export function placed(row: ItemRow, by: { at: string } | null) {
  const session = { sid: row.sid, project: row.project, title: row.session_title ?? UNTITLED };
  const settled = row.resolved_at === null ? null : new Date(row.resolved_at).toISOString();
  return {
    segment: {
      ...{ sid: row.sid, n: row.n, url: segmentPath(session, row.n, row.cut), cut: row.cut, of: row.of },
      ...{ title: row.title, outcome: row.outcome, session_title: session.title, agent: row.agent, branch: row.branch },
    },
    said_at: new Date(row.said_at).toISOString(),
    resolved_at: by?.at ?? settled,
  };
}
