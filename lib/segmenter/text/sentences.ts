import { straight } from '@/lib/segmenter/text/words';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });
const LIST_MARK = /^\s*(?:[-*+•]|\d{1,3}[.)]|>)\s+/;
const CHECKBOX = /^\[[ xX]\]\s+/;
/** Its full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|nr|fig|mr|mrs|ms|dr|st)\.\s*$/i;
/** A line that only draws: a rule, or the line below the head of a table. */
const RULE = /^\s*(?:[-*_=]\s*){3,}$|^\s*\|?[\s:|-]+\|?\s*$/;
/** `## Heading` */
const HEADING = /^\s*#{1,6}\s+(.+?)\s*#*\s*$/;
/** A line of its own that is bold, or ends in a colon, heads what follows. */
const LOOSE_HEADING = /^\s*(?:\*\*([^*]{2,80})\*\*:?|__([^_]{2,80})__:?|([\p{L}\p{N}][^.!?|]{1,60}):)\s*$/u;

/** A sentence of a message, with the place it stands in. */
export interface PlacedSentence {
  text: string;
  /** The whole line without its list mark; the same for all its sentences. */
  line: string;
  isItem: boolean;
  isTable: boolean;
  /** How far an item is indented. */
  indent: number;
  /** The heading above it, without marks, … */
  heading: string | null;
  /** … and the one above that, where it is only a bold line or a line that ends in a colon. */
  section: string | null;
}

/**
 * The sentences of a text, each a literal part of it: line by line, without list marks; headings, rules and fenced code are none.
 * A full stop inside back-ticks or after an abbreviation ends nothing.
 */
export function splitSentences(text: string, limit = Number.POSITIVE_INFINITY): string[] {
  return placedSentences(text)
    .slice(0, limit)
    .map((sentence) => sentence.text);
}

/** Several rules ask for the sentences of one message. */
const MAX_KNOWN = 100;
const known = new Map<string, readonly PlacedSentence[]>();

/** The same sentences with their places; loose headings (a bold line, a line that ends in a colon) are sentences too. */
export function placedSentences(text: string): readonly PlacedSentence[] {
  const done = known.get(text);
  if (done) return done;
  const found = split(text);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, found);
  return found;
}

function split(text: string): PlacedSentence[] {
  const sentences: PlacedSentence[] = [];
  let isFenced = false;
  let heading: string | null = null;
  let section: string | null = null;
  for (const row of text.split(/\r\n|\n|\r/)) {
    if (/^\s*(?:```|~~~)/.test(row)) isFenced = !isFenced;
    else if (!isFenced && HEADING.test(row)) {
      heading = bare(row.match(HEADING)?.[1] ?? '');
      section = heading;
    } else if (!isFenced && !RULE.test(row)) {
      const loose = row.match(LOOSE_HEADING);
      if (loose) heading = bare(loose[1] ?? loose[2] ?? loose[3] ?? '');
      const isItem = LIST_MARK.test(row) && !/^\s*>/.test(row);
      const line = row.replace(LIST_MARK, '').replace(CHECKBOX, '').trim();
      const place = { line, isItem, isTable: /^\s*\|.*\|\s*$/.test(row), indent: row.search(/\S/), heading, section };
      for (const sentence of sentencesOfLine(line)) sentences.push({ text: sentence, ...place });
    }
  }
  return sentences;
}

const bare = (heading: string) =>
  straight(heading)
    .replace(/[*_`]/g, '')
    .replace(/^[^\p{L}\p{N}]+|[:\s]+$/gu, '');

/** What a sentence can end with before the end of its line; a full stop before a small letter or a digit ends none. */
const INNER_END = /(?!\.)[\p{Sentence_Terminal}\u2024\ufe52\uff0e\u0085\u2028\u2029](?=.)|\.(?![a-z0-9]|$)/u;

function sentencesOfLine(line: string): string[] {
  if (!INNER_END.test(line)) return hasWords(line) ? [line] : [];
  const sentences: string[] = [];
  let pending = '';
  for (const { segment } of SEGMENTER.segment(line)) {
    pending += segment;
    if (isUnfinished(pending)) continue;
    sentences.push(pending);
    pending = '';
  }
  return [...sentences, pending].map((sentence) => sentence.trim()).filter(hasWords);
}

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text);

const isUnfinished = (part: string) => (part.split('`').length - 1) % 2 === 1 || ABBREVIATION.test(part);

/** A text as it is compared: whitespace folded, case and a closing full stop ignored. */
export const normalised = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<![.…])[.…]+$/, '');
