const NUL = /\u0000/g;
/** With the `u` flag this matches only surrogates that have no partner. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text as Postgres can hold it: NUL becomes its visible symbol, a lone surrogate the replacement character. */
export const storableText = (text: string): string => text.replace(NUL, '\u2400').replace(LONE_SURROGATE, '\uFFFD');

/** An instant as Postgres can hold it, or null: no date, or before year 1. */
export function storableInstant(text: string): Date | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 ? null : at;
}
