import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Weight } from '@/lib/search/words';
import { anyId } from '@/lib/segments/bulk-commands';

/** A segment of a session's newest cut whose words are not up to date. */
export interface StaleSegment {
  id: string;
  rev: number;
  firstSeq: number | null;
  lastSeq: number | null;
  /** The newest event that belongs to it. */
  newestSeq: number | null;
  isEventsStale: boolean;
}

/** The newest event of a segment `g`: of its own, or of a thread that hangs on one of them. */
const NEWEST = sql`greatest(g.last_seq, (
  select max(e.seq) from threads th join events e on e.session_id = th.session_id and e.thread = th.thread and e.thread <> 'main'
  where th.session_id = g.session_id and th.anchor_seq between g.first_seq and g.last_seq))`;

/** The segments of a session whose words are to be read anew: at most `limit`, the newest first. */
export async function listStale(tx: Tx, sessionId: string, limit: number): Promise<StaleSegment[]> {
  const rows = await tx.execute<StaleSegment & Record<string, unknown>>(sql`
    select id, rev, "firstSeq", "lastSeq", "newestSeq", "isEventsStale" from (
      select g.id, g.rev, g.first_seq as "firstSeq", g.last_seq as "lastSeq", g.n, newest.seq as "newestSeq",
        t.rev is distinct from g.rev as "isOther", t.events_seq is distinct from newest.seq as "isEventsStale"
      from sessions s join segments g on g.session_id = s.id and g.cut = s.current_cut
      cross join lateral (select ${NEWEST} as seq) newest left join segment_texts t on t.segment_id = g.id
      where s.id = ${sessionId}) stale
    where "isOther" or "isEventsStale" order by n desc limit ${limit}`);
  return rows;
}

/** Sessions with a segment in their newest cut whose record is not among the words: those of before there was a search. */
export async function listUnindexed(db: Pick<Tx, 'execute'>): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct s.id from sessions s join segments g on g.session_id = s.id and g.cut = s.current_cut
    left join segment_texts t on t.segment_id = g.id where t.rev is distinct from g.rev`);
  return rows.map(({ id }) => id);
}

const FIELD_CHARS = 100_000;
const cut = (text: SQL): SQL => sql`left(string_agg(${text}, E'\n'), ${sql.raw(String(FIELD_CHARS))})`;

/** What records say and people say of them, by weight: title, outcome, summary and items, comments. */
export async function loadTexts(tx: Tx, segmentIds: readonly string[]): Promise<Map<string, [Weight, string][]>> {
  const rows = await tx.execute<Record<string, string | null> & { id: string }>(sql`
    select g.id, r.title as a, left(r.outcome, ${FIELD_CHARS}) as b, left(r.summary, ${FIELD_CHARS}) as c,
      (select ${cut(sql`c.text`)} from claims c where c.segment_id = g.id and c.rev = g.rev and c.item_id is not null) as items,
      (select ${cut(sql`c.body`)} from comments c where c.span_id = g.span_id and c.deleted_at is null) as d
    from segments g join records r on r.segment_id = g.id and r.rev = g.rev where g.id = ${anyId(segmentIds)}`);
  return new Map(
    rows.map(({ id, a, b, c, items, d }) => {
      const texts: [Weight, string | null | undefined][] = [
        ['A', a],
        ['B', b],
        ['C', c],
        ['C', items],
        ['D', d],
      ];
      return [id, texts.flatMap(([weight, text]) => (text ? [[weight, text] satisfies [Weight, string]] : []))];
    }),
  );
}

/** Characters of each text of an event that are looked through. */
const EVENT_CHARS = 2000;
const EVENTS_AT_ONCE = 500;

/** The texts of a segment's events, the first characters of each, in pages. */
export async function* eventTexts(tx: Tx, sessionId: string, { firstSeq, lastSeq }: StaleSegment): AsyncGenerator<string[]> {
  if (firstSeq === null || lastSeq === null) return;
  yield* pagesOf(tx, sql`e.session_id = ${sessionId} and e.thread = 'main' and e.seq <= ${lastSeq}`, firstSeq);
  const threads = await tx.execute<{ thread: string }>(
    sql`select thread from threads where session_id = ${sessionId} and anchor_seq between ${firstSeq} and ${lastSeq}`,
  );
  for (const { thread } of threads)
    yield* pagesOf(tx, sql`e.session_id = ${sessionId} and e.thread = ${thread} and e.thread <> 'main'`, 0);
}

const head = (text: SQL) => sql`left(${text}, ${sql.raw(String(EVENT_CHARS))})`;

async function* pagesOf(tx: Tx, which: SQL, first: number): AsyncGenerator<string[]> {
  for (let from = first; ; ) {
    const rows = await tx.execute<{ seq: number; text: string }>(sql`
      select e.seq, concat_ws(E'\n', ${head(sql`e.text`)}, e.tool_name, ${head(sql`e.input::text`)}, ${head(sql`e.output`)}) as text
      from events e where ${which} and e.seq >= ${from} and not e.is_noise and e.copied_from is null order by e.seq limit ${EVENTS_AT_ONCE}`);
    yield rows.map(({ text }) => text);
    from = (rows.at(-1)?.seq ?? from) + 1;
    if (rows.length < EVENTS_AT_ONCE) return;
  }
}
