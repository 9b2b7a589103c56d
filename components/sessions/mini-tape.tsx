import type { SmallTape } from '@/lib/sessions/schema';

const WIDTH = 168;
const HEIGHT = 40;
const BAR = 1.7;

/** A session's activity in few bars, the reviewed ones blue. For the eye: the row says the same in words. */
export function MiniTape({ tape }: { tape: SmallTape | null }) {
  if (!tape) return <span className="small-tape" />;
  const reviewed = new Set(tape.reviewed);
  const path = (isReviewed: boolean) =>
    tape.bars
      .map((height, at) => (height > 0 && reviewed.has(at) === isReviewed ? bar(at, height, tape.bars.length) : ''))
      .join('');
  return (
    <svg className="small-tape" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path(false)} />
      <path d={path(true)} data-reviewed="" />
    </svg>
  );
}

/** Bars as strokes: a third of the bytes of rectangles. */
const bar = (at: number, percent: number, bars: number): string =>
  `M${Math.round(((at * (WIDTH - BAR)) / (bars - 1) + BAR / 2) * 10) / 10} ${HEIGHT}v-${Math.round(percent * HEIGHT) / 100}`;
