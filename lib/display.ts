import type { Usage } from '@/lib/sessions/usage-schema';

/** How times, durations and counts read, and what of a text cannot be read. Pure, and the same on the server and in the browser. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** English words; day before month and a 24-hour clock. */
const LOCALE = 'en-GB';

/** The zone in which a reader sees times, and the moment that "ago" counts from. Serialisable. */
export interface Clock {
  zone: string;
  now: number;
  /** " UTC" while the reader's own zone is not known, so that a time is never mistaken for a local one. */
  suffix: string;
}

/** The clock of a reader whose zone came in a cookie: an unknown or invalid one reads as UTC and says so. */
export function clockOf(zone: string | undefined, now: number): Clock {
  return zone && isZone(zone) ? { zone, now, suffix: '' } : { zone: 'UTC', now, suffix: ' UTC' };
}

function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow and pages show hundreds of times: one is kept for each zone. */
function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}

function partsOf(at: number, zone: string): Record<string, string> {
  return Object.fromEntries(
    formatter(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
}

/** `08:54` */
export function formatTime(iso: string, clock: Clock): string {
  const { hour, minute } = partsOf(Date.parse(iso), clock.zone);
  return `${hour}:${minute}`;
}

/** `08:54:07` */
export function formatSeconds(iso: string, clock: Clock): string {
  const { hour, minute, second } = partsOf(Date.parse(iso), clock.zone);
  return `${hour}:${minute}:${second}`;
}

/** `Fri 20 Nov`, with the year when it is not this one. */
export function formatDay(iso: string, clock: Clock): string {
  const { weekday, day, month, year } = partsOf(Date.parse(iso), clock.zone);
  const isThisYear = year === partsOf(clock.now, clock.zone).year;
  return `${weekday} ${day} ${month}${isThisYear ? '' : ` ${year}`}`;
}

/** Whether two times fall on one day of the reader's calendar. */
export function isSameDay(a: string | number, b: string | number, clock: Clock): boolean {
  return dayKey(a, clock) === dayKey(b, clock);
}

function dayKey(at: string | number, clock: Clock): string {
  const { day, month, year } = partsOf(typeof at === 'string' ? Date.parse(at) : at, clock.zone);
  return `${year} ${month} ${day}`;
}

/** The moment at which a day of a zone's calendar, such as `2026-11-20`, begins; some days later, where that is asked for. Empty for no day. */
export function dayStart(day: string, zone: string, add = 0): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + add * DAY;
  if (Number.isNaN(midnight)) return '';
  const { year, month, day: date, hour, minute } = partsOf(midnight, zone);
  const shown = Date.parse(`${date} ${month} ${year} ${hour}:${minute}:00 GMT`);
  return new Date(midnight - (shown - midnight)).toISOString();
}

/** `Fri 20 Nov, 08:44 – 10:37`; an end on another day carries its own date. */
export function formatRange(start: string, end: string | null, clock: Clock): string {
  const from = `${formatDay(start, clock)}, ${formatTime(start, clock)}`;
  if (!end || formatTime(end, clock) === formatTime(start, clock)) return from + clock.suffix;
  const to = isSameDay(start, end, clock) ? formatTime(end, clock) : `${formatDay(end, clock)}, ${formatTime(end, clock)}`;
  return `${from} – ${to}${clock.suffix}`;
}

/** `08:54 – 09:00`; both dates when midnight lies between. */
export function formatTimes(start: string, end: string | null, clock: Clock): string {
  if (end && !isSameDay(start, end, clock)) return formatRange(start, end, clock);
  const from = formatTime(start, clock);
  const to = end ? formatTime(end, clock) : from;
  return (from === to ? from : `${from} – ${to}`) + clock.suffix;
}

/** `at 10:37`, `on Thu 19 Nov at 10:37`. */
export function formatInSentence(iso: string, clock: Clock): string {
  const day = isSameDay(iso, clock.now, clock) ? '' : `on ${formatDay(iso, clock)} `;
  return `${day}at ${formatTime(iso, clock)}${clock.suffix}`;
}

/** `Today 10:37`, `Thu 19 Nov, 10:37`. */
export function formatMoment(iso: string, clock: Clock): string {
  const time = formatTime(iso, clock) + clock.suffix;
  return isSameDay(iso, clock.now, clock) ? `Today ${time}` : `${formatDay(iso, clock)}, ${time}`;
}

/** Less is no length worth a word. */
const LEAST_LENGTH = 1000;

/** Milliseconds that something took, or null where its times do not tell. */
export function durationOf({ started_at, ended_at }: { started_at: string | null; ended_at: string | null }): number | null {
  const length = started_at && ended_at ? Date.parse(ended_at) - Date.parse(started_at) : 0;
  return length < LEAST_LENGTH ? null : length;
}

/** `8 s`, `6 min`, `1 h 53 min`, `2 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.max(0, Math.floor(milliseconds / 1000))} s`;
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < DAY) return two(milliseconds, [HOUR, 'h'], [MINUTE, 'min']);
  return two(milliseconds, [DAY, 'd'], [HOUR, 'h']);
}

function two(milliseconds: number, [big, bigUnit]: [number, string], [small, smallUnit]: [number, string]): string {
  const rest = Math.floor((milliseconds % big) / small);
  return `${Math.floor(milliseconds / big)} ${bigUnit}${rest ? ` ${rest} ${smallUnit}` : ''}`;
}

/** `1 hour 53 minutes`: a duration for the ear. */
export function spellDuration(milliseconds: number): string {
  const words: Record<string, string> = { s: 'second', min: 'minute', h: 'hour', d: 'day' };
  return formatDuration(milliseconds).replace(/(\d+) (s|min|h|d)/g, (_, n: string, unit: string) =>
    countOf(Number(n), words[unit] ?? unit),
  );
}

/** As long as an event may be on its way, and as far as a clock may be wrong: what lies further in the future is no mistake of a clock. */
const [LEAST_AHEAD, MOST_AHEAD] = [5000, DAY];

/** Milliseconds by which the clock was ahead that gave an event its time; 0 where it was right, or only behind. */
export function clockAhead(at: number, receivedAt: number): number {
  const ahead = at - receivedAt;
  return ahead > LEAST_AHEAD && ahead <= MOST_AHEAD ? ahead : 0;
}

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'always' });
const STEPS: [number, Intl.RelativeTimeFormatUnit][] = [
  [365 * DAY, 'year'],
  [30 * DAY, 'month'],
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [1000, 'second'],
];

/** `11 hours ago`, floored; a time ahead of the clock reads `0 seconds ago`. */
export function formatRelative(iso: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(iso));
  const [size, unit] = STEPS.find(([step]) => passed >= step) ?? [1000, 'second'];
  return relative.format(-Math.floor(passed / size), unit);
}

const numbers = new Intl.NumberFormat('en');

/** `4,812` */
export const formatNumber = (n: number): string => numbers.format(n);

/** `1 event`, `4,812 events`. */
export const countOf = (n: number, noun: string): string => `${formatNumber(n)} ${noun}${n === 1 ? '' : 's'}`;

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `812`, `31.2K`, `7.9M`. */
export const formatCompact = (n: number): string => compact.format(n);

/** `7.9M tokens in, 31.2K out`: in is all that a model read, from the cache too. Null where nothing was counted. */
export function formatTokens(
  usage: Pick<Usage, 'input' | 'cache_read' | 'cache_write' | 'output' | 'output_under_reported'>,
): string | null {
  const [read, written] = [usage.input + usage.cache_read + usage.cache_write, usage.output];
  if (read + written === 0) return null;
  const out = `${usage.output_under_reported ? 'at least ' : ''}${formatCompact(written)}`;
  return read === 0 ? `${out} tokens out` : `${formatCompact(read)} tokens in, ${out} out`;
}

const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const CENT = 0.01;

/** `$4.12`, `$4.12 computed`, `at least $4.12 computed`. Null where it is not known or nothing. */
export function formatCost({
  cost_usd: cost,
  cost_source: source,
  cost_is_partial: isPartial,
}: Pick<Usage, 'cost_usd' | 'cost_source' | 'cost_is_partial'>): string | null {
  if (!cost) return null;
  const dollars = cost < CENT ? 'under $0.01' : money.format(cost);
  return `${isPartial && cost >= CENT ? 'at least ' : ''}${dollars}${source === 'computed' ? ' computed' : ''}`;
}

/** `13–16, 21`: ascending numbers with runs of three and more folded. */
export function formatRuns(ns: number[]): string {
  const runs: number[][] = [];
  for (const n of ns) {
    const run = runs.at(-1);
    if (run && n === (run.at(-1) ?? n) + 1) run.push(n);
    else runs.push([n]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}–${run.at(-1)}` : run.join(', '))).join(', ');
}

const BIDI = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const INVISIBLE =
  '\\u00ad\\u180e\\u200b\\u2060-\\u2064\\u206a-\\u206f\\u2028\\u2029\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\u{e0100}-\\u{e01ef}';
/** Scripts whose spelling needs the joiners U+200C and U+200D. */
const JOINING =
  '\\p{Script=Arabic}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{M}';
const JOINER = `(?<![${JOINING}\\p{Extended_Pictographic}\\ufe0f\\u{1f3fb}-\\u{1f3ff}])[\\u200c\\u200d]|[\\u200c\\u200d](?![${JOINING}\\p{Extended_Pictographic}])`;
/** No script puts more marks on a letter; a heap of them covers the lines around it. */
const HEAP = '(?<=\\p{M}{8})\\p{M}+';
/** Characters that show nothing or turn those around them: controls but tab and line end, bidi controls, zero-width ones, tags, joiners where no script joins, marks that no letter carries. */
export const UNSEEN = new RegExp(`[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f${BIDI}${INVISIBLE}]|${JOINER}|${HEAP}`, 'gu');
