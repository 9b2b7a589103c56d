import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import type { SearchField } from '@/lib/search/schema';
import { anyId } from '@/lib/segments/bulk-commands';

/** What is said of a segment that was found. */
export interface FoundSegment {
  id: string;
  sessionId: string;
  cut: number;
  n: number;
  title: string;
  startedAt: string | null;
  texts: { field: Exclude<SearchField, 'event'>; text: string }[];
}

const TEXT_CHARS = 20_000;

/** What is said of segments, in the order of their ids. */
export async function loadFound(ctx: Context, ids: readonly string[]): Promise<FoundSegment[]> {
  if (ids.length === 0) return [];
  type Row = Omit<FoundSegment, 'texts' | 'startedAt'> & {
    started_at: number | null;
    outcome: string | null;
    summary: string | null;
  };
  const rows = await ctx.db.orm.execute<Row & Record<string, unknown>>(sql`
    select g.id, g.session_id as "sessionId", g.cut, g.n, (extract(epoch from g.started_at) * 1000)::float8 as started_at,
      r.title, left(r.outcome, ${TEXT_CHARS}) as outcome, left(r.summary, ${TEXT_CHARS}) as summary
    from segments g join records r on r.segment_id = g.id and r.rev = g.rev where g.id = ${anyId(ids)}`);
  const items = await ctx.db.orm.execute<{
    id: string;
    field: 'decision' | 'next_step' | 'question' | 'comment';
    text: string;
  }>(sql`
    select g.id, c.field, left(c.text, ${TEXT_CHARS}) as text from segments g join claims c on c.segment_id = g.id and c.rev = g.rev and c.item_id is not null
    where g.id = ${anyId(ids)}
    union all select g.id, 'comment', left(c.body, ${TEXT_CHARS}) from segments g join comments c on c.span_id = g.span_id and c.deleted_at is null where g.id = ${anyId(ids)}`);
  const found = new Map(
    rows.map(({ started_at, outcome, summary, ...row }) => [
      row.id,
      {
        ...row,
        startedAt: started_at === null ? null : new Date(started_at).toISOString(),
        texts: [
          ...(outcome ? [{ field: 'outcome' as const, text: outcome }] : []),
          ...(summary ? [{ field: 'summary' as const, text: summary }] : []),
        ] as FoundSegment['texts'],
      },
    ]),
  );
  for (const { id, field, text } of items) found.get(id)?.texts.push({ field, text });
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** An event of a segment that has a word. */
export interface FoundEvent {
  seq: number;
  text: string;
}

/** Events of a segment, and of each thread that hangs on it, that are looked through for a word, and characters of each. */
const MOST_EVENTS = 1000;
const EVENT_CHARS = 2000;

/** The first event of each segment that has a text. */
export async function loadFoundEvents(ctx: Context, ids: readonly string[], text: string): Promise<Map<string, FoundEvent>> {
  if (ids.length === 0) return new Map();
  const head = (name: string) => sql`left(e.${sql.raw(name)}, ${sql.raw(String(EVENT_CHARS))})`;
  const said = sql`concat_ws(E'\n', ${head('text')}, e.tool_name, ${head('input::text')}, ${head('output')})`;
  const has = sql`not e.is_noise and e.copied_from is null and strpos(lower(${said}), ${text}) > 0`;
  const rows = await ctx.db.orm.execute<FoundEvent & { id: string } & Record<string, unknown>>(sql`
    select g.id, found.seq, found.text from segments g cross join lateral (
      (select e.seq, ${said} as text from events e
        where e.session_id = g.session_id and e.seq between g.first_seq and least(g.last_seq, g.first_seq + ${MOST_EVENTS})
          and e.thread = 'main' and ${has} order by e.seq limit 1)
      union all
      (select e.seq, ${said} as text from threads th join events e on e.session_id = th.session_id and e.thread = th.thread and e.thread <> 'main'
        where th.session_id = g.session_id and th.anchor_seq between g.first_seq and g.last_seq
          and e.seq < g.first_seq + ${MOST_EVENTS} and ${has} order by e.seq limit 1)
      limit 1) found
    where g.id = ${anyId(ids)}`);
  return new Map(rows.map(({ id, seq, text: found }) => [id, { seq, text: found.replace(ESCAPED, ' ') }]));
}

/** Line ends and tabs as JSON writes them. */
const ESCAPED = /\\[nrtbf]/g;
