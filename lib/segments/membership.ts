import { MAIN_THREAD } from '@/lib/events/schema';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';

/** The place of the last of the rising `starts` that is not after a seq; the first one for anything before it. */
export function placeOf(starts: readonly number[], seq: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The events of each segment: those of the main thread by their seq, those of a subagent by where its thread hangs. */
export function byMembership(
  events: readonly SegmenterEvent[],
  starts: readonly number[],
  anchors: ReadonlyMap<string, number>,
): SegmenterEvent[][] {
  const groups: SegmenterEvent[][] = starts.map(() => []);
  for (const event of events) {
    const seq = event.thread === MAIN_THREAD ? event.seq : (anchors.get(event.thread) ?? event.seq);
    groups[placeOf(starts, seq)]?.push(event);
  }
  return groups;
}

/** The threads that hang on main-thread events between two seqs: their events belong there too. */
export const threadsWithin = (anchors: ReadonlyMap<string, number>, from: number, to = Number.POSITIVE_INFINITY): string[] =>
  [...anchors].filter(([, seq]) => seq >= from && seq <= to).map(([thread]) => thread);

/** Items in order, each with the group before it as long as it `fits` there. */
export function grouped<T>(items: readonly T[], fits: (group: readonly T[], item: T) => boolean): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (group && fits(group, item)) group.push(item);
    else groups.push([item]);
  }
  return groups;
}
