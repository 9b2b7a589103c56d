import { readInstant, storable } from '@/lib/instant';

const NUL = /\u0000/g;

/** A text as Postgres can hold it: NUL becomes its visible symbol, a lone surrogate the replacement character. */
export const storableText = (text: string): string => (text.includes('\0') ? text.replace(NUL, '\u2400') : text).toWellFormed();

/** The instant that a text means, as Postgres can hold it, or null. Transcripts may write times in any way. */
export const storableInstant = (text: string): Date | null => readInstant(text) ?? storable(Date.parse(text));
