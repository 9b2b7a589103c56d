import type postgres from 'postgres';
import type { NewEvent } from '@/lib/events/new-event';

/** An event with its number and what follows from its place. */
export interface EventRow extends NewEvent {
  seq: number;
  raw: Buffer | null;
  rawSeq: number | null;
}

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
const columnsOf = (row: EventRow, session: { id: string; receivedAt: Date }) => ({
  session_id: session.id,
  received_at: session.receivedAt,
  seq: row.seq,
  event_id: row.id,
  content_hash: hex(row.contentHash),
  at: row.at,
  thread: row.thread,
  actor: row.actor,
  kind: row.kind,
  text: row.text,
  tool_name: row.toolName,
  call_id: row.callId,
  input: row.input,
  output: row.output,
  is_error: row.isError,
  exit_code: row.exitCode,
  usage: row.usage,
  data: row.data,
  is_noise: row.isNoise,
  redacted: row.redacted,
  source: row.source,
  source_line: row.line,
  source_part: row.part,
  raw: row.raw && hex(row.raw),
  raw_seq: row.rawSeq,
});

/** As Postgres reads bytes. */
const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
