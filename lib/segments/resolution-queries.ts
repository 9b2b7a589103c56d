import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { anyId } from '@/lib/segments/bulk-commands';
import type { Resolution } from '@/lib/segments/resolution-schema';
import { ELSEWHERE, isOf, PLACE, type PlaceRow, pointerOf, type Reading } from '@/lib/segments/thread-queries';
import { inScope } from '@/lib/sessions/scope-queries';

type Row = PlaceRow & {
  id: string;
  item_id: string;
  how: Resolution['how'];
  text: string | null;
  /** It names a segment or a decision. */
  has_target: boolean;
  target_item_id: string | null;
  decision: string | null;
  is_visible: boolean | null;
  person_id: string | null;
  name: string;
  at: number;
};

/**
 * What people said became of items, the newest word first. Of a session that the actor may not see it tells neither the place nor the words; to
 * whoever came by a share link nothing that a person wrote, and no names.
 */
export async function loadResolutions(
  ctx: Context,
  reading: Reading | null,
  items: readonly string[],
): Promise<Map<string, Resolution[]>> {
  if (items.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<Row & Record<string, unknown>>(sql`
    select r.id, r.item_id, r.how, r.text, r.target_span_id is not null as has_target, r.target_item_id, r.person_id,
      coalesce(nullif(who.name, ''), r.by) as name, (extract(epoch from r.at) * 1000)::float8 as at, place.*
    from resolutions r left join people who on who.id = r.person_id
    left join lateral (
      select ${PLACE}, ${inScope(ctx, 's')} as is_visible, c.text as decision
      from sessions s join projects p on p.id = s.project_id join segments g on g.session_id = s.id
      left join claims c on c.item_id = r.target_item_id and c.segment_id = g.id and c.rev = g.rev
      where s.id = r.target_session_id and (c.id is not null or g.span_id = r.target_span_id)
      order by c.id is not null desc, ${isOf(reading)} desc, g.cut = s.current_cut desc, g.cut desc limit 1) place on true
    where r.item_id = ${anyId(items)} and r.ended_at is null order by r.at desc, r.id desc`);
  const byItem = new Map<string, Resolution[]>();
  for (const row of rows) byItem.set(row.item_id, [...(byItem.get(row.item_id) ?? []), resolutionOf(row, ctx)]);
  return byItem;
}

function resolutionOf(row: Row, ctx: Context): Resolution {
  const { id, how, text, person_id, name, at } = row;
  const isShared = ctx.actor.type === 'share';
  return {
    id,
    how,
    text: isShared ? null : text,
    in: row.has_target ? targetOf(row) : null,
    by: {
      name: isShared ? '' : name,
      party: person_id === null ? 'agent' : 'person',
      is_you: isOwn(row, ctx),
      at: new Date(at).toISOString(),
    },
  };
}

/** Where it points to; a session that was deleted, or that the actor may not see, has no place. */
function targetOf(row: Row): Resolution['in'] {
  if (!row.is_visible) return ELSEWHERE;
  const decision = row.target_item_id && row.decision !== null ? { id: row.target_item_id, text: row.decision } : {};
  return { ...pointerOf(row), ...decision };
}

/** A person is one by their tokens too; a project's token is known by its name. */
export function isOwn({ person_id, name }: { person_id: string | null; name: string }, ctx: Context): boolean {
  const me = personIdOf(ctx);
  return me === null ? person_id === null && ctx.actor.type === 'token' && name === ctx.actor.name : person_id === me;
}
