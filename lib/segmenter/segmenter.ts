import type { Actor, EventUsage, Kind } from '@/lib/events/schema';
import type { Scores } from '@/lib/segmenter/boundaries/places';
import type { Choice } from '@/lib/segmenter/boundaries/starts';
import type { Segment, SegmentStatus } from '@/lib/segments/schema';

/** The tool part of an event, as light as the segmenter needs it: outputs keep head and tail, inputs only what is read. */
export interface SegmenterTool {
  name: string | null;
  callId: string | null;
  input: unknown;
  output: string | null;
  isError: boolean | null;
  exitCode: number | null;
}

/** An event as the segmenter reads it; `at` in milliseconds since the epoch. */
export interface SegmenterEvent {
  seq: number;
  at: number;
  thread: string;
  actor: Actor;
  kind: Kind;
  text: string | null;
  tool: SegmenterTool | null;
  data: Record<string, unknown> | null;
  usage: EventUsage | null;
  isNoise: boolean;
}

/** Bounds on the main thread, inclusive. Only the last segment is open: later events may still join it. */
export interface CutSegment {
  firstSeq: number;
  lastSeq: number;
  isOpen: boolean;
  /** How each place inside scores as a boundary: what another granularity selects from. */
  scores: Scores;
}

export type CutOptions = Pick<Choice, 'granularity' | 'edits'>;

/** What a claim can be part of. */
export const CLAIM_FIELDS = ['summary', 'outcome', 'decision', 'next_step', 'question'] as const;
export type ClaimField = (typeof CLAIM_FIELDS)[number];

/** A sentence or an item, with the seqs of the events that prove it. */
export interface DraftClaim {
  field: ClaimField;
  text: string;
  party: 'agent' | 'person' | null;
  evidence: number[];
}

/** What a segmenter says of a segment; an absent field is better than a wrong one. */
export interface DraftRecord {
  title: string;
  status: SegmentStatus;
  verification: Segment['verification'];
  ask: string | null;
  summary: string | null;
  outcome: string | null;
  claims: DraftClaim[];
}

/**
 * Divides a session and says what each part is, as pure functions of its events in order of `seq`.
 * `cut` needs no more than the events from the open segment's first one on: closed segments stay, and it returns that segment and the later ones.
 * `record` gets the events that belong to one segment, those of subagents included; `isLast` tells that nothing follows it yet.
 */
export interface Segmenter {
  name: string;
  version: number;
  cut(events: readonly SegmenterEvent[], options?: CutOptions): CutSegment[];
  /** Starts of segments, selected from the scores of a whole cut that ends at `lastSeq`: no events are needed. */
  select(scores: Scores, lastSeq: number, choice: Choice): number[];
  record(events: readonly SegmenterEvent[], where: { isLast: boolean }): DraftRecord;
}
