import { MAIN_THREAD } from '@/lib/events/schema';
import { activityOf } from '@/lib/segmenter/activity';
import { factsOf } from '@/lib/segmenter/facts';
import { referencesIn } from '@/lib/segmenter/references';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import type { Facts, Reference } from '@/lib/segments/schema';

/** Facts as they are stored: with the identifiers that the record mentions. */
export interface StoredFacts extends Facts {
  mentioned: Reference[];
}

/** Columns of a segment that code computes from its events. */
export interface Computed {
  facts: Facts;
  activity: [number, number, number][];
  eventCount: number;
  startedAt: string | null;
  endedAt: string | null;
}

/** What code reads off a segment's events. It lasts as long as its main-thread events: a subagent may run on beyond it. */
export function compute(events: readonly SegmenterEvent[], cwd: string | null): Computed {
  const main = events.filter((event) => event.thread === MAIN_THREAD);
  const times = (main.length > 0 ? main : events).map((event) => event.at);
  const instant = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString() : null);
  return {
    facts: factsOf(events, cwd),
    activity: activityOf(events),
    eventCount: events.length,
    startedAt: instant(times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    endedAt: instant(times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
  };
}

/** Identifiers in the texts of a record. */
export const mentionsOf = (record: {
  title: string;
  ask: string | null;
  summary: string | null;
  outcome: string | null;
  claims: readonly { field: string; text: string }[];
}): Reference[] =>
  referencesIn(
    [
      record.title,
      record.ask,
      record.summary,
      record.outcome,
      ...record.claims.filter((claim) => claim.field !== 'summary' && claim.field !== 'outcome').map((claim) => claim.text),
    ]
      .filter((text) => text !== null)
      .join('\n'),
  );
