import { AppError } from '@/lib/errors';
import type { BoundaryEdit } from '@/lib/segmenter/boundaries/starts';

/** A segment of a heuristic cut; the list is in order and without gaps. */
export interface BoundedSegment {
  id: string;
  n: number;
  firstSeq: number;
  lastSeq: number;
}

/** What a person wants of a cut's boundaries. */
export type BoundaryChange =
  | { reason: 'split'; segment: string; at: number }
  | { reason: 'merge'; segment: string }
  | { reason: 'move'; moves: readonly { segment: string; first_seq: number }[] };

/** The boundaries that a change sets and removes, in order; none where all is so already. Throws `not_possible` with what to do instead. */
export function editsOf(segments: readonly BoundedSegment[], change: BoundaryChange): BoundaryEdit[] {
  if (change.reason === 'split') return splitEdits(segmentOf(segments, change.segment), change.at);
  if (change.reason === 'merge') return mergeEdits(segments, segmentOf(segments, change.segment));
  return moveEdits(segments, change.moves);
}

/** The starts of segments after boundaries were set and removed. */
export function editedStarts(starts: readonly number[], edits: readonly BoundaryEdit[]): number[] {
  const set = new Set(starts);
  for (const { seq, kind } of edits) {
    if (kind === 'start') set.add(seq);
    else set.delete(seq);
  }
  return [...set].sort((a, b) => a - b);
}

function segmentOf<T extends BoundedSegment>(segments: readonly T[], id: string): T {
  const segment = segments.find((each) => each.id === id.toLowerCase());
  if (!segment) throw new AppError('not_found', 'The segment was not found in this session');
  return segment;
}

function splitEdits({ n, firstSeq, lastSeq }: BoundedSegment, at: number): BoundaryEdit[] {
  if (firstSeq === lastSeq) throw impossible(`Segment ${n} has one event only; it cannot be split.`);
  const advice = `Split it at an event from ${firstSeq + 1} to ${lastSeq}.`;
  if (at === firstSeq) throw impossible(`Segment ${n} begins with event ${at} already. ${advice}`);
  if (at < firstSeq || at > lastSeq) throw impossible(`Event ${at} is not in segment ${n}. ${advice}`);
  return [{ seq: at, kind: 'start' }];
}

function mergeEdits(segments: readonly BoundedSegment[], { n }: BoundedSegment): BoundaryEdit[] {
  const next = segments[n];
  if (!next) throw impossible(`Segment ${n} is the last one; merge the one before it instead.`);
  return [{ seq: next.firstSeq, kind: 'join' }];
}

function moveEdits(
  segments: readonly BoundedSegment[],
  moves: readonly { segment: string; first_seq: number }[],
): BoundaryEdit[] {
  const wanted = new Map(moves.map((move) => [segmentOf(segments, move.segment).n, move.first_seq]));
  const starts = segments.map(({ n, firstSeq }) => wanted.get(n) ?? firstSeq);
  const edits = new Map<number, BoundaryEdit>();
  for (const [i, { n, firstSeq, lastSeq }] of segments.entries()) {
    const [start = firstSeq, before = 0, after = lastSeq + 1] = [starts[i], starts[i - 1], starts[i + 1]];
    if (!wanted.has(n)) continue;
    if (n === 1 && start !== firstSeq)
      throw impossible('The first segment begins where the session begins; move the start of a later one.');
    if (n > 1 && (start <= before || start >= after))
      throw impossible(
        `Segment ${n} cannot begin with event ${start}: ${start <= before ? `segment ${n - 1} begins with ${before}` : i + 1 < segments.length ? `segment ${n + 1} begins with ${after}` : `the session ends with ${lastSeq}`}. Choose an event from ${before + 1} to ${after - 1}.`,
      );
    if (start !== firstSeq && !edits.has(firstSeq)) edits.set(firstSeq, { seq: firstSeq, kind: 'join' });
    if (start !== firstSeq) edits.set(start, { seq: start, kind: 'start' });
  }
  return [...edits.values()].sort((a, b) => a.seq - b.seq);
}

const impossible = (message: string) => new AppError('not_possible', message);
