import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

const ROWS_AT_ONCE = 2000;

/** Inserts whole rows, keyed by column name: one statement and one parameter for up to 2,000 of them. */
export async function insertRows(
  tx: Tx,
  table: 'segments' | 'records' | 'claims' | 'evidence' | 'links' | 'event_references',
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const name = sql.identifier(table);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const page = JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE));
    await tx.execute(sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${page}::text::jsonb)`);
  }
}

/** Rows of values for `from`, in one parameter; `columns` name and type them, such as `id uuid, n int`. */
export const valuesOf = (rows: readonly object[], columns: SQL): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(${columns})`;

/** One of these ids, in one parameter: a statement takes 65,534 of them. Compared with `=`. */
export const anyId = (ids: Iterable<string>): SQL =>
  sql`any(array(select jsonb_array_elements_text(${JSON.stringify([...ids])}::text::jsonb)::uuid))`;

/** The same of texts. */
export const anyText = (texts: Iterable<string>): SQL =>
  sql`any(array(select jsonb_array_elements_text(${JSON.stringify([...texts])}::text::jsonb)))`;
