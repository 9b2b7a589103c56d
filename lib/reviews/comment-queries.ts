import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { LIMITS } from '@/lib/limits';
import { personName } from '@/lib/people/name-queries';
import type { Comment, Quote, QuoteInput } from '@/lib/reviews/comment-schema';
import { locate } from '@/lib/reviews/quote';
import { type FoundSegment, findSegment } from '@/lib/segments/cut-queries';
import { readSession } from '@/lib/segments/row-queries';
import { inScope } from '@/lib/sessions/scope-queries';
import { segmentPath } from '@/lib/sessions/slug';

interface CommentRow extends Record<string, unknown> {
  id: string;
  by: string;
  person_id: string;
  body: string;
  quote: QuoteInput | null;
  created_at: number;
  edited_at: number | null;
}

/** A page of the comments on a segment, the oldest first; the cursor is the id of its last one. Null where there is no such segment; a share link shows none. */
export async function listComments(
  ctx: Context,
  segmentId: string,
  { after, limit = LIMITS.page_items }: { after?: string | undefined; limit?: number } = {},
): Promise<{ items: Comment[]; next_cursor: string | null } | null> {
  const segment = await findSegment(ctx, segmentId);
  if (!segment) return null;
  if (ctx.actor.type === 'share') return { items: [], next_cursor: null };
  const size = Math.min(limit, LIMITS.page_items);
  const since = after === undefined ? sql`true` : sql`c.id > ${after}`;
  const found = await selectComments(ctx, sql`c.span_id = ${segment.spanId} and ${since} order by c.id limit ${size + 1}`);
  const items = await told(ctx, { ...segment, id: segmentId }, found.slice(0, size));
  return { items, next_cursor: found.length > size ? (items.at(-1)?.id ?? null) : null };
}

/** `which` narrows, orders and limits the comments `c` that were not deleted. */
const selectComments = (ctx: Context, which: SQL) =>
  ctx.db.orm.execute<CommentRow>(sql`
    select c.id, ${personName(ctx, 'p')} as by, c.person_id, c.body, c.quote, (extract(epoch from c.created_at) * 1000)::float8 as created_at,
      (extract(epoch from c.edited_at) * 1000)::float8 as edited_at
    from comments c join people p on p.id = c.person_id where c.deleted_at is null and ${which}`);

/** One comment on a segment as it is read there; null where there is none. */
export async function getComment(ctx: Context, segmentId: string, id: string): Promise<Comment | null> {
  const segment = await findSegment(ctx, segmentId);
  if (!segment) return null;
  const rows = await selectComments(ctx, sql`c.id = ${id} and c.span_id = ${segment.spanId}`);
  const [comment] = await told(ctx, { ...segment, id: segmentId }, rows);
  return comment ?? null;
}

async function told(ctx: Context, segment: FoundSegment & { id: string }, rows: readonly CommentRow[]): Promise<Comment[]> {
  if (rows.length === 0) return [];
  const session = await readSession(ctx, segment.sid);
  if (!session) return [];
  const fields = rows.some(({ quote }) => quote) ? await loadFields(ctx, segment.id) : new Map<string, string>();
  const page = segmentPath(session, segment.n, segment.cut);
  const me = personIdOf(ctx);
  return rows.map(({ person_id, quote, created_at, edited_at, ...row }) => ({
    ...row,
    mine: person_id === me,
    quote: quote && placed(quote, fields),
    created_at: new Date(created_at).toISOString(),
    edited_at: edited_at === null ? null : new Date(edited_at).toISOString(),
    url: `${page}#comment-${row.id}`,
  }));
}

function placed(quote: QuoteInput, fields: ReadonlyMap<string, string>): Quote {
  const place = locate(quote, fields.get(quote.item ?? quote.field) ?? null);
  return { ...quote, ...place, stale: place === null };
}

/** What a segment's record says now, by the names of its fields and the ids of its items. */
async function loadFields(ctx: Context, segmentId: string): Promise<Map<string, string>> {
  const rows = await ctx.db.orm.execute<{ name: string; text: string | null }>(sql`
    select f.name, f.text from segments s join records r on r.segment_id = s.id and r.rev = s.rev,
      lateral (values ('title', r.title), ('summary', r.summary), ('outcome', r.outcome), ('ask', r.ask)) as f(name, text) where s.id = ${segmentId}
    union all
    select c.item_id::text, c.text from segments s join claims c on c.segment_id = s.id and c.rev = s.rev
    where s.id = ${segmentId} and c.item_id is not null`);
  return new Map(rows.flatMap(({ name, text }) => (text === null ? [] : [[name, text]])));
}

/** A comment as its author or a project's administrator acts on it. */
export interface FoundComment {
  id: string;
  sid: string;
  project: { id: string; name: string };
  title: string | null;
  personId: string;
  by: string;
  /** The newest segment that has its events. */
  segmentId: string;
  sessionId: string;
  spanId: string;
}

/**
 * Where a comment stands; null where there is none that the actor may see: the one place where a comment's id is resolved. `orDeletedBy` finds the deleted
 * ones of that person too.
 */
export async function findComment(ctx: Context, id: string, orDeletedBy: string | null = null): Promise<FoundComment | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await ctx.db.orm.execute<Omit<FoundComment, 'project'> & { project: string; projectId: string }>(sql`
    select c.id, c.session_id as "sessionId", c.span_id as "spanId", sessions.sid, sessions.title, p.id as "projectId", p.name as project, c.person_id as "personId", ${personName(ctx, 'w')} as by,
      (select s.id from segments s where s.span_id = c.span_id order by s.cut desc limit 1) as "segmentId"
    from comments c join sessions on sessions.id = c.session_id join projects p on p.id = sessions.project_id join people w on w.id = c.person_id
    where c.id = ${id} and ${orDeletedBy ? sql`(c.deleted_at is null or c.person_id = ${orDeletedBy})` : sql`c.deleted_at is null`} and ${inScope(ctx)}`);
  if (!row || ctx.actor.type === 'share') return null;
  const { project, projectId, ...found } = row;
  return { ...found, project: { id: projectId, name: project } };
}
