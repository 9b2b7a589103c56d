import { escapeBlock, escapeLine } from '@/lib/exports/escape';

const STRONG = /\*\*(?=\S)([^*\n]+)(?<=\S)\*\*/g;

/** A text on one line, escaped, at most `limit` characters long; what is cut off is counted. */
export const clipLine = (text: string, limit: number): string => clipped(text, limit, escapeLine);

/** A text as a quotation, escaped: no line of it can leave the quotation. */
export const quoteBlock = (text: string, limit: number): string =>
  clipped(text, limit, escapeBlock)
    .split('\n')
    .map((line) => (line ? `> ${line}` : '>'))
    .join('\n');

/** Escaping lengthens a text: it is cut until what is written fits. */
function clipped(marked: string, limit: number, write: (text: string) => string): string {
  const text = marked.replace(STRONG, '$1'); // bold is the frame's, and asterisks read badly
  const whole = write(text.length > limit * 4 ? text.slice(0, limit * 4) : text);
  if (text.length <= limit * 4 && whole.length <= limit) return whole;
  let length = Math.min(limit, text.length);
  let shown = write(atWord(text, length));
  while (shown.length > limit && length > 1) {
    length = Math.floor(length * 0.8);
    shown = write(atWord(text, length));
  }
  return `${shown}… **[cut]**`;
}

/** The beginning of a text up to the end of a word near `length`; never half of a character. */
function atWord(text: string, length: number): string {
  const head = text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  const space = head.search(/\s\S*$/);
  return space > length / 2 ? head.slice(0, space) : head;
}
