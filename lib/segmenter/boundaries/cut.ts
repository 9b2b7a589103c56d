import { MAIN_THREAD } from '@/lib/events/schema';
import { type Candidate, candidatesOf } from '@/lib/segmenter/boundaries/candidates';
import { featuresOf } from '@/lib/segmenter/boundaries/features';
import { divideScores, type Place, type Scores, withPlaces } from '@/lib/segmenter/boundaries/places';
import { chooseStarts } from '@/lib/segmenter/boundaries/starts';
import { type Visible, visibleOf } from '@/lib/segmenter/boundaries/visible';
import { scoreOf } from '@/lib/segmenter/boundaries/weights';
import type { CutOptions, CutSegment, SegmenterEvent } from '@/lib/segmenter/segmenter';

/** Visible things after which a boundary is believed while its turn still goes on. */
const ENOUGH = 40;
/** Last visible things among which a boundary without a prompt must not depend on where the session ends. */
const AGREED = 15;
/** Visible things after which nothing is waited for. */
const FAR_BACK = 120;

/** Divides events by their structure; each segment carries how its places score. */
export function cutByStructure(events: readonly SegmenterEvent[], choice: CutOptions = {}): CutSegment[] {
  const lastSeq = events.at(-1)?.seq;
  if (lastSeq === undefined) return [];
  const scores = withPlaces(scoresOf(events), choice.edits?.map(({ seq }) => seq) ?? [], lastSeq);
  const starts = chooseStarts(scores, lastSeq, choice);
  const parts = divideScores(scores, starts);
  return toSegments(events, starts).map((bounds, i) => ({ ...bounds, scores: parts[i] ?? { length: 0, places: [] } }));
}

/** How each place scores at which a segment may start; the first event always is one. */
function scoresOf(events: readonly SegmenterEvent[]): Scores {
  const seen = visibleOf(events);
  const candidates = candidatesOf(seen);
  const features = featuresOf(seen, candidates);
  const positions = [0];
  for (const { weight } of seen) positions.push((positions.at(-1) ?? 0) + weight);
  const places = candidates.map((candidate, i) => ({
    seq: (i === 0 ? events[0] : seen[candidate.at]?.event)?.seq ?? 0,
    position: positions[candidate.at] ?? 0,
    score: scoreOf(features[i] ?? {}),
    hasPrompt: candidate.prompt >= 0,
    isSettled: isSettled(seen, candidate),
    isFarBack: seen.length - candidate.at >= FAR_BACK,
    isLive: candidate.at >= seen.length - AGREED,
  }));
  return { length: positions.at(-1) ?? 0, places: places.length > 0 ? places : [emptyPlace(events[0]?.seq ?? 0)] };
}

const emptyPlace = (seq: number): Place => ({
  ...{ seq, position: 0, score: 0 },
  ...{ hasPrompt: false, isSettled: false, isFarBack: false, isLive: false },
});

/** True if enough follows a boundary, or the turn in which it stands is over. */
function isSettled(seen: readonly Visible[], candidate: Candidate): boolean {
  if (seen.length - candidate.at >= ENOUGH) return true;
  const after = Math.max(candidate.at, candidate.prompt) + 1;
  return seen.slice(after).some(({ kind }) => kind === 'prompt' || kind === 'interrupt') || seen.at(-1)?.kind === 'text';
}

/** Bounds from starts; they end at main-thread events if there are any. */
function toSegments(events: readonly SegmenterEvent[], starts: readonly number[]): Omit<CutSegment, 'scores'>[] {
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
