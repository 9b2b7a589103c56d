import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { clockAhead } from '@/lib/display';
import type { EventUsage } from '@/lib/events/schema';
import type { MatchableEvent } from '@/lib/segmenter/claims/evidence-match';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { readable, readableParts } from '@/lib/segmenter/text/readable';
import { anyText } from '@/lib/segments/bulk-commands';

/** Events that are worked on at once: some tens of megabytes. */
export const EVENTS_AT_ONCE = 20_000;
const PAGE = 5000;
const MATCHED_CHARS = 20_000;

/** Main-thread events between two seqs and the events of some threads, as known up to a seq. */
export interface EventRange {
  from: number;
  to: number;
  threads: readonly string[];
  upTo: number;
}

type Row = Record<string, unknown> & {
  seq: number;
  at: number;
  received_at: number;
  thread: string;
  actor: SegmenterEvent['actor'];
  kind: SegmenterEvent['kind'];
  text: string | null;
  tool_name: string | null;
  call_id: string | null;
  input: unknown;
  output: string | null;
  is_error: boolean | null;
  exit_code: number | null;
  usage: EventUsage | null;
  data: Record<string, unknown> | null;
  is_noise: boolean;
};

/** What was copied from another session is counted there. */
export const COUNTED_USAGE = sql`case when copied_from is not null or data ? 'copied_from' then null else usage end`;

/** Whole is what people and agents said and what the segmenter reads of tools; the rest keeps head and tail. */
const LIGHT = sql`seq, (extract(epoch from at) * 1000)::float8 as at, (extract(epoch from received_at) * 1000)::float8 as received_at, thread, actor, kind, is_noise, tool_name, call_id, is_error, exit_code, ${COUNTED_USAGE} as usage,
  case when thread = 'main' and kind in ('prompt', 'message') then text else left(text, 2000) end as text,
  case when kind <> 'tool_call' then null
    when pg_column_size(input) < 4000 or jsonb_typeof(input) <> 'object' or tool_name ~* 'edit|write|patch|replace|create|todo|plan|question|ask|user_input' then input
    else jsonb_strip_nulls(jsonb_build_object('command', input->'command', 'cmd', input->'cmd', 'script', input->'script', 'run_in_background', input->'run_in_background',
      'workdir', input->'workdir', 'file_path', input->'file_path'))
  end as input,
  case when length(output) > 6000 then left(output, 3000) || E'\n…\n' || right(output, 3000) else output end as output,
  case when data is null or pg_column_size(data) < 4000 then data #- '{patch,hunks}'
    else jsonb_strip_nulls(jsonb_build_object('type', data->'type', 'patch', data->'patch' #- '{hunks}', 'answers', data->'answers', 'items', data->'items',
      'is_whole', data->'is_whole', 'call_id', data->'call_id', 'url', data->'url', 'number', data->'number', 'sha', data->'sha',
      'is_approved', data->'is_approved', 'is_partial', data->'is_partial', 'phase', data->'phase'))
  end as data`;

/** The events of a range in order of seq, as light as the segmenter needs them. */
export async function loadEvents(tx: Tx, sessionId: string, range: EventRange): Promise<SegmenterEvent[]> {
  return (await inOrder<Row>(tx, LIGHT, sessionId, range)).map(lightEvent);
}

/** The events of all threads behind a seq, in order, up to another one. */
export async function loadSpan(tx: Tx, sessionId: string, { after, upTo }: { after: number; upTo: number }) {
  const rows = await pages<Row>(tx, LIGHT, sessionId, sql`seq <= ${upTo}`, after);
  return rows.map(lightEvent);
}

/** Calls by their ids among the events of a span. */
export async function loadCalls(
  tx: Tx,
  sessionId: string,
  { callIds, after, upTo }: { callIds: readonly string[]; after: number; upTo: number },
): Promise<SegmenterEvent[]> {
  if (callIds.length === 0) return [];
  const which = sql`seq <= ${upTo} and kind = 'tool_call' and call_id = ${anyText(callIds)}`;
  return (await pages<Row>(tx, LIGHT, sessionId, which, after)).map(lightEvent);
}

const lightEvent = (row: Row): SegmenterEvent => ({
  seq: row.seq,
  at: row.at - clockAhead(row.at, row.received_at),
  thread: row.thread,
  actor: row.actor,
  kind: row.kind,
  text: row.text === null ? null : readable(row.text),
  tool: row.tool_name === null && row.call_id === null && row.output === null ? null : toolOf(row),
  data: readableParts(row.data),
  usage: row.usage,
  isNoise: row.is_noise,
});

const toolOf = (row: Row) => ({
  name: row.tool_name,
  callId: row.call_id,
  input: readableInput(row.input),
  output: row.output === null ? null : readable(row.output),
  isError: row.is_error,
  exitCode: row.exit_code,
});

/** The lines that an edit replaces are counted, not read. */
function readableInput(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return readableParts(input);
  return Object.fromEntries(Object.entries(input).map(([key, part]) => [key, COUNTED.has(key) ? part : readableParts(part)]));
}

const COUNTED = new Set(
  'old_string old_str oldString new_string new_str newString new_source content file_text edits'.split(' '),
);

/** What an input says, its escapes read. */
const INPUT_TEXT = sql`replace(replace(replace(input::text, '\\n', ' '), '\\t', ' '), '\\"', '"')`;
/** All that an event says in one string. */
export const WHOLE_TEXT: SQL = sql`concat_ws(' ', text, ${INPUT_TEXT}, output)`;

/** The same events as texts in which identifiers are looked for. */
export async function loadMatchable(tx: Tx, sessionId: string, range: EventRange): Promise<MatchableEvent[]> {
  const columns = sql`seq, thread, concat_ws(' ', left(text, ${MATCHED_CHARS}), left(${INPUT_TEXT}, ${MATCHED_CHARS}), left(output, ${MATCHED_CHARS})) as text`;
  return inOrder<MatchableEvent & Record<string, unknown>>(tx, columns, sessionId, range);
}

async function inOrder<T extends Record<string, unknown> & { seq: number }>(
  tx: Tx,
  columns: SQL,
  sessionId: string,
  range: EventRange,
): Promise<T[]> {
  const main = sql`thread = 'main' and seq between ${range.from} and ${Math.min(range.to, range.upTo)}`;
  const rows = await pages<T>(tx, columns, sessionId, main, range.from - 1);
  if (range.threads.length === 0) return rows;
  const others = sql`thread = ${anyText(range.threads)} and thread <> 'main' and seq <= ${range.upTo}`;
  return [...rows, ...(await pages<T>(tx, columns, sessionId, others, 0))].sort((a, b) => a.seq - b.seq);
}

/** `columns` select what `T` has. What was copied from another session belongs to no segment. */
async function pages<T extends Record<string, unknown> & { seq: number }>(
  tx: Tx,
  columns: SQL,
  sessionId: string,
  which: SQL,
  start: number,
): Promise<T[]> {
  const rows: T[] = [];
  for (let after = start; ; ) {
    const page = await tx.execute(sql`
      select ${columns} from events where session_id = ${sessionId} and ${which} and copied_from is null and seq > ${after} order by seq limit ${PAGE}`);
    const found = page as unknown as T[];
    rows.push(...found);
    const last = found.at(-1);
    if (!last || found.length < PAGE) return rows;
    after = last.seq;
  }
}

/** Where each subagent's thread hangs on the main thread. */
export async function loadAnchors(tx: Tx, sessionId: string): Promise<Map<string, number>> {
  const rows = await tx.execute<{ thread: string; anchor_seq: number }>(
    sql`select thread, anchor_seq from threads where session_id = ${sessionId}`,
  );
  return new Map(rows.map((row) => [row.thread, row.anchor_seq]));
}

/**
 * Main-thread seqs at which something changed that happened elsewhere, by the events from `after` on: where a thread hangs that got events,
 * and where a thread stood before the call that spawned it arrived.
 */
export async function findStirred(
  tx: Tx,
  sessionId: string,
  { after, upTo }: { after: number; upTo: number },
): Promise<number[]> {
  const rows = await tx.execute<{ seq: number }>(sql`
    select t.anchor_seq as seq from threads t where t.session_id = ${sessionId} and t.thread in (
      select distinct thread from events where session_id = ${sessionId} and seq > ${after} and seq <= ${upTo} and thread <> 'main')
    union
    select coalesce((select max(m.seq) from events m where m.session_id = ${sessionId} and m.thread = 'main' and m.seq < f.seq), 1) as seq
    from (
      select min(e.seq) as seq from threads t
      join events c on c.session_id = t.session_id and c.call_id = t.spawn_call_id and c.kind = 'tool_call' and c.seq > ${after} and c.seq <= ${upTo}
      join events e on e.session_id = t.session_id and e.thread = t.thread and e.thread <> 'main'
      where t.session_id = ${sessionId} group by t.thread) f`);
  return rows.map((row) => row.seq);
}

/** The last main-thread event up to a seq; that seq itself if there is no main thread. */
export async function lastMainSeq(tx: Tx, sessionId: string, upTo: number): Promise<number> {
  const [row] = await tx.execute<{ seq: number }>(sql`
    select seq from events where session_id = ${sessionId} and thread = 'main' and seq <= ${upTo} order by seq desc limit 1`);
  return row?.seq ?? upTo;
}
