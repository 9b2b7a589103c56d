import { sql } from 'drizzle-orm';

/**
 * Whether a later segment took up the item of the claim `c`: a suggestion takes up nothing, and what code found counts only in the newest cut of its
 * session and in the cut of the item itself.
 */
export const isTakenUp = sql`exists (
  select 1 from links l join segments lg on lg.id = l.segment_id join sessions ls on ls.id = lg.session_id
  where l.item_id = c.item_id and l.kind in ('answers', 'picks_up', 'completes') and not l.is_suggestion
    and (l.origin <> 'heuristic' or lg.cut = ls.current_cut
      or lg.session_id = c.session_id and lg.cut = (select cg.cut from segments cg where cg.id = c.segment_id)))`;
