import { type SQL, sql } from 'drizzle-orm';
import type { Context, ProjectId } from '@/lib/auth/context';
import type { Asked, AskedWord, Has, Is } from '@/lib/search/asked';
import type { Place } from '@/lib/search/cursor';
import type { Sought } from '@/lib/search/marks';
import type { SearchIn } from '@/lib/search/schema';
import { beginsWith, runsOf } from '@/lib/search/words';
import { referringSegments } from '@/lib/segments/reference-queries';
import { isTakenUp } from '@/lib/sessions/item-queries';
import { statusNow } from '@/lib/sessions/status-queries';

/** The words of a query as Postgres compares them: null without words. */
export interface Compiled {
  query: string | null;
  words: Sought['words'];
}

/** Turns words into what Postgres compares: what begins with each of them, or has a form of it. */
export async function compileWords(ctx: Context, words: readonly AskedWord[]): Promise<Compiled> {
  if (words.length === 0) return { query: null, words: [] };
  const query = sql.join(words.map(queryOf), sql` && `);
  const stems = words.map(
    ({ isPlain, text }) => sql`(${isPlain ? sql`(ts_lexize('english_stem', ${text}))[1]` : sql`null::text`})`,
  );
  const [row] = await ctx.db.orm.execute<{ query: string; stems: (string | null)[] }>(
    sql`select (${query})::text as query, array[${sql.join(stems, sql`, `)}] as stems`,
  );
  return { query: row?.query ?? null, words: words.map((word, i) => ({ ...word, stem: row?.stems[i] ?? null })) };
}

function queryOf({ text, isPlain, parts }: AskedWord): SQL {
  const begins = (lexeme: string) => sql`${beginsWith(lexeme)}::tsquery`;
  if (isPlain) return sql`(${begins(text)} || plainto_tsquery('english', ${text}))`;
  if (parts.length === 0) return begins(text);
  return sql`(${begins(text)} || (${sql.join(parts.map(begins), sql` && `)}))`;
}

/** The stems of words, by word. */
export async function stemsOf(ctx: Context, words: readonly string[]): Promise<Map<string, string>> {
  if (words.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<{ word: string; stem: string | null }>(sql`
    select word, (ts_lexize('english_stem', word))[1] as stem from jsonb_array_elements_text(${JSON.stringify(words)}::text::jsonb) as word`);
  return new Map(rows.flatMap(({ word, stem }) => (stem ? [[word, stem]] : [])));
}

interface Wanted {
  project: ProjectId;
  asked: Asked;
  query: string | null;
  within: SearchIn;
  after: Place | null;
  limit: number;
}

/** A segment that is found: its place among the others. */
export interface Match {
  id: string;
  rank: number;
  at: string;
}

/** Two segments with a difference below this are equally good: then the newer session counts. */
const RANKS = 100;
/** Of more segments the newest are ranked: so many have the words that others will do. */
const MOST_RANKED = 2000;

/** The segments of a project's newest cuts that have what is asked for: by rank, then the newest session first. */
export async function findSegments(ctx: Context, { project, asked, query, within, after, limit }: Wanted): Promise<Match[]> {
  const words = query === null ? null : sql`${query}::tsquery`;
  const conditions = [
    sql`sessions.project_id = ${project}`,
    ...(words ? [hasWords(words, within)] : []),
    ...conditionsOf(asked, project),
  ];
  const from = words
    ? sql`segment_texts t join sessions on sessions.id = t.session_id ${asksSegments(asked) ? sql`join segments g on g.id = t.segment_id` : sql``}`
    : sql`sessions join segments g on g.session_id = sessions.id and g.cut = sessions.current_cut`;
  const found = sql`
    select ${words ? sql`t.segment_id` : sql`g.id`} as id, sessions.active_at as at from ${from} where ${sql.join(conditions, sql` and `)}
    order by at desc, id desc ${words ? sql`limit ${MOST_RANKED}` : sql``}`;
  const ranked = words
    ? sql`select f.id, (ts_rank(t.record, ${words}) * ${RANKS})::int as rank, f.at from found f join segment_texts t on t.segment_id = f.id`
    : sql`select id, 0 as rank, at from found`;
  const statement = sql`
    with found as ${words ? sql`materialized` : sql`not materialized`} (${found})
    select id, rank, (extract(epoch from at) * 1000)::float8 as at from (${ranked}) ranked
    where ${after ? sql`(rank, at, id) < (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::uuid)` : sql`true`}
    order by rank desc, ranked.at desc, id desc limit ${limit}`;
  const rows = words ? await byIndex(ctx, statement) : await ctx.db.orm.execute<MatchRow>(statement);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}

type MatchRow = { id: string; rank: number; at: number };

/** Postgres does not count what it costs to take the words of every segment out of their storage, and would rather read them all than the index. */
const byIndex = (ctx: Context, statement: SQL) =>
  ctx.db.orm.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.execute<MatchRow>(statement);
  });

const hasWords = (words: SQL, within: SearchIn): SQL =>
  ({
    records: sql`t.record @@ ${words}`,
    events: sql`t.events @@ ${words}`,
    all: sql`(t.record @@ ${words} or t.events @@ ${words})`,
  })[within];

const asksSegments = ({ refs, is, statuses, has, before, after }: Asked): boolean =>
  [refs, is, statuses, has].some((list) => list.length > 0) || before !== null || after !== null;

function conditionsOf(asked: Asked, project: ProjectId): SQL[] {
  const begins = (column: SQL, value: string) => sql`starts_with(lower(${column}), ${value.toLowerCase()})`;
  return [
    ...asked.branches.map((branch) => begins(sql`sessions.branch`, branch)),
    ...asked.agents.map((agent) => begins(sql`sessions.agent`, agent)),
    ...asked.refs.map((ref) => sql`g.id in (${refersTo(project, ref)})`),
    ...asked.is.map((is) => IS[is]),
    ...(asked.statuses.length > 0
      ? [sql`exists (select 1 from records r where ${OF_SEGMENT} and r.status in ${asked.statuses})`]
      : []),
    ...asked.has.map((has) => HAS[has]),
    ...(asked.before
      ? [sql`coalesce(g.started_at, sessions.started_at, sessions.active_at) < ${asked.before}::timestamptz`]
      : []),
    ...(asked.after ? [sql`coalesce(g.ended_at, sessions.ended_at, sessions.active_at) >= ${asked.after}::timestamptz`] : []),
  ];
}

/** Segments whose events have a reference, or whose record names it. */
function refersTo(project: ProjectId, ref: string): SQL {
  const [run] = runsOf(ref);
  const named = run
    ? sql` union select segment_id from segment_texts where record @@ ${beginsWith(run).replace(/:\*$/, '')}::tsquery`
    : sql``;
  return sql`${referringSegments(project, ref)}${named}`;
}

const OF_SEGMENT = sql`r.segment_id = g.id and r.rev = g.rev`;
const claim = (which: SQL): SQL => sql`exists (select 1 from claims c where c.segment_id = g.id and c.rev = g.rev and ${which})`;

const IS: Record<Is, SQL> = {
  open: claim(sql`c.field in ('question', 'next_step') and not ${isTakenUp}`),
  live: sql`${statusNow} = 'live'`,
  waiting: sql`${statusNow} = 'waiting'`,
};

const HAS: Record<Has, SQL> = {
  questions: claim(sql`c.field = 'question'`),
  decisions: claim(sql`c.field = 'decision'`),
  comments: sql`exists (select 1 from comments c where c.span_id = g.span_id and c.deleted_at is null)`,
  failures: sql`(g.facts->'checks'->>'last' = 'failed' or exists (select 1 from records r where ${OF_SEGMENT} and r.status = 'failed'))`,
};
