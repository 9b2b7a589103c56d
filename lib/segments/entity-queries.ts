import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Missing } from '@/lib/segmenter/claims/claim-check';
import type { Entity } from '@/lib/segmenter/claims/entities';
import { matcherOf } from '@/lib/segmenter/claims/entity-match';
import { WHOLE_TEXT } from '@/lib/segments/event-queries';

/** More names than this are not looked for at once, and none in longer sessions: a pass over 100,000 events takes some seconds. Of the others nothing is said. */
const MAX_NAMES = 20;
const MAX_EVENTS = 100_000;

const keyOf = ({ kind, text }: Entity) => `${kind} ${text}`;

/** Looks for names in all events of a session, in one pass. Returns a test that is true for those that were looked for and are in none. */
export async function findNowhere(
  tx: Tx,
  sessionId: string,
  entities: readonly Entity[],
): Promise<(missing: Missing) => boolean> {
  const wanted = [...new Map(entities.map((entity) => [keyOf(entity), entity])).values()].slice(0, MAX_NAMES);
  if (wanted.length === 0 || (await isLong(tx, sessionId))) return () => false;
  const matchers = wanted.map((entity, i) => ({ i, ...matcherOf(entity) }));
  const rows = await tx.execute<{ i: number }>(sql`
    with m as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(matchers)}::text::jsonb) as m(i int, hint text, whole text, parts text[]))
    select distinct found.i from (select ${WHOLE_TEXT} as whole_text from events where session_id = ${sessionId} offset 0) e,
      lateral (select m.i from m where strpos(e.whole_text, m.hint) > 0 and (e.whole_text ~ m.whole
        or cardinality(m.parts) > 0 and not exists (select 1 from unnest(m.parts) as part where e.whole_text !~ part))) found`);
  const found = new Set(rows.map(({ i }) => i));
  const nowhere = new Set(wanted.filter((_, i) => !found.has(i)).map(keyOf));
  return ({ entity }) => nowhere.has(keyOf(entity));
}

async function isLong(tx: Tx, sessionId: string): Promise<boolean> {
  const [row] = await tx.execute(sql`select 1 from sessions where id = ${sessionId} and last_seq > ${MAX_EVENTS}`);
  return row !== undefined;
}
