import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { AuditEntry } from '@/lib/audit/schema';

const COLUMNS = ['at', 'action', 'project', 'actor', 'actor_name', 'actor_id', 'subject', 'subject_id', 'details', 'ip'] as const;

/** Entries as CSV (RFC 4180) with a head; a cell that a spreadsheet would take for a formula begins with a quote. */
export function auditCsv(entries: AsyncIterable<AuditEntry>): ReadableStream {
  const rows = stringify({ header: true, columns: [...COLUMNS], escape_formulas: true });
  pipeline(Readable.from(rowsOf(entries)), rows, () => {}); // a failure ends both ends, and the reader learns of it by its own
  return Readable.toWeb(rows) as ReadableStream;
}

/** Entries as NDJSON. */
export const auditLines = (entries: AsyncIterable<AuditEntry>): ReadableStream =>
  Readable.toWeb(Readable.from(linesOf(entries), { objectMode: false })) as ReadableStream;

async function* rowsOf(entries: AsyncIterable<AuditEntry>) {
  for await (const { actor, details, ...entry } of entries)
    yield {
      ...entry,
      actor: actor.type,
      actor_name: actor.name,
      actor_id: actor.id,
      details: details && JSON.stringify(details),
    };
}

async function* linesOf(entries: AsyncIterable<AuditEntry>) {
  for await (const entry of entries) yield Buffer.from(`${JSON.stringify(entry)}\n`);
}
