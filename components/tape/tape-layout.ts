import type { Activity } from '@/lib/events/schema';

/** A stretch of one segment on the tape, without a long pause in it. */
export interface Piece {
  segment: number;
  x: number;
  width: number;
  /** Left edge and height of each bar; heights from 0 to 1. */
  bars: { x: number; height: number; hasError: boolean }[];
}

export interface TapeLayout {
  pieces: Piece[];
  /** Long pauses, compressed to one width. */
  gaps: Gap[];
}

/** A long pause, somewhere in or before a segment. */
export interface Gap {
  x: number;
  width: number;
  milliseconds: number;
  before: number;
}

interface LayoutInput {
  activity: Activity;
  width: number;
  /** Pauses longer than this are compressed, in milliseconds. */
  threshold: number;
  gapWidth: number;
  /** From one bar to the next. */
  pitch: number;
}

interface Run {
  segment: number;
  start: number;
  end: number;
  bins: Activity['bins'];
  /** The pause before it. */
  pause: number;
}

/** Short pauses and borders of segments, where there is room for them. */
const SHORT_GAP = 8;
const BORDER = 4;
const LEAST_WIDTH = 8;
/** Share of the tape that borders, and least widths, may take when there are very many segments. */
const BORDER_SHARE = 0.25;
const LEAST_SHARE = 0.5;
/** Below this a bar is not seen. */
const LEAST_HEIGHT = 0.05;

/** Whether there is anything to tell apart: one bin would be a wall of equal bars. */
export const hasShape = (activity: Activity | null): activity is Activity =>
  activity !== null && new Set(activity.bins.filter((bin) => bin.events > 0).map((bin) => bin.at)).size > 1;

/** Where everything on the tape stands: linear in time, long pauses compressed, heights by the root of the rate so that one burst does not flatten the rest. */
export function layTape({ activity, width, threshold, gapWidth, pitch }: LayoutInput): TapeLayout {
  const runs = runsOf(activity, threshold);
  const border = Math.min(BORDER, (width * BORDER_SHARE) / Math.max(1, runs.length));
  const longGaps = runs.filter((run) => run.pause > threshold).length;
  const spaces = runs.map((run, at) => {
    if (at === 0) return 0;
    if (run.pause > threshold) return Math.min(gapWidth, (width * BORDER_SHARE) / longGaps);
    return run.pause > activity.bin_seconds * 2000 ? Math.min(SHORT_GAP, border * 2) : border;
  });
  const widths = widthsOf(runs, width - spaces.reduce((sum, space) => sum + space, 0));
  const rate95 = percentile95(activity.bins.map((bin) => bin.events));
  const layout: TapeLayout = { pieces: [], gaps: [] };
  let x = 0;
  for (const [at, run] of runs.entries()) {
    const space = spaces[at] ?? 0;
    if (at > 0 && run.pause > threshold) {
      layout.gaps.push({ x: x + 3, width: Math.max(1, space - 6), milliseconds: run.pause, before: run.segment });
    }
    x += space;
    const runWidth = widths[at] ?? 0;
    layout.pieces.push({
      segment: run.segment,
      x,
      width: runWidth,
      bars: barsOf({ run, x, width: runWidth, pitch, binMs: activity.bin_seconds * 1000, rate95 }),
    });
    x += runWidth;
  }
  return layout;
}

/** Bins in a row that belong to one segment and have no long pause between them. */
function runsOf({ bins, bin_seconds }: Activity, threshold: number): Run[] {
  const binMs = bin_seconds * 1000;
  const runs: Run[] = [];
  for (const bin of bins) {
    if (bin.events === 0) continue;
    const start = Date.parse(bin.at);
    const last = runs.at(-1);
    const pause = last ? Math.max(0, start - last.end) : 0;
    // A subagent of an earlier segment may still run beside a later one: the tape goes on with the later.
    const segment = Math.max(bin.segment ?? 1, last?.segment ?? 1);
    if (last && last.segment === segment && pause <= threshold) {
      last.end = Math.max(last.end, start + binMs);
      last.bins.push(bin);
    } else {
      runs.push({ segment, start, end: start + binMs, bins: [bin], pause });
    }
  }
  return runs;
}

/** Widths in proportion to time, none below the least; what those take is given by the others. */
function widthsOf(runs: Run[], room: number): number[] {
  const least = Math.min(LEAST_WIDTH, (room * LEAST_SHARE) / Math.max(1, runs.length));
  const times = runs.map((run) => run.end - run.start);
  const isLeast = new Set<number>();
  for (;;) {
    const free = room - isLeast.size * least;
    const time = times.reduce((sum, t, at) => (isLeast.has(at) ? sum : sum + t), 0);
    const scale = time > 0 ? free / time : 0;
    const below = times.flatMap((t, at) => (!isLeast.has(at) && t * scale < least ? [at] : []));
    if (below.length === 0 || isLeast.size === runs.length) return times.map((t, at) => (isLeast.has(at) ? least : t * scale));
    for (const at of below) isLeast.add(at);
  }
}

interface BarsInput {
  run: Run;
  x: number;
  width: number;
  pitch: number;
  binMs: number;
  rate95: number;
}

/** One bar for each step of the pitch: the events of the bins that it covers, by how much of each it covers. */
function barsOf({ run, x, width, pitch, binMs, rate95 }: BarsInput): Piece['bars'] {
  const count = Math.max(1, Math.floor((width + 1) / pitch));
  const span = (run.end - run.start) / count;
  const bars: Piece['bars'] = [];
  let first = 0;
  for (let at = 0; at < count; at++) {
    const from = run.start + at * span;
    let events = 0;
    let hasError = false;
    for (let b = first; b < run.bins.length; b++) {
      const bin = run.bins[b];
      if (!bin) break;
      const start = Date.parse(bin.at);
      if (start >= from + span) break;
      if (start + binMs <= from) {
        first = b + 1;
        continue;
      }
      const covered = Math.min(start + binMs, from + span) - Math.max(start, from);
      events += bin.events * (covered / binMs);
      hasError ||= bin.errors > 0 && start >= from;
    }
    const rate = events / (span / binMs);
    if (events > 0)
      bars.push({ x: x + at * pitch, height: Math.max(LEAST_HEIGHT, Math.min(1, Math.sqrt(rate / rate95))), hasError });
  }
  return bars;
}

function percentile95(values: number[]): number {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 1;
}
