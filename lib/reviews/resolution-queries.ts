import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import type { SegmentName } from '@/lib/reviews/resolution-schema';
import { findSession } from '@/lib/sessions/queries';
import { inScope } from '@/lib/sessions/scope-queries';

export type ItemKind = 'question' | 'next_step' | 'decision';

/** An item and the segment that says it: in the newest cut that has it. */
export interface FoundItem {
  id: string;
  kind: ItemKind;
  text: string;
  claimId: string;
  sessionId: string;
  segmentId: string;
  spanId: string;
  project: string;
  projectId: string;
}

/** The item of an id, of these kinds, in a session that the actor may see, or null: the one place where an item's id is resolved. */
export async function findItem(ctx: Context, id: string, kinds: readonly ItemKind[] = ['question', 'next_step', 'decision']) {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await ctx.db.orm.execute<FoundItem & Record<string, unknown>>(sql`
    select c.item_id as id, c.field as kind, c.text, c.id as "claimId", s.id as "sessionId", g.id as "segmentId", g.span_id as "spanId",
      p.name as project, p.id as "projectId"
    from claims c join segments g on g.id = c.segment_id and g.rev = c.rev join sessions s on s.id = g.session_id join projects p on p.id = s.project_id
    where c.item_id = ${id} and c.field in ${[...kinds]} and ${inScope(ctx, 's')}
    order by g.cut = s.current_cut desc, g.cut desc, g.n desc limit 1`);
  return row ?? null;
}

/** The events of a segment that a client names, as what people say hangs on them; null where there is no such segment. */
export async function findSpan(
  ctx: Context,
  { sid, n, cut = 1 }: SegmentName,
): Promise<{ sessionId: string; spanId: string } | null> {
  const session = await findSession(ctx, sid);
  if (!session) return null;
  const [row] = await ctx.db.orm.execute<{ span_id: string }>(
    sql`select span_id from segments where session_id = ${session.id} and cut = ${cut} and n = ${n}`,
  );
  return row ? { sessionId: session.id, spanId: row.span_id } : null;
}

/** A resolution as it is stored. */
export interface StoredResolution {
  id: string;
  how: string;
  text: string | null;
  target_session_id: string | null;
  target_span_id: string | null;
  target_item_id: string | null;
  person_id: string | null;
  name: string;
}

/** The words on an item that stand. */
export const standingOf = (tx: Tx, itemId: string) =>
  tx.execute<StoredResolution & Record<string, unknown>>(sql`
    select r.id, r.how, r.text, r.target_session_id, r.target_span_id, r.target_item_id, r.person_id, r.by as name
    from resolutions r where r.item_id = ${itemId} and r.ended_at is null order by r.at desc, r.id desc`);

/** What is suggested as the answer to a question, by its events; null where nothing is. */
export async function suggestedSpan(tx: Tx, itemId: string, counts: SQL): Promise<string | null> {
  const [row] = await tx.execute<{ span_id: string }>(sql`
    select g.span_id from links l join segments g on g.id = l.segment_id join sessions s on s.id = g.session_id
    where l.item_id = ${itemId} and l.is_suggestion and ${counts} order by g.cut = s.current_cut desc, l.id desc limit 1`);
  return row?.span_id ?? null;
}
