import { shortAddresses } from '@/lib/segmenter/text/addresses';
import { isApproval } from '@/lib/segmenter/text/approval';
import { ORDER_VERBS } from '@/lib/segmenter/text/order-verbs';
import { isPasted, tellingLine } from '@/lib/segmenter/text/pasted';
import { clipped, withoutLoneTick } from '@/lib/segmenter/text/words';

const MAX_CHARS = 100;
/** A person says what is wanted before so many lines. */
const MAX_LINES = 100;
const MIN_WORDS = 3;
/** A remark of so many words only leads over to the request after it. */
const MAX_REMARK = 8;
const MAX_EXCLAMATION = 4;
/** A sentence that only greets, thanks or agrees. */
const GREETING = /^(?:hi|hello|hey|hallo|ok|okay|so|well|please|thanks|thank you|great|good morning|now)\b[\s,.!]*$/i;
/** Words that lead over from what was said before. */
const LEAD_IN = /^(?:(?:ok(?:ay)?|so|and|also|but|now|hmm*|u+h*m+|oh|uh|alright|yeah)\b[\s,.!:…–—-]+)+(?=\S)/i;
/** What a person wants of the agent, in so many words. */
const REQUEST =
  /^(?:(?:so|and|also|but|then|now)[, ]+)?(?:(?:can|could|would|will) (?:you|we)\b|please\b|you can\b|let'?s\b|lets\b|i(?:'d| would) like\b)(?=(?:\s+\S+){3})/i;
const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
/** Whoever dictates or types in haste starts sentences in lower case. */
const HASTY_END = /(?<=\S(?:\s+\S+){4,}[^\s.]{2}[.!?])\s+(?=[a-z])/;

/** The ask as a title: its first meaningful sentence in typographic quotes, on one line, or null if it holds no words. */
export function quotedTitle(ask: string): string | null {
  const lines = shortAddresses(ask)
    .replace(/^\s*(```|~~~)[\s\S]*?^\s*\1.*$/gm, '')
    .split(/\r\n|\n|\r/)
    .filter(hasWords);
  const whole = firstSentence(saidIn(lines).map(plainLine).filter(hasWords));
  if (!whole) return null;
  const short = clipped(withoutLeadIn(whole).replace(/[“”]/g, '"'), MAX_CHARS - 2);
  return `“${withoutLoneTick(short)}”`;
}

/** The lines that a person wrote; of an ask that opens with what was pasted, the question at its end or the line that tells what went wrong. */
function saidIn(lines: readonly string[]): readonly string[] {
  const [first = ''] = lines;
  const last = lines.at(-1) ?? '';
  if (isPasted(first)) return last.trim().endsWith('?') && !isPasted(last) ? [last] : [tellingLine(lines) ?? first];
  const written = lines.filter((line) => !isPasted(line));
  return written.at(-1)?.trim().endsWith(':') ? [...written, tellingLine(lines.filter(isPasted)) ?? ''] : written;
}

function firstSentence(lines: readonly string[]): string | null {
  const sentences = lines.slice(0, MAX_LINES).flatMap(sentencesOf).filter(hasWords);
  const at = Math.max(
    0,
    sentences.findIndex((part) => !GREETING.test(part) && !isApproval(part)),
  );
  const [sentence, next] = sentences.slice(at);
  if (!sentence) return null;
  if (/^[^:]{1,60}:$/.test(sentence) && next) return `${sentence} ${next}`;
  return next && isRemark(sentence, next) ? next : sentence;
}

/** True for a few words that only lead over to what is wanted. */
function isRemark(sentence: string, next: string): boolean {
  const words = sentence.split(/\s+/);
  if (words.length <= MAX_REMARK && REQUEST.test(next)) return true;
  const isOrder = ORDER_VERBS.has((words[0] ?? '').toLowerCase());
  return words.length <= MAX_EXCLAMATION && !isOrder && !sentence.endsWith('?') && next.split(/\s+/).length > MAX_EXCLAMATION;
}

const sentencesOf = (line: string) => [...SENTENCES.segment(line)].flatMap(({ segment }) => hastySentences(segment));

/** The parts of what passes for one sentence since they start in lower case. */
export const hastySentences = (sentence: string): string[] => sentence.trim().split(HASTY_END);

function withoutLeadIn(sentence: string): string {
  const rest = sentence.replace(LEAD_IN, '');
  return rest.split(/\s+/).length >= MIN_WORDS || rest.startsWith('/') ? rest : sentence;
}

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** A line without its Markdown marks, list numbers, tags and stray whitespace. */
const plainLine = (line: string) =>
  line
    .replace(/^\s*(?:#{1,6}\s+|>\s*|[-*+•]\s+|\d{1,2}[.)]\s+|\(?[a-z]\)\s+)+/i, '')
    .replace(/\[(?:image|document)(?:: [^\]]*| #\d+)\]/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?[a-z][\w-]*(?:\s[^<>]*)?>/gi, ' ')
    .replace(/(\*\*|__)(?=\S)(.*?)(?<=\S)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim();
