import type postgres from 'postgres';
import { deflateRaw, type NewEvent, type NewRecord } from '@/lib/events/new-event';
import type { Placed } from '@/lib/events/placement';

/** An event with its number and what follows from its place. */
export interface EventRow {
  event: NewEvent;
  seq: number;
  raw: Buffer | null;
  rawSeq: number | null;
}

/** The rows of the events that are accepted. The first one of a line holds it. */
export const rowsOf = (records: NewRecord[], placed: Placed[][]): EventRow[] =>
  placed.flatMap((events, i) =>
    events.flatMap(({ event, outcome, id, seq, rawSeq }) => {
      if (outcome !== 'accepted' || seq === null) return [];
      const line = rawSeq === seq ? records[i]?.line : undefined;
      const stored = id === event.id ? event : { ...event, id };
      return [{ event: stored, seq, raw: line ? deflateRaw(line) : null, rawSeq: line ? null : rawSeq }];
    }),
  );

/** Some hundred kilobytes in one statement: more is no faster, and stands in memory several times on its way. */
const ROWS_AT_ONCE = 100;

/**
 * Inserts the rows of one session. The caller's transaction holds the lock that makes their numbers right. All rows of a statement are one parameter:
 * writing a text of JSON takes a third of what thousands of values take, and every statement is the same one.
 */
export async function insertRows(
  sql: postgres.TransactionSql,
  session: { id: string; receivedAt: Date },
  rows: readonly EventRow[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const page = JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE).map((row) => columnsOf(row, session)));
    await sql`insert into events select * from json_populate_recordset(null::events, ${page}::text::json)`;
  }
}

/** Keyed by the names of the columns; what is not named is null. */
const columnsOf = ({ event, seq, raw, rawSeq }: EventRow, session: { id: string; receivedAt: Date }) => ({
  session_id: session.id,
  received_at: session.receivedAt,
  seq,
  event_id: event.id,
  content_hash: hex(event.contentHash),
  at: event.at,
  thread: event.thread,
  actor: event.actor,
  kind: event.kind,
  text: event.text,
  tool_name: event.toolName,
  call_id: event.callId,
  input: event.input,
  output: event.output,
  is_error: event.isError,
  exit_code: event.exitCode,
  usage: event.usage,
  data: event.data,
  is_noise: event.isNoise,
  redacted: event.redacted,
  source: event.source,
  source_line: event.line,
  source_part: event.part,
  raw: raw && hex(raw),
  raw_seq: rawSeq,
});

/** As Postgres reads bytes. */
const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
