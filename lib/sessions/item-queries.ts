import { type SQL, sql } from 'drizzle-orm';

/**
 * Whether a link `l` of a segment `g` of a session `s` counts for whoever reads a cut: what code found does so only in the newest cut of its session,
 * and in the cut that is read; what a person refused nowhere.
 */
export const countsIn = (isReadCut: SQL): SQL =>
  sql`((l.origin <> 'heuristic' or g.cut = s.current_cut or ${isReadCut}) and not (l.is_suggestion and ${isRefused(sql`g`)}))`;

/** Whether a person refused a segment, by its alias, for the item of the link `l`: in whatever cut they did, the same events or some of them. */
export const isRefused = (segment: SQL): SQL => sql`exists (
  select 1 from refusals f join segments o on o.span_id = f.span_id where f.item_id = l.item_id and ${hasEventsOf(sql`o`, segment)})`;

/** Whether a segment has the same events as another one, or some of them, in whatever cuts they are. */
export const hasEventsOf = (segment: SQL, other: SQL): SQL =>
  sql`(${segment}.session_id = ${other}.session_id
    and (${segment}.span_id = ${other}.span_id or ${segment}.first_seq <= ${other}.last_seq and ${segment}.last_seq >= ${other}.first_seq))`;

/** Of the links of one item the telling one first: what is certain, what agents or people said, a segment of the cut that is read, the newest. */
export const tellingFirst = (isReadCut: SQL): SQL =>
  sql`l.is_suggestion, l.origin = 'heuristic', ${isReadCut} desc, g.created_at desc, g.cut desc, l.id desc`;

/** Whether somebody's word on the item of the claim `c` stands: it counts before any link. */
export const isResolved = sql`exists (select 1 from resolutions w where w.item_id = c.item_id and w.ended_at is null)`;

/** Whether the item of the claim `c` was taken up, by somebody's word or by a later segment, for whoever reads the claim's own cut: a suggestion takes up nothing. */
export const isTakenUp = sql`(${isResolved} or exists (
  select 1 from links l join segments g on g.id = l.segment_id join sessions s on s.id = g.session_id
  where l.item_id = c.item_id and l.kind in ('answers', 'picks_up', 'completes') and not l.is_suggestion
    and ${countsIn(sql`g.session_id = c.session_id and g.cut = (select own.cut from segments own where own.id = c.segment_id)`)}))`;
