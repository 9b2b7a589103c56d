import type { NewEvent, NewRecord } from '@/lib/events/new-event';

/** An event that is stored already, as far as it matters here. */
export interface StoredEvent {
  seq: number;
  contentHash: Uint8Array;
  /** The seq of the event that holds its raw line. */
  rawSeq: number;
}

/** What becomes of an event: stored now (under its fallback id where the id was taken), stored before, or refused. */
export interface Placed {
  event: NewEvent;
  outcome: 'accepted' | 'duplicate' | 'conflict';
  /** The id under which it stands. */
  id: string;
  seq: number | null;
  /** Only of accepted ones: where the raw line is. Equal to `seq` if this event holds it. */
  rawSeq: number | null;
}

/**
 * Numbers the events that are new, in order and without gaps, from `lastSeq` + 1. The same id with the same content is a duplicate, also within
 * the batch; with other content it takes its fallback id or is a conflict. What `repeats` names is a duplicate whatever its id. The first accepted event
 * of a record holds the record's raw line.
 */
export function placeEvents(
  records: readonly NewRecord[],
  { stored, repeats }: { stored: ReadonlyMap<string, StoredEvent>; repeats?: ReadonlyMap<NewEvent, StoredEvent> },
  lastSeq: number,
): Placed[][] {
  const known = new Map(stored);
  let seq = lastSeq;
  return records.map((record) => {
    let rawSeq: number | null = null;
    return record.events.map((event) => {
      const repeated = repeats?.get(event);
      const { id, twin } = repeated ? { id: event.id, twin: repeated } : find(event, known);
      if (id === null) return { event, outcome: 'conflict', id: event.id, seq: null, rawSeq: null };
      if (twin) {
        rawSeq ??= twin.rawSeq;
        return { event, outcome: 'duplicate', id, seq: twin.seq, rawSeq: null };
      }
      seq += 1;
      rawSeq ??= seq;
      known.set(id, { seq, contentHash: event.contentHash, rawSeq });
      return { event, outcome: 'accepted', id, seq, rawSeq };
    });
  });
}

/** The id that the event may have, and the event that already has it with the same content; no id if none is left. */
function find(event: NewEvent, known: ReadonlyMap<string, StoredEvent>): { id: string | null; twin: StoredEvent | null } {
  for (const id of [event.id, event.fallbackId]) {
    if (id === null) continue;
    const other = known.get(id);
    if (!other) return { id, twin: null };
    if (Buffer.compare(other.contentHash, event.contentHash) === 0) return { id, twin: other };
  }
  return { id: null, twin: null };
}
