const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });
const LIST_MARK = /^\s*(?:[-*+•]|\d{1,3}[.)]|>)\s+/;
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|nr|fig|mr|mrs|ms|dr|st)\.\s*$/i;
const RULE = /^\s*(?:[-*_=]\s*){3,}$|^\s*\|?[\s:|-]+\|?\s*$/;

/**
 * The sentences of a text, each a literal part of it: line by line, without list marks; headings, rules and fenced code are none.
 * A full stop inside back-ticks or after an abbreviation ends nothing.
 */
export function splitSentences(text: string, limit = Number.POSITIVE_INFINITY): string[] {
  const sentences: string[] = [];
  let isFenced = false;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (sentences.length >= limit) break;
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    else if (!isFenced && !/^\s*#{1,6}\s/.test(line) && !RULE.test(line))
      sentences.push(...sentencesOfLine(line.replace(LIST_MARK, '')));
  }
  return sentences.slice(0, limit);
}

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = [];
  let pending = '';
  for (const { segment } of SEGMENTER.segment(line)) {
    pending += segment;
    if (isUnfinished(pending)) continue;
    sentences.push(pending);
    pending = '';
  }
  return [...sentences, pending].map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

const isUnfinished = (part: string) => (part.split('`').length - 1) % 2 === 1 || ABBREVIATION.test(part);

/** A text as it is compared: whitespace folded, case and a closing full stop ignored. */
export const normalised = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.…]+$/, '');
