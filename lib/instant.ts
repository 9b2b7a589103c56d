import { z } from 'zod';

const DATE = /^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)|-W(\d\d)-([1-7])|W(\d\d)([1-7])|-?(\d{3}))$/;
const TIME = /^(\d\d)(?::?(\d\d)(?::?(\d\d))?)?(?:[.,](\d+))?$/;
const OFFSET = /^(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/;
const PARTS = /^([^T ]+)[T ]([\d:.,]+)(Z|[+-][\d:]+)$/;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Years of two digits are read as those of the last century, by what reads times back from Postgres. */
const FIRST_YEAR = 100;
const LAST_YEAR = 9999;
const CHARS = 60;

/** The instant of an ISO 8601 text with an offset: calendar, ordinal or week date, basic or extended; null for anything else, and outside the years 100 to 9999. */
export function readInstant(text: string): Date | null {
  const [, date = '', time = '', offset = ''] = (text.length <= CHARS && PARTS.exec(text.toUpperCase())) || [];
  const [day, clock, shift] = [dayOf(date), clockOf(time), shiftOf(offset)];
  return day === null || clock === null || shift === null ? null : storable(day + clock - shift);
}

/** A time as Postgres can hold it and ISO 8601 writes it with four digits of the year, or null. */
export function storable(ms: number): Date | null {
  const at = new Date(ms);
  const year = at.getUTCFullYear(); // not a number where the time is none
  return year >= FIRST_YEAR && year <= LAST_YEAR ? at : null;
}

/** The instant some days from now. */
export const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY);

function dayOf(text: string): number | null {
  const [, year = '', month, day, month2, day2, week, weekday, week2, weekday2, ordinal] = DATE.exec(text) ?? [];
  if (year === '') return null;
  const inYear = Number(year);
  if (ordinal !== undefined) return inRange(utc(inYear, 0, Number(ordinal)), inYear);
  if (week !== undefined || week2 !== undefined) return weekDay(inYear, Number(week ?? week2), Number(weekday ?? weekday2));
  const at = utc(inYear, Number(month ?? month2) - 1, Number(day ?? day2));
  const isReal = new Date(at).getUTCMonth() === Number(month ?? month2) - 1 && new Date(at).getUTCDate() === Number(day ?? day2);
  return isReal ? at : null;
}

/** The first week of a year is the one that has the 4th of January; weeks begin on Monday. */
function weekDay(year: number, week: number, weekday: number): number | null {
  const fourth = new Date(utc(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY;
  const thursday = monday + (week - 1) * 7 * DAY + 3 * DAY;
  return week > 0 && inRange(thursday, year) !== null ? monday + ((week - 1) * 7 + weekday - 1) * DAY : null;
}

const inRange = (at: number, year: number) => (new Date(at).getUTCFullYear() === year ? at : null);

/** `Date.UTC` takes the years 0 to 99 for those of the last century. */
function utc(year: number, month: number, day: number): number {
  const at = new Date(0);
  return at.setUTCFullYear(year, month, day);
}

/** A fraction is one of the last part that is given. Midnight may be the end of a day, and a minute may have a leap second. */
function clockOf(text: string): number | null {
  const [, hours = '', minutes, seconds, fraction = '0'] = TIME.exec(text) ?? [];
  if (hours === '' || Number(hours) > 24 || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 60) return null;
  const unit = seconds !== undefined ? 1000 : minutes !== undefined ? MINUTE : HOUR;
  const ms = Number(hours) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * 1000;
  const at = ms + Math.floor(Number(`0.${fraction}`) * unit);
  return at <= DAY ? at : null;
}

function shiftOf(text: string): number | null {
  const [whole, sign, hours = '0', minutes = '0'] = OFFSET.exec(text) ?? [];
  if (whole === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}

/** A time that a client sent, as it was written. */
export const instant = z
  .string()
  .refine((text) => readInstant(text) !== null, 'Not an ISO 8601 time with an offset, of the years 100 to 9999')
  .meta({ format: 'date-time' });

/** The same in a query, as UTC. */
export const instantQuery = instant.transform((text) => readInstant(text)?.toISOString() ?? text);
