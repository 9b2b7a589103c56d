import type { Activity } from '@/lib/events/schema';

const STORED_SECONDS = 30;
/** Lengths of a bin, in stored bins: half a minute to a day, then weeks. */
const STEPS = [1, 2, 4, 10, 20, 30, 60, 120, 240, 480, 960, 2880, 20_160, 86_400, 1_051_200, 105_120_000];

/** A stored bin `[bin, events, errors]` of a segment. */
export interface StoredBin {
  segment: number;
  bin: number;
  events: number;
  errors: number;
}

/** Bins of equal length, as short as `max` of them allow; one that has events of several segments is split among them while there is room, else it goes to the busiest. */
export function binned(stored: readonly StoredBin[], max: number): Pick<Activity, 'bin_seconds' | 'bins'> {
  for (const step of STEPS) {
    const parts = merged(stored, step);
    const isSplit = parts.length <= max;
    const bins = isSplit ? parts : whole(parts);
    if (bins.length > max) continue;
    const seconds = STORED_SECONDS * step;
    return {
      bin_seconds: seconds,
      bins: bins.map(({ bin, events, errors, segment }) => ({
        at: new Date(bin * seconds * 1000).toISOString(),
        events,
        errors,
        segment,
      })),
    };
  }
  return { bin_seconds: STORED_SECONDS, bins: [] };
}

/** Stored bins joined by time and segment, in order. */
function merged(stored: readonly StoredBin[], step: number): StoredBin[] {
  const parts = new Map<string, StoredBin>();
  for (const { segment, bin, events, errors } of stored) {
    const at = Math.floor(bin / step);
    const part = parts.get(`${at} ${segment}`) ?? { segment, bin: at, events: 0, errors: 0 };
    parts.set(`${at} ${segment}`, { ...part, events: part.events + events, errors: part.errors + errors });
  }
  return [...parts.values()].sort((a, b) => a.bin - b.bin || a.segment - b.segment);
}

/** One bin for each time, under the name of its busiest segment. */
function whole(parts: readonly StoredBin[]): StoredBin[] {
  const bins = new Map<number, StoredBin & { most: number }>();
  for (const part of parts) {
    const bin = bins.get(part.bin);
    const leads = !bin || part.events > bin.most;
    bins.set(part.bin, {
      bin: part.bin,
      segment: leads ? part.segment : bin.segment,
      most: leads ? part.events : bin.most,
      events: (bin?.events ?? 0) + part.events,
      errors: (bin?.errors ?? 0) + part.errors,
    });
  }
  return [...bins.values()];
}
