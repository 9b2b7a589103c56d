import { isDeepStrictEqual } from 'node:util';
import type postgres from 'postgres';
import type { NewEvent } from '@/lib/events/new-event';
import type { StoredEvent } from '@/lib/events/placement';

/** An event that is stored already, with the id under which it is. */
interface Repeat extends StoredEvent {
  id: string;
}

/** An event as it is stored, with all that it says. */
interface Row {
  id: string;
  seq: number;
  content_hash: Uint8Array;
  raw_seq: number | null;
  part: number | null;
  says: unknown[];
}

/**
 * Of a file that was written anew: events that are stored already, though their line is another or stands in another place. Such a one is its line under
 * another id, or says the same under its own; what clients name themselves is what it is. `hasMoved` looks for all of them; otherwise an id that is taken by other content tells that it was.
 */
export async function findRepeats(
  sql: postgres.TransactionSql,
  sessionId: string,
  { events, stored, hasMoved }: { events: NewEvent[]; stored: ReadonlyMap<string, StoredEvent>; hasMoved: boolean },
): Promise<Map<NewEvent, Repeat>> {
  const isKnown = (event: NewEvent) => [event.id, event.fallbackId].some((id) => isSame(event, stored.get(id ?? '')));
  const open = events.filter((event) => event.fallbackId !== null && !isKnown(event));
  const taken = open.filter((event) => stored.has(event.id)).map((event) => event.id);
  if (open.length === 0 || (taken.length === 0 && !hasMoved)) return new Map();
  const rows = await sql<Row[]>`
    select event_id as id, seq, content_hash, raw_seq, source_part as part,
      jsonb_build_array(actor, kind, thread, call_id, text, input, output, is_error, exit_code,
        case when coalesce(text, output) is null and input is null then data end) as says
    from events where session_id = ${sessionId} and (event_id = any(${taken}) or encode(content_hash, 'hex') = any(${open.map((event) => hexOf(event.contentHash))}))`;
  const byLine = new Map(rows.map((row) => [lineOf(row.content_hash, row.part), row]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    open.flatMap((event) => {
      const own = byId.get(event.id);
      const row =
        byLine.get(lineOf(event.contentHash, event.part)) ?? (own && isDeepStrictEqual(own.says, saysOf(event)) ? own : null);
      return row ? [[event, { id: row.id, seq: row.seq, contentHash: row.content_hash, rawSeq: row.raw_seq ?? row.seq }]] : [];
    }),
  );
}

const isSame = (event: NewEvent, other: StoredEvent | undefined): boolean =>
  other !== undefined && Buffer.compare(event.contentHash, other.contentHash) === 0;

const hexOf = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

/** The events of a line share its hash. */
const lineOf = (hash: Uint8Array, part: number | null) => `${hexOf(hash)} ${part}`;

/** What stands in `data` beside words depends on the records before it, which may be gone. */
const saysOf = (event: NewEvent): unknown[] => {
  const { actor, kind, thread, callId, text, input = null, output, isError, exitCode } = event;
  const hasWords = (text ?? output ?? input) !== null;
  return [actor, kind, thread, callId, text, input, output, isError, exitCode, hasWords ? null : event.data];
};
