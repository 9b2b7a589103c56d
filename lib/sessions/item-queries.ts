import { type SQL, sql } from 'drizzle-orm';

/**
 * Whether a link `l` of a segment `g` of a session `s` counts for whoever reads a cut: what code found does so only in the newest cut of its session,
 * and in the cut that is read.
 */
export const countsIn = (isReadCut: SQL): SQL => sql`(l.origin <> 'heuristic' or g.cut = s.current_cut or ${isReadCut})`;

/** Of the links of one item the telling one first: what is certain, what agents or people said, a segment of the cut that is read, the newest. */
export const tellingFirst = (isReadCut: SQL): SQL =>
  sql`l.is_suggestion, l.origin = 'heuristic', ${isReadCut} desc, g.created_at desc, g.cut desc, l.id desc`;

/** Whether a later segment took up the item of the claim `c`, for whoever reads the claim's own cut: a suggestion takes up nothing. */
export const isTakenUp = sql`exists (
  select 1 from links l join segments g on g.id = l.segment_id join sessions s on s.id = g.session_id
  where l.item_id = c.item_id and l.kind in ('answers', 'picks_up', 'completes') and not l.is_suggestion
    and ${countsIn(sql`g.session_id = c.session_id and g.cut = (select own.cut from segments own where own.id = c.segment_id)`)})`;
