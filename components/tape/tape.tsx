import { visible } from '@/components/evidence/safe-text';
import { type Clock, countOf, formatDuration, formatTimes } from '@/lib/display';
import type { Activity } from '@/lib/events/schema';
import type { SegmentRow } from '@/lib/segments/schema';
import { labelsOf, type Tier } from './tape-labels';
import { type Gap, layTape, type Piece } from './tape-layout';

/** What the tape says of a segment. */
export type TapeSegment = Pick<SegmentRow, 'n' | 'title' | 'started_at' | 'ended_at' | 'event_count'> & { needsPerson: boolean };

interface TapeProps {
  activity: Activity;
  segments: TapeSegment[];
  threshold: number;
  clock: Clock;
  /** The segment that is marked, on a page that is about one; a page of many marks it while it is read, and says what the others are when they are pointed at. */
  current?: number;
  /** Numbers of the segments that whoever reads has reviewed. */
  reviewed?: ReadonlySet<number>;
}

const WIDE_TIERS: Tier[] = [
  { scale: 0.58 },
  { scale: 0.81, className: 'max-lg:hidden' },
  { scale: 0.94, className: 'max-[1360px]:hidden' },
];
const NARROW_TIERS: Tier[] = [{ scale: 0.8 }, { scale: 1, className: 'max-[359px]:hidden' }];

/**
 * The widths for which it is laid out: it is drawn anew, never stretched so far that bars change their look. Numbers and
 * words do not shrink with it, so some of them are left out where it is shrunk to the scale of a tier.
 * More than `mostGroups` could not be told apart, nor hit with a finger; a page costs the same for any longer session.
 */
const WIDE = {
  name: 'wide',
  width: 1376,
  bars: 34,
  gapWidth: 46,
  pitch: 3.5,
  isTitled: true,
  mostGroups: 120,
  tiers: WIDE_TIERS,
};
const NARROW = {
  name: 'narrow',
  width: 358,
  bars: 26,
  gapWidth: 18,
  pitch: 3,
  isTitled: false,
  mostGroups: 60,
  tiers: NARROW_TIERS,
};
type Size = typeof WIDE;

/** The session's activity, cut into its segments. For the eye and the pointer: the outline is the same for the keyboard. */
export function Tape(props: TapeProps) {
  return (
    <div aria-hidden="true">
      <div className="max-md:hidden">
        <TapeAt {...props} size={WIDE} />
      </div>
      <div className="md:hidden">
        <TapeAt {...props} size={NARROW} />
      </div>
    </div>
  );
}

function TapeAt({ activity, segments, threshold, clock, current, reviewed, size }: TapeProps & { size: Size }) {
  const { pieces, gaps } = layTape({ activity, threshold, width: size.width, gapWidth: size.gapWidth, pitch: size.pitch });
  const groups = groupsOf(pieces, size.mostGroups);
  const byNumber = new Map(segments.map((segment) => [segment.n, segment]));
  const lastOf = new Map(groups.map(({ n, last }) => [n, last]));
  const marked = current === undefined ? undefined : groups.findLast((group) => group.n <= current)?.n;
  const numbers = groups.map(({ n, from, to }) => ({
    n,
    x: (from + to) / 2,
    isImportant: n === marked || (byNumber.get(n)?.needsPerson ?? false),
  }));
  const labels = labelsOf(
    numbers.sort((a, b) => Number(b.n === marked) - Number(a.n === marked)),
    size.tiers,
  );
  /** What the controls of the page go by: which segments it stands for, and whether all of them are reviewed. */
  const dataOf = ({ n, last }: { n: number; last: number }) => ({
    'data-to': last > n ? last : undefined,
    'data-mark': reviewed && isEach(n, last, reviewed) ? 'on' : undefined,
    'data-current': n === marked ? '' : undefined,
  });
  const percent = (x: number) => `${((100 * x) / size.width).toFixed(2)}%`;
  const height = size.bars + 2;
  return (
    <div className="tape">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${size.width} ${height + 4}`}
        preserveAspectRatio="none"
        style={{ height: height + 4 }}
      >
        <defs>
          <pattern id={`hatch-${size.name}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="stroke-line-strong" d="M0 0v6" strokeWidth="1.2" />
          </pattern>
        </defs>
        {groups.map((group) => (
          <g key={group.n} data-seg={group.n} {...dataOf(group)}>
            {size.isTitled && current !== undefined && byNumber.has(group.n) && (
              <title>{titleOf(byNumber.get(group.n), clock)}</title>
            )}
            <rect x={round(group.from - 2)} width={round(group.to - group.from + 4)} height={height + 2} rx="2" />
            <path className="bars" d={group.pieces.map((piece) => barsPath(piece, size, height)).join('')} />
            <ErrorTicks pieces={group.pieces} height={height} />
          </g>
        ))}
        {gaps.map((gap) => (
          <rect
            key={gap.x}
            x={round(gap.x)}
            y={height - 12}
            width={round(gap.width)}
            height="12"
            fill={`url(#hatch-${size.name})`}
          />
        ))}
      </svg>
      {size.isTitled &&
        gaps.filter(hasRoom).map((gap) => (
          <span key={gap.x} className="tape-gap max-lg:hidden" style={{ left: percent(gap.x + gap.width / 2), top: height - 31 }}>
            {formatDuration(pauseOf(gap, groups, byNumber)).replace(/ (h|d) .*/, ' $1')}
          </span>
        ))}
      {groups
        .filter((group) => byNumber.get(group.n)?.needsPerson)
        .map((group) => (
          <i key={group.n} className="tape-pip" style={{ left: percent((group.from + group.to) / 2) }} />
        ))}
      <p className="tape-numbers">
        {labels.map(({ n, x, className }) => (
          <span
            key={n}
            className={className}
            data-label={n}
            {...dataOf({ n, last: lastOf.get(n) ?? n })}
            style={{ left: percent(x) }}
          >
            {n}
          </span>
        ))}
      </p>
    </div>
  );
}

/** A pause between two segments as long as their times say, where these do not overlap; bins only know it roughly. */
function pauseOf(gap: Gap, groups: Group[], byNumber: ReadonlyMap<number, TapeSegment>): number {
  const isBetween = groups.some(({ n, from }) => n === gap.before && from > gap.x);
  const [end, start] = [byNumber.get(gap.before - 1)?.ended_at, byNumber.get(gap.before)?.started_at];
  const told = isBetween && end && start ? Date.parse(start) - Date.parse(end) : 0;
  return told > 0 ? told : gap.milliseconds;
}

const round = (x: number): number => Math.round(x * 10) / 10;
const hasRoom = (gap: { width: number }) => gap.width > 30;

const isEach = (first: number, last: number, of: ReadonlySet<number>): boolean =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i).every((n) => of.has(n));

interface Group {
  n: number;
  /** The last of its segments. */
  last: number;
  from: number;
  to: number;
  pieces: Piece[];
}

/** A segment with all of its pieces; beyond what can be told apart, neighbours share a group. */
function groupsOf(pieces: Piece[], most: number): Group[] {
  const groups = new Map<number, Group>();
  const share = Math.ceil(new Set(pieces.map((piece) => piece.segment)).size / most);
  for (const piece of pieces) {
    const n = share > 1 ? piece.segment - ((piece.segment - 1) % share) : piece.segment;
    const group = groups.get(n) ?? { n, last: n, from: piece.x, to: piece.x, pieces: [] };
    group.last = Math.max(group.last, piece.segment);
    group.to = piece.x + piece.width;
    group.pieces.push(piece);
    groups.set(n, group);
  }
  return [...groups.values()];
}

/** Bars as strokes of one path, each from the top of the one before it: repeated steps cost next to nothing once they are compressed. */
function barsPath({ bars }: Piece, size: Size, height: number): string {
  const tall = (bar: Piece['bars'][number] | undefined) => Math.max(1, Math.round((bar?.height ?? 0) * size.bars));
  const step = (at: number) => round((bars[at]?.x ?? 0) - (bars[at - 1]?.x ?? 0));
  return bars
    .map((bar, at) => `${at === 0 ? `M${round(bar.x + 1)} ${height}` : `m${step(at)} ${tall(bars[at - 1])}`}v-${tall(bar)}`)
    .join('');
}

function ErrorTicks({ pieces, height }: { pieces: Piece[]; height: number }) {
  const ticks = pieces.flatMap((piece) => piece.bars.filter((bar) => bar.hasError));
  if (ticks.length === 0) return null;
  return <path className="errors" d={ticks.map((bar) => `M${round(bar.x + 1)} ${height + 1}v3`).join('')} />;
}

function titleOf(segment: TapeSegment | undefined, clock: Clock): string {
  if (!segment) return '';
  const parts = [String(segment.n), visible(segment.title.replaceAll('`', '')).slice(0, 120)];
  if (segment.started_at) parts.push(formatTimes(segment.started_at, segment.ended_at, clock));
  parts.push(countOf(segment.event_count, 'event'));
  return parts.join(' · ');
}
