import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Context } from '@/lib/auth/context';
import { enqueueGathering, jobKey } from '@/lib/jobs/queue';
import { log, traceOf } from '@/lib/log';
import { getProject } from '@/lib/projects/queries';
import { eventTexts, listStale, listUnindexed, loadTexts, type StaleSegment } from '@/lib/search/text-queries';
import { isPlain, Lexemes, type Weight, weightedLexemes } from '@/lib/search/words';
import { valuesOf } from '@/lib/segments/bulk-commands';

const SEGMENTS_AT_ONCE = 20;
/** Characters of a segment's different words of events; a tsvector holds 1 MB of them with their forms. */
const EVENT_WORDS_CHARS = 300_000;
/** Sessions that a search brings up to date itself; the rest is left to their jobs. */
const MOST_AT_ONCE = 10;

/** Reads the words of a session's segments anew where they changed, some segments in each transaction; doing it again changes nothing. */
export async function indexSession(ctx: Context, sessionId: string): Promise<void> {
  for (let isBehind = true; isBehind; )
    isBehind = await ctx.db.orm.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`index ${sessionId}`}, 0))`);
      const stale = await listStale(tx, sessionId, SEGMENTS_AT_ONCE);
      if (stale.length > 0) await writeWords(tx, sessionId, stale);
      return stale.length === SEGMENTS_AT_ONCE;
    });
}

/** Writes what segments are found by: of their records, and of their events where these are others than before. */
async function writeWords(tx: Tx, sessionId: string, stale: readonly StaleSegment[]): Promise<void> {
  const texts = await loadTexts(
    tx,
    stale.map(({ id }) => id),
  );
  const rows = [];
  for (const segment of stale) {
    const own = texts.get(segment.id) ?? [];
    const of = (weight: Weight) => own.flatMap(([one, text]) => (one === weight ? [text] : [])).join('\n');
    const record = {
      id: segment.id,
      rev: segment.rev,
      lexemes: weightedLexemes(own),
      a: of('A'),
      b: of('B'),
      c: of('C'),
      d: of('D'),
    };
    rows.push({ ...record, ...(segment.isEventsStale ? await wordsOfEvents(tx, sessionId, segment) : {}) });
  }
  const forms = ['a', 'b', 'c', 'd'].map(
    (name) => sql`setweight(to_tsvector('english', v.${sql.identifier(name)}), ${sql.raw(`'${name}'`)})`,
  );
  await tx.execute(sql`
    insert into segment_texts (segment_id, session_id, rev, record, events, events_seq)
    select g.id, ${sessionId}, v.rev, v.lexemes::tsvector || ${sql.join(forms, sql` || `)},
      array_to_tsvector(array(select jsonb_array_elements_text(v.words))) || strip(to_tsvector('english', v.plain)), v.seq
    from ${valuesOf(rows, sql`id uuid, rev int, lexemes text, a text, b text, c text, d text, words jsonb, plain text, seq int`)}
    join segments g on g.id = v.id
    on conflict (segment_id) do update set rev = excluded.rev, record = excluded.record,
      events = coalesce(excluded.events, segment_texts.events), events_seq = case when excluded.events is null then segment_texts.events_seq else excluded.events_seq end`);
}

async function wordsOfEvents(tx: Tx, sessionId: string, segment: StaleSegment) {
  const lexemes = new Lexemes(EVENT_WORDS_CHARS);
  for await (const texts of eventTexts(tx, sessionId, segment)) {
    for (const text of texts) lexemes.add(text.replace(ESCAPED, ' '));
    if (lexemes.isFull) break;
  }
  const words = lexemes.all;
  return { words, plain: words.filter(isPlain).join(' '), seq: segment.newestSeq };
}

/** Line ends and tabs as JSON writes them: they would stick to the word that follows. */
const ESCAPED = /\\[nrtbf]/g;

/** Brings the words of a project's sessions up to date that wait for their job. What fails is left to it. */
export async function ensureIndexed(ctx: Context, project: string): Promise<void> {
  const known = await getProject(ctx, project);
  if (!known) return;
  const waiting = await ctx.db.orm.execute<{ id: string }>(sql`
    with waiting as materialized (
      select (j.payload->>'session')::uuid as session_id from graphile_worker._private_jobs j
      where j.task_id = (select id from graphile_worker._private_tasks where identifier = 'index') and j.attempts = 0)
    select s.id from waiting w join sessions s on s.id = w.session_id where s.project_id = ${known.id}
    order by s.active_at desc limit ${MOST_AT_ONCE}`);
  for (const { id } of waiting) await indexNow(ctx, id);
}

/** In the place of the job that waits for it: what changes after that has a job of its own. */
async function indexNow(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db.orm.execute(sql`select graphile_worker.remove_job(${jobKey('index', sessionId)})`);
  try {
    await indexSession(ctx, sessionId);
  } catch (error) {
    log.warn({ session: sessionId, error: traceOf(error) }, 'words not read');
    await enqueueGathering(ctx.db.orm, [sessionId], { name: 'index', delayMs: 0 });
  }
}

/** Has the words of every session read whose records are not among them: those of before there was a search. */
export async function enqueueUnindexed(ctx: Context): Promise<void> {
  await enqueueGathering(ctx.db.orm, await listUnindexed(ctx.db.orm), { name: 'index', delayMs: 0 });
}
