import type { TapeLayout } from '@/components/tape/tape-layout';

/** What a card says; the texts as `drawable` makes them. */
export interface CardContent {
  project: string | null;
  /** Such as which segment it is. */
  place: string | null;
  title: string;
  /** What came of it, in two lines. */
  text: string | null;
  tape: (TapeLayout & { current: number | null }) | null;
}

export const CARD_SIZE = { width: 1200, height: 630 } as const;
const MARGIN = 72;
export const TAPE_WIDTH = CARD_SIZE.width - 2 * MARGIN;
const TAPE_HEIGHT = 112;
export const BAR_PITCH = 7;

/** The light theme of globals.css, in sRGB: what draws cards knows neither variables nor oklch. */
const COLOR = {
  bg: '#f8fafb',
  line: '#dce0e3',
  ink: '#161f26',
  ink2: '#3e484f',
  ink3: '#5d686f',
  pencil: '#195cb9',
  soft: '#e4f2fe',
  tape: '#848e94',
};
const ONE_LINE = { overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' } as const;
const clamped = (lines: number) => ({ display: 'block', overflow: 'hidden', lineClamp: lines, wordBreak: 'break-word' }) as const;

/** The picture that a chat shows of a link. */
export function Card({ project, place, title, text, tape }: CardContent) {
  const isAlone = tape === null;
  return (
    <div
      style={{
        ...{ width: '100%', height: '100%', display: 'flex', flexDirection: 'column', padding: `56px ${MARGIN}px` },
        ...{ background: COLOR.bg, color: COLOR.ink, fontFamily: 'Atkinson, Atkinson Ext' },
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', gap: 14, fontSize: 27, color: COLOR.ink3 }}>
        <Mark />
        <span style={{ color: COLOR.ink, fontWeight: 600, marginRight: 'auto' }}>Debrief</span>
        {project && <span style={{ ...ONE_LINE, maxWidth: 480 }}>{project}</span>}
        {project && place && <span>·</span>}
        {place && <span>{place}</span>}
      </div>
      <div
        style={{
          ...clamped(text && tape ? 2 : 3),
          marginTop: isAlone ? 'auto' : 52,
          fontSize: 58,
          lineHeight: 1.16,
          fontWeight: 600,
        }}
      >
        {title}
      </div>
      {text && <div style={{ ...clamped(2), marginTop: 24, fontSize: 31, lineHeight: 1.4, color: COLOR.ink2 }}>{text}</div>}
      {tape ? <Tape {...tape} /> : <div style={{ marginTop: 'auto' }} />}
    </div>
  );
}

const Mark = () => (
  <svg width="40" height="40" viewBox="0 0 20 20" aria-hidden="true">
    <path fill={COLOR.ink} d="M2 12.5h2.6V17H2zM6.2 8h2.6v9H6.2zM10.4 10.5H13V17h-2.6z" />
    <path
      fill="none"
      stroke={COLOR.pencil}
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="M9.6 5.7c1.4.8 2.3 1.7 3.1 2.9 1.2-3 2.9-5.3 5.5-7.2"
    />
  </svg>
);

/** The session's activity with one segment marked. */
function Tape({ pieces, gaps, current }: NonNullable<CardContent['tape']>) {
  const bars = TAPE_HEIGHT - 12;
  const own = pieces.filter(({ segment }) => segment === current);
  const [from, to] = [own[0]?.x ?? 0, Math.max(0, ...own.map(({ x, width }) => x + width))];
  const pathOf = (some: typeof pieces) =>
    some.flatMap((piece) =>
      piece.bars.map((bar) => `M${(bar.x + 2).toFixed(1)} ${bars}v-${(bar.height * (bars - 8)).toFixed(1)}`),
    );
  return (
    <svg
      width={TAPE_WIDTH}
      height={TAPE_HEIGHT}
      viewBox={`0 0 ${TAPE_WIDTH} ${TAPE_HEIGHT}`}
      style={{ marginTop: 'auto' }}
      aria-hidden="true"
    >
      {own.length > 0 && <rect x={from - 4} y="0" width={to - from + 8} height={bars + 8} rx="6" fill={COLOR.soft} />}
      <path d={`M0 ${bars + 1}H${TAPE_WIDTH}`} stroke={COLOR.line} strokeWidth="2" />
      <path d={pathOf(pieces.filter(({ segment }) => segment !== current)).join('')} stroke={COLOR.tape} strokeWidth="4" />
      <path d={pathOf(own).join('')} stroke={COLOR.pencil} strokeWidth="4" />
      {gaps.map((gap) => (
        <path key={gap.x} d={`M${gap.x} ${bars - 6}h${gap.width}`} stroke={COLOR.line} strokeWidth="8" strokeDasharray="3 5" />
      ))}
      {own.length > 0 && <path d={`M${from - 4} ${bars + 6}H${to + 4}`} stroke={COLOR.pencil} strokeWidth="5" />}
    </svg>
  );
}
