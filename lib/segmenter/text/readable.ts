/** Longer runs without a space are no words, but addresses at most this long. */
const MAX_WORD = 1000;
/** Longer lines are no prose. Sentences of one line take time that grows with its square (V8's Intl.Segmenter does). */
const MAX_LINE = 2000;
/** Longer runs of white space say no more than a space or an empty line. */
const LONG_GAP = /\s{64,}/g;
/** Looked for where words begin: from every place of a word it would cost the square of its length. */
const LONG_WORD = new RegExp(`(?<!\\S)\\S{${MAX_WORD + 1},}`, 'g');

/**
 * A text as rules read it: endless gaps are folded, endless words and lines divided, so that no pattern looks at much of it from every place. What people
 * write stays as it is.
 */
export function readable(text: string): string {
  const folded = text.replace(LONG_GAP, (gap) => (gap.includes('\n') ? '\n\n' : ' '));
  const words = hasRun(folded, MAX_WORD, isSpace) ? folded.replace(LONG_WORD, (word) => parts(word).join(' ')) : folded;
  return hasRun(words, MAX_LINE, isNewline) ? words.split('\n').map(inLines).join('\n') : words;
}

const isSpace = (char: string) => /\s/.test(char);
const isNewline = (char: string) => char === '\n';

/** Whether more than so many characters stand in a row without one that ends them. Most texts have many of these, and are passed over in long steps. */
function hasRun(text: string, chars: number, ends: (char: string) => boolean): boolean {
  for (let start = 0; text.length - start > chars; ) {
    let end = start + chars;
    while (end >= start && !ends(text.charAt(end))) end -= 1;
    if (end < start) return true;
    start = end + 1;
  }
  return false;
}

/** The same for every string in a value. */
export function readableParts<T>(value: T): T {
  if (typeof value === 'string') return readable(value) as T;
  if (Array.isArray(value)) return value.map(readableParts) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readableParts(part)])) as T;
}

/** Counted in whole characters: half of a pair cannot be stored. */
const parts = (word: string) => word.match(/.{1,500}/gu) ?? [];

/** Broken at white space; some is near, as no word is longer than half a line. */
function inLines(line: string): string {
  let broken = '';
  let rest = line;
  while (rest.length > MAX_LINE) {
    let at = MAX_LINE;
    while (at > 1 && !/\s/.test(rest.charAt(at))) at -= 1;
    broken += `${rest.slice(0, at)}\n`;
    rest = rest.slice(at + 1);
  }
  return broken + rest;
}
