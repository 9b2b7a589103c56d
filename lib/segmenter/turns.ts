import { isApproval } from '@/lib/segmenter/approval';
import { record } from '@/lib/segmenter/record';
import type { CutSegment, Segmenter, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { isHumanPrompt, isMain } from '@/lib/segmenter/turn-ends';

/** One segment for each human turn; approvals of a few words join the turn before. */
export const TURNS: Segmenter = { name: 'turns', version: 1, cut, record };

function cut(events: readonly SegmenterEvent[]): CutSegment[] {
  const first = events[0];
  if (!first) return [];
  const starts = [first.seq];
  let hasPrompt = false;
  for (const event of events) {
    if (!isHumanPrompt(event)) continue;
    if (hasPrompt && !isApproval(event.text ?? '')) starts.push(event.seq);
    hasPrompt = true;
  }
  const main = events.filter(isMain);
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
