import {
  AHEAD,
  isDangling,
  isShort,
  leadsOver,
  PRAISE,
  plainWords,
  sentenceScore,
  standsAlone,
} from '@/lib/segmenter/records/sentence-scores';
import { type PlacedSentence, placedSentences } from '@/lib/segmenter/text/sentences';
import { clipped } from '@/lib/segmenter/text/words';

const MAX_CHARS = 300;
const MAX_READ = 60;
const SHORT_CHARS = 200;
const MAX_ITEMS = 3;
/** Below it, what was picked was mostly narration. */
const THRESHOLD = 1.2;
/** What a second sentence must have. */
const SECOND = 1.5;
/** What a sentence near the opening must have where nothing else tells anything. */
const LEAD = 0.6;
const MAX_LEAD_AT = 8;
const MAX_OPENING_AT = 2;
const MAX_ITEM_CHARS = 140;
const UNSHOWN = 0.4;
const CUT_OFF = 3;

/** What a sentence opens with that answers the one who asked, not what was asked. */
const AGREEING = /^(?:right|yeah|ok|okay|clean|ah|fair enough|good news|sure|well)(?: [—–-]+|[,.]) (?=(?:\S+ ){3})(\**)(\S)/i;

interface Scored extends PlacedSentence {
  score: number;
  /** Its place in the message, … */
  at: number;
  /** … and its place behind what the message opens with. */
  order: number;
  /** With the first items of the list that it leads over to. */
  withItems: string | null;
}

/** A short message as it is, without what it asks or offers. */
export function wholeMessage(message: string): string[] {
  if (message.trim().length > SHORT_CHARS || /```|^\s*[-*|#>]/m.test(message)) return [];
  const sentences = placedSentences(message).map(({ text }) => text);
  const [first = ''] = sentences;
  if (AHEAD.test(plainWords(first)) || /[:?]$/.test(first)) return [];
  return sentences
    .filter((text) => !/[:?]$/.test(text) && !AHEAD.test(plainWords(text)))
    .map(withoutMarks)
    .filter((text) => text !== '');
}

/** At most two sentences that say what was done or found, in the order of the message, one that leads over to a list with its first items; none if none is good enough. */
export function bestSentences(message: string): string[] {
  const best = scoredSentences(message)
    .filter((each) => each.score >= THRESHOLD && withoutMarks(each.text).length <= MAX_CHARS)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  const [first] = best;
  if (!first) return [];
  const second = best.slice(1).find((each) => each.score >= SECOND && fits(first, each));
  const picked = (second ? [first, second] : [first]).sort((a, b) => a.at - b.at).map(shown);
  return picked.join(' ').length <= MAX_CHARS ? picked : [shown(first)];
}

/** What a message opens with, if it says something on its own. */
export function openingSentence(message: string): string | null {
  const [best] = scoredSentences(message)
    .filter((each) => each.score >= THRESHOLD && each.order <= MAX_OPENING_AT && standsAlone(plainWords(each.text)))
    .sort((a, b) => b.score - a.score || a.at - b.at);
  return best ? shown(best) : null;
}

/** The best that a message says, where nothing in it is good enough on its own. */
export function leadSentence(message: string): string[] {
  const [lead] = scoredSentences(message)
    .filter((each) => each.score >= LEAD && each.at <= MAX_LEAD_AT && !each.isItem && each.text.length <= MAX_CHARS)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  return lead ? [shown(lead)] : [];
}

const shown = ({ text, withItems }: Scored) => withoutMarks(withItems ?? text);

function scoredSentences(message: string): Scored[] {
  const sentences = placedSentences(message).slice(0, MAX_READ);
  let opening = 0;
  return sentences.map((sentence, i) => {
    const at = i - opening;
    if (at === 0 && (isOpening(sentence.text) || isBoldLine(sentence))) opening += 1;
    const listed = leadsOver(sentence.text) ? itemsAfter(sentence, sentences.slice(i + 1)) : null;
    return {
      ...sentence,
      at: i,
      order: at,
      withItems: listed,
      score: sentenceScore(sentence, at) - penalty(sentence.text, listed),
    };
  });
}

/** A sentence that leads over to what cannot be shown counts for less; for nothing, if it ends in the middle. */
function penalty(text: string, listed: string | null): number {
  if (!leadsOver(text) || listed) return 0;
  return isDangling(plainWords(text)) ? CUT_OFF : UNSHOWN;
}

function itemsAfter(sentence: PlacedSentence, after: readonly PlacedSentence[]): string | null {
  const end = after.findIndex((each) => !each.isItem || each.isTable || each.indent < (after[0]?.indent ?? 0));
  const items = after.slice(0, end < 0 ? after.length : end).filter((each) => each.indent === after[0]?.indent);
  const lines = [...new Set(items.map(({ line }) => line))].map((line) =>
    clipped(withoutLinks(line), MAX_ITEM_CHARS).replace(/[.;,:]+$/, ''),
  );
  if (sentence.isItem || lines.length === 0) return null;
  for (let count = Math.min(MAX_ITEMS, lines.length); count > 0; count -= 1) {
    const text = `${sentence.text} ${lines.slice(0, count).join('; ')}${count < lines.length ? '; …' : ending(lines)}`;
    if (text.length <= MAX_CHARS) return text;
  }
  return null;
}

const ending = (lines: readonly string[]) => (lines.at(-1)?.endsWith('…') ? '' : '.');

/** As it is shown: without the targets of links, without emphasis that opens or closes in another sentence, and without a colon that leads over to nothing. */
function withoutMarks(text: string): string {
  const whole = withoutLinks(text)
    .replace(/<!--.*?-->\s*/g, '')
    .replace(AGREEING, (_lead, marks: string, first: string) => marks + first.toUpperCase())
    .replace(/^\*\*\s+/, '')
    .replace(/:(\**)$/, '$1.');
  return (whole.split('**').length - 1) % 2 === 1 ? whole.replaceAll('**', '') : whole;
}

const withoutLinks = (text: string) => text.replace(/!?\[([^[\]]+)\]\([^)\s]*\)/g, '$1');

/** "Good question." or "Done.": what follows is the first sentence. */
const isOpening = (text: string) => text.length < 40 && (PRAISE.test(plainWords(text)) || isShort(plainWords(text)));

/** "**Changes**": a heading by its looks. */
const isBoldLine = ({ line }: PlacedSentence) => /^\*\*[^*]{1,40}\*\*:?$/.test(line);

/** A second sentence says more only as prose beside the first: items of a list would be picked at random. */
const fits = (first: Scored, second: Scored) =>
  !first.isItem && !second.isItem && first.text.length + second.text.length < MAX_CHARS && Math.abs(first.at - second.at) <= 3;
