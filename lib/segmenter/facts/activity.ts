import { isFailure } from '@/lib/segmenter/events/tool-calls';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';

const BIN_MS = 30_000;

/** `[bin, events, errors]` for each 30 s bin since the epoch in which something happened, in order of time. */
export function activityOf(events: readonly SegmenterEvent[]): [number, number, number][] {
  const bins = new Map<number, [number, number, number]>();
  for (const event of events) {
    const n = Math.floor(event.at / BIN_MS);
    const bin = bins.get(n) ?? [n, 0, 0];
    bin[1] += 1;
    if (isFailure(event)) bin[2] += 1;
    bins.set(n, bin);
  }
  return [...bins.values()].sort((a, b) => a[0] - b[0]);
}
