import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { anyId } from '@/lib/segments/bulk-commands';
import type { LinkRow } from '@/lib/segments/items';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { MayAnswer } from '@/lib/segments/schema';
import { countsIn, isRefused, isTakenUp, tellingFirst } from '@/lib/sessions/item-queries';
import { UNTITLED } from '@/lib/sessions/schema';
import { inScope } from '@/lib/sessions/scope-queries';
import { segmentPath } from '@/lib/sessions/slug';

/** The session and cut that are read. */
export interface Reading {
  id: string;
  cut: number;
}

/** Columns by which a segment `g` of a session `s` is pointed at. */
export const PLACE = sql`s.sid, s.title as session_title, p.name as project, g.n, g.cut`;
export interface PlaceRow {
  sid: string;
  session_title: string | null;
  project: string;
  n: number;
  cut: number;
}

export const pointerOf = ({ sid, session_title, project, n, cut }: PlaceRow) => ({
  sid,
  n,
  url: segmentPath({ sid, project, title: session_title ?? UNTITLED }, n, cut),
});

/** A place that the actor may not see: that an item was taken up is true all the same. */
export const ELSEWHERE: SegmentPointer = { sid: '', n: 0, url: '' };

/** Whether a segment `g` of a session `s` is of the cut that is read; of the newest one where many sessions are. */
export const isOf = (reading: Reading | null): SQL =>
  reading ? sql`(g.session_id = ${reading.id} and g.cut = ${reading.cut})` : sql`(g.cut = s.current_cut)`;

/**
 * What became of items: what agents or people said before what code found, what is certain before a suggestion, a segment of the same cut before the newest.
 * Of a session that the actor may not see it tells neither the place nor the words.
 */
export async function loadLinks(ctx: Context, reading: Reading | null, items: readonly string[]): Promise<Map<string, LinkRow>> {
  if (items.length === 0) return new Map();
  type Row = PlaceRow & Omit<LinkRow, 'pointer'> & { is_visible: boolean };
  const rows = await ctx.db.orm.execute<Row & Record<string, unknown>>(sql`
    select distinct on (l.item_id) l.item_id, l.kind, l.text, l.is_suggestion, l.reason, ${inScope(ctx, 's')} as is_visible, ${PLACE}, r.title, r.outcome
    from links l join segments g on g.id = l.segment_id join sessions s on s.id = g.session_id join projects p on p.id = s.project_id
    left join records r on r.segment_id = g.id and r.rev = g.rev
    where l.item_id = ${anyId(items)} and ${countsIn(isOf(reading))} and (not l.is_suggestion or ${inScope(ctx, 's')})
    order by l.item_id, ${tellingFirst(isOf(reading))}`);
  return new Map(rows.map((row) => [row.item_id, linkOf(row)]));
}

function linkOf(row: PlaceRow & Omit<LinkRow, 'pointer'> & { is_visible: boolean }): LinkRow {
  const { item_id, kind, text, is_suggestion, reason, is_visible, title, outcome, ...place } = row;
  if (is_visible) return { item_id, kind, text, is_suggestion, reason, title, outcome, pointer: pointerOf(place) };
  return { item_id, kind, text: null, is_suggestion, reason: null, title: null, outcome: null, pointer: ELSEWHERE };
}

/** The open questions that segments may answer, by segment. */
export async function loadMayAnswer(
  ctx: Context,
  session: { id: string },
  segments: readonly { id: string; cut: number }[],
): Promise<Map<string, MayAnswer[]>> {
  const [first] = segments;
  if (!first) return new Map();
  type Row = PlaceRow & { segment_id: string; id: string; text: string; reason: string | null };
  const rows = await ctx.db.orm.execute<Row & Record<string, unknown>>(sql`
    select distinct on (l.segment_id, s.started_at, g.n, c.item_id) l.segment_id, c.item_id as id, c.text, l.reason, ${PLACE}
    from links l join claims c on c.item_id = l.item_id and c.field = 'question' join segments g on g.id = c.segment_id and g.rev = c.rev
    join sessions s on s.id = g.session_id join projects p on p.id = s.project_id join segments own on own.id = l.segment_id
    where l.segment_id = ${anyId(segments.map(({ id }) => id))} and l.is_suggestion and l.kind = 'answers' and ${inScope(ctx, 's')}
      and (g.cut = s.current_cut or ${isOf({ id: session.id, cut: first.cut })}) and not ${isTakenUp} and not ${isRefused(sql`own`)}
    order by l.segment_id, s.started_at, g.n, c.item_id, g.cut = ${first.cut} desc`);
  const bySegment = new Map<string, MayAnswer[]>();
  for (const { segment_id, id, text, reason, ...place } of rows) {
    const question = { id, text, asked_in: pointerOf(place), reason: reason ?? '' };
    bySegment.set(segment_id, [...(bySegment.get(segment_id) ?? []), question]);
  }
  return bySegment;
}
