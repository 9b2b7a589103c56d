import type postgres from 'postgres';
import type { NewEvent } from '@/lib/events/new-event';

/** An event with its number and what follows from its place. */
export interface EventRow extends NewEvent {
  seq: number;
  raw: Buffer | null;
  rawSeq: number | null;
}

interface Column {
  name: string;
  /** Postgres' number of the type. Given for every value, null or not, so that each row count is one prepared statement. */
  type: number;
  of(row: EventRow): unknown;
}

const BOOL = 16;
const BYTEA = 17;
const INT2 = 21;
const INT4 = 23;
const TEXT = 25;
const TEXTS = 1009;
const INSTANT = 1184;
const JSONB = 3802;

const COLUMNS: Column[] = [
  { name: 'seq', type: INT4, of: (row) => row.seq },
  { name: 'event_id', type: TEXT, of: (row) => row.id },
  { name: 'content_hash', type: BYTEA, of: (row) => row.contentHash },
  { name: 'at', type: INSTANT, of: (row) => row.at },
  { name: 'thread', type: TEXT, of: (row) => row.thread },
  { name: 'actor', type: TEXT, of: (row) => row.actor },
  { name: 'kind', type: TEXT, of: (row) => row.kind },
  { name: 'text', type: TEXT, of: (row) => row.text },
  { name: 'tool_name', type: TEXT, of: (row) => row.toolName },
  { name: 'call_id', type: TEXT, of: (row) => row.callId },
  { name: 'input', type: JSONB, of: (row) => row.input ?? null },
  { name: 'output', type: TEXT, of: (row) => row.output },
  { name: 'is_error', type: BOOL, of: (row) => row.isError },
  { name: 'exit_code', type: INT4, of: (row) => row.exitCode },
  { name: 'usage', type: JSONB, of: (row) => row.usage ?? null },
  { name: 'data', type: JSONB, of: (row) => row.data },
  { name: 'is_noise', type: BOOL, of: (row) => row.isNoise },
  { name: 'redacted', type: TEXTS, of: (row) => row.redacted },
  { name: 'source', type: TEXT, of: (row) => row.source },
  { name: 'source_line', type: INT4, of: (row) => row.line },
  { name: 'source_part', type: INT2, of: (row) => row.part },
  { name: 'raw', type: BYTEA, of: (row) => row.raw },
  { name: 'raw_seq', type: INT4, of: (row) => row.rawSeq },
];

/** Rows in one statement, largest first. Few sizes, for each is a prepared statement of its own; 1,000 rows stay below 65,535 parameters. */
const CHUNK_SIZES = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/** Inserts the rows of one session. The caller's transaction holds the lock that makes their numbers right. */
export async function insertRows(
  sql: postgres.TransactionSql,
  session: { id: string; receivedAt: Date },
  rows: EventRow[],
): Promise<void> {
  let start = 0;
  for (const size of CHUNK_SIZES) {
    for (; rows.length - start >= size; start += size) {
      const values = [sql.typed(session.id, 2950), sql.typed(session.receivedAt, INSTANT)];
      for (const row of rows.slice(start, start + size)) {
        for (const column of COLUMNS) values.push(sql.typed(column.of(row) as never, column.type));
      }
      await sql.unsafe(statement(size), values as never, { prepare: true });
    }
  }
}

const statements = new Map<number, string>();

/** The session's id and the time of receipt are the first two parameters, shared by all rows. */
function statement(size: number): string {
  const known = statements.get(size);
  if (known) return known;
  const row = (n: number) => `($1,$2,${COLUMNS.map((_, i) => `$${3 + n * COLUMNS.length + i}`).join(',')})`;
  const columns = ['session_id', 'received_at', ...COLUMNS.map((column) => column.name)].join(', ');
  const made = `insert into events (${columns}) values ${Array.from({ length: size }, (_, n) => row(n)).join(', ')}`;
  statements.set(size, made);
  return made;
}
