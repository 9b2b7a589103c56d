import { MAIN_THREAD } from '@/lib/events/schema';
import { type Candidate, candidatesOf } from '@/lib/segmenter/candidates';
import { featuresOf } from '@/lib/segmenter/features';
import { scoreOf } from '@/lib/segmenter/scores';
import type { CutSegment, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { type Granularity, type Selection, selectBoundaries } from '@/lib/segmenter/select';
import { type Visible, visibleOf } from '@/lib/segmenter/visible';

/** Visible things after which a boundary is believed while its turn still goes on. */
const ENOUGH = 40;
/** Last visible things among which a boundary without a prompt must not depend on where the session ends. */
const AGREED = 15;
/** Visible things after which nothing is waited for. */
const FAR_BACK = 120;

/**
 * Divides events by their structure. Only boundaries that enough follows are drawn: what comes later can hardly change them,
 * so segments before the last may be kept for good.
 */
export function cutByStructure(
  events: readonly SegmenterEvent[],
  { granularity = 'normal' }: { granularity?: Granularity } = {},
): CutSegment[] {
  const first = events[0];
  if (!first) return [];
  const seen = visibleOf(events);
  const candidates = candidatesOf(seen);
  const { chosen, isAgreed } = divide(seen, candidates, granularity);
  const live = candidates.findIndex(({ at }) => at >= seen.length - AGREED);
  const isKept = (i: number) =>
    isSettled(seen, candidates[i]) &&
    (hasPrompt(candidates[i]) || isFarBack(seen, candidates[i]) || live < 0 || isAgreed(i, live));
  while (chosen.length > 1 && !isKept(chosen.at(-1) ?? 0)) chosen.pop();
  const starts = chosen.slice(1).map((i) => seen[candidates[i]?.at ?? 0]?.event.seq ?? first.seq);
  return toSegments(events, [first.seq, ...starts]);
}

const isFarBack = (seen: readonly Visible[], candidate: Candidate | undefined) => seen.length - (candidate?.at ?? 0) >= FAR_BACK;
const hasPrompt = (candidate: Candidate | undefined) => candidate !== undefined && candidate.prompt >= 0;

function divide(seen: readonly Visible[], candidates: readonly Candidate[], granularity: Granularity): Selection {
  const features = featuresOf(seen, candidates);
  const positions = [0];
  for (const { weight } of seen) positions.push((positions.at(-1) ?? 0) + weight);
  const scored = candidates.map(({ at }, i) => ({ position: positions[at] ?? 0, score: scoreOf(features[i] ?? {}) }));
  return selectBoundaries(scored, positions.at(-1) ?? 0, granularity);
}

/** True if enough follows a boundary, or the turn in which it stands is over. */
function isSettled(seen: readonly Visible[], candidate: Candidate | undefined): boolean {
  if (!candidate) return true;
  if (seen.length - candidate.at >= ENOUGH) return true;
  const after = Math.max(candidate.at, candidate.prompt) + 1;
  return seen.slice(after).some(({ kind }) => kind === 'prompt' || kind === 'interrupt') || seen.at(-1)?.kind === 'text';
}

/** Bounds from starts; they end at main-thread events if there are any. */
function toSegments(events: readonly SegmenterEvent[], starts: readonly number[]): CutSegment[] {
  const main = events.filter((event) => event.thread === MAIN_THREAD);
  const bounded = main.length > 0 ? main : events;
  let at = 0;
  return starts.map((firstSeq, i) => {
    const next = starts[i + 1] ?? Number.POSITIVE_INFINITY;
    let lastSeq = firstSeq;
    for (; at < bounded.length; at += 1) {
      const seq = bounded[at]?.seq ?? next;
      if (seq >= next) break;
      lastSeq = seq;
    }
    return { firstSeq, lastSeq, isOpen: i === starts.length - 1 };
  });
}
