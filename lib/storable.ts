import { readInstant, storable } from '@/lib/instant';

const NUL = /\u0000/g;
/** With the `u` flag this matches only surrogates that have no partner; it is slow, and most texts have none at all. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const ANY_SURROGATE = /[\uD800-\uDFFF]/;

/** A text as Postgres can hold it: NUL becomes its visible symbol, a lone surrogate the replacement character. */
export function storableText(text: string): string {
  const seen = text.includes('\0') ? text.replace(NUL, '\u2400') : text;
  return ANY_SURROGATE.test(seen) ? seen.replace(LONE_SURROGATE, '\uFFFD') : seen;
}

/** The instant that a text means, as Postgres can hold it, or null. Transcripts may write times in any way. */
export const storableInstant = (text: string): Date | null => readInstant(text) ?? storable(Date.parse(text));
