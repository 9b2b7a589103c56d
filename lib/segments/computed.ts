import { MAIN_THREAD } from '@/lib/events/schema';
import { activityOf } from '@/lib/segmenter/facts/activity';
import { type CountedFacts, factsOf } from '@/lib/segmenter/facts/facts';
import { type LinkSignals, linkSignals } from '@/lib/segmenter/links/link-signals';
import { eventReferences, type KnownReferences } from '@/lib/segmenter/references/event-references';
import { referencesIn } from '@/lib/segmenter/references/mentions';
import { referencesOfFacts, unique } from '@/lib/segmenter/references/reference-identity';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import type { Reference } from '@/lib/segments/schema';

/** Facts with what the events refer to, files apart (those are told by what was changed), and with what tells that earlier items are taken up. */
export interface ComputedFacts extends CountedFacts {
  /** Absent where it was not computed yet. */
  references?: Reference[];
  /** Absent where it was not computed yet. */
  signals?: LinkSignals;
}

/** Facts as they are stored: with the identifiers that the record mentions. */
export interface StoredFacts extends ComputedFacts {
  mentioned: Reference[];
}

/** Columns of a segment that code computes from its events. */
export interface Computed {
  facts: ComputedFacts;
  activity: [number, number, number][];
  eventCount: number;
  startedAt: string | null;
  endedAt: string | null;
}

/**
 * What code reads off a segment's events. It lasts as long as its main-thread events: a subagent may run on beyond it, and
 * what an agent notes for itself may carry a time of long before.
 */
export function compute(events: readonly SegmenterEvent[], cwd: string | null, known?: KnownReferences): Computed {
  const main = events.filter((event) => event.thread === MAIN_THREAD);
  const heard = main.filter((event) => !event.isNoise);
  const times = ([heard, main].find(({ length }) => length > 0) ?? events).map((event) => event.at);
  const instant = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString() : null);
  return {
    facts: { ...factsOf(events, cwd), references: referencesOf(events, cwd, known), signals: linkSignals(events) },
    activity: activityOf(events),
    eventCount: events.length,
    startedAt: instant(times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    endedAt: instant(times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
  };
}

const referencesOf = (events: readonly SegmenterEvent[], cwd: string | null, known?: KnownReferences): Reference[] =>
  unique(
    eventReferences(events, { cwd, known })
      .filter(({ kind }) => kind !== 'file')
      .map(({ kind, text, role }) => ({ kind, text, role })),
  );

/** All that a segment refers to: what its record mentions, and what its events name and make. */
export const referencesOfStored = ({
  mentioned,
  references = [],
  ...facts
}: Pick<StoredFacts, 'mentioned' | 'references' | 'commits' | 'pull_requests'>): Reference[] =>
  unique([...mentioned, ...references, ...referencesOfFacts(facts)]);

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
