import { readInstant, storable } from '@/lib/instant';

const NUL = /\u0000/g;
/** With the `u` flag this matches only surrogates that have no partner. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text as Postgres can hold it: NUL becomes its visible symbol, a lone surrogate the replacement character. */
export const storableText = (text: string): string => text.replace(NUL, '\u2400').replace(LONE_SURROGATE, '\uFFFD');

/** The instant that a text means, as Postgres can hold it, or null. Transcripts may write times in any way. */
export const storableInstant = (text: string): Date | null => readInstant(text) ?? storable(Date.parse(text));
