import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { NO_FACTS } from '@/lib/segmenter/facts/facts';
import { insertRows, valuesOf } from '@/lib/segments/bulk-commands';
import type { Segment, SegmentInput } from '@/lib/segments/schema';
import type { SentItem } from '@/lib/segments/sent-items';
import type { EventRef } from '@/lib/segments/sent-refs-queries';
import type { Settling } from '@/lib/segments/settling-queries';
import { storableInstant } from '@/lib/storable';

/** A segment that was sent before. */
export interface KnownSegment {
  id: string;
  key: string;
  sentFirst: EventRef | null;
  sentLast: EventRef | null;
  verification: Segment['verification'];
  ask: string | null;
}

/** The segments that clients sent into a cut. */
export async function knownSegments(tx: Tx, session: Settling, cut: number): Promise<KnownSegment[]> {
  return tx.execute<KnownSegment & Record<string, unknown>>(sql`
    select s.id, s.key, s.sent_first as "sentFirst", s.sent_last as "sentLast", r.verification, r.ask
    from segments s join records r on r.segment_id = s.id and r.rev = s.rev where s.session_id = ${session.id} and s.cut = ${cut} and s.key is not null`);
}

/** A segment as it was written: new ones stand without a number until the cut is arranged. */
export interface WrittenSegment {
  id: string;
  isKnown: boolean;
  input: SegmentInput;
}

interface Writing {
  cut: number;
  items: readonly SentItem[];
  known: readonly KnownSegment[];
  hasEvents: boolean;
}

/** Writes the rows of segments with the bounds and times that were sent; times count only where no events tell them. */
export async function writeSent(tx: Tx, session: Settling, { cut, items, known, hasEvents }: Writing): Promise<WrittenSegment[]> {
  const idOfKey = new Map(known.map((row) => [row.key, row.id]));
  const written = items.map(({ input }) => ({ id: idOfKey.get(input.key) ?? uuidv7(), isKnown: idOfKey.has(input.key), input }));
  const now = new Date().toISOString();
  const fresh = written.filter(({ isKnown }) => !isKnown);
  await insertRows(
    tx,
    'segments',
    fresh.map(({ id, input }, i) => ({
      ...{
        id,
        session_id: session.id,
        cut,
        n: -1 - known.length - i,
        span_id: id,
        key: input.key,
        origin: 'agent',
        is_open: false,
        rev: 1,
        first_seq: null,
        last_seq: null,
      },
      ...{
        sent_first: input.first ?? null,
        sent_last: input.last ?? null,
        started_at: instant(input.started_at),
        ended_at: instant(input.ended_at),
      },
      ...{ event_count: 0, facts: { ...NO_FACTS, mentioned: [] }, activity: [], created_at: now, updated_at: now },
    })),
  );
  await updateKnown(
    tx,
    written.filter(({ isKnown }) => isKnown),
    hasEvents,
  );
  return written;
}

async function updateKnown(tx: Tx, segments: readonly WrittenSegment[], hasEvents: boolean): Promise<void> {
  if (segments.length === 0) return;
  const rows = segments.map(({ id, input }) => ({
    ...{ id, sent_first: input.first ?? null, sent_last: input.last ?? null },
    ...{ started_at: instant(input.started_at), ended_at: instant(input.ended_at) },
  }));
  const columns = sql`id uuid, sent_first jsonb, sent_last jsonb, started_at timestamptz, ended_at timestamptz`;
  await tx.execute(sql`
    update segments s set sent_first = v.sent_first, sent_last = v.sent_last,
      started_at = case when ${hasEvents} and s.first_seq is not null then s.started_at else v.started_at end,
      ended_at = case when ${hasEvents} and s.first_seq is not null then s.ended_at else v.ended_at end
    from ${valuesOf(rows, columns)} where s.id = v.id`);
}

/** A time as it is stored; null where none was sent. */
export const instantOf = (text: string | null | undefined) => (text ? storableInstant(text) : null);

const instant = (text: string | null | undefined) => instantOf(text)?.toISOString() ?? null;
