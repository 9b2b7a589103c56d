import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { anyText } from '@/lib/segments/bulk-commands';

/** How a client names an event: by its seq, or by the id that it chose. */
export type EventRef = string | number;

/** Finds the seqs of events up to `upTo`; one that has not arrived is null. */
export async function resolveRefs(
  tx: Tx,
  sessionId: string,
  refs: readonly (EventRef | null)[],
  upTo: number,
): Promise<(ref: EventRef | null) => number | null> {
  const ids = [...new Set(refs.filter((ref) => typeof ref === 'string'))];
  const rows =
    ids.length === 0
      ? []
      : await tx.execute<{ event_id: string; seq: number }>(sql`
          select event_id, seq from events where session_id = ${sessionId} and event_id = ${anyText(ids)} and seq <= ${upTo}`);
  const known = new Map(rows.map((row) => [row.event_id, row.seq]));
  return (ref) => (typeof ref === 'number' ? (ref <= upTo ? ref : null) : ref === null ? null : (known.get(ref) ?? null));
}

/** A reference as it is kept while its event has not arrived: JSON, so that the seq 13 and the id "13" differ. */
export const writeRef = (ref: EventRef): string => JSON.stringify(ref);

/** The id that a kept reference names, or null if it names a seq. */
export const refId = (ref: string): string | null => (ref.startsWith('"') ? String(JSON.parse(ref)) : null);
