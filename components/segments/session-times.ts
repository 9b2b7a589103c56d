import { durationOf } from '@/lib/display';
import type { Activity } from '@/lib/events/schema';
import type { SegmentRow } from '@/lib/segments/schema';

/** A pause is worth a word when it is longer than this and than 4 % of the time in which anything happened. */
const SHORTEST_GAP = 5 * 60_000;
const GAP_SHARE = 0.04;

type Timed = Pick<SegmentRow, 'started_at' | 'ended_at'>;

const millis = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

/** The pause from which on it is shown: in lists as a row of its own, on the tape as a hatched gap. */
export function gapThreshold(segments: Timed[], activity: Activity | null): number {
  const inBins = activity && new Set(activity.bins.map((bin) => bin.at)).size * activity.bin_seconds * 1000;
  const active = inBins ?? segments.reduce((sum, segment) => sum + (durationOf(segment) ?? 0), 0);
  return Math.max(SHORTEST_GAP, active * GAP_SHARE);
}

/** Milliseconds without events before a segment; 0 for a pause that is not worth a word. */
export function gapBefore(segment: Timed, previous: Timed | undefined, threshold: number): number {
  const start = millis(segment.started_at);
  const end = millis(previous?.ended_at ?? null);
  const pause = start === null || end === null ? 0 : start - end;
  return pause > threshold ? pause : 0;
}
