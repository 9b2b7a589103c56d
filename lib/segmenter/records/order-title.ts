import { hastySentences } from '@/lib/segmenter/records/quoted-title';
import { shortAddresses } from '@/lib/segmenter/text/addresses';
import { isApproval } from '@/lib/segmenter/text/approval';
import { ORDER_VERBS } from '@/lib/segmenter/text/order-verbs';
import { isPasted } from '@/lib/segmenter/text/pasted';
import { placedSentences } from '@/lib/segmenter/text/sentences';
import { clipped, straight, withoutLoneTick } from '@/lib/segmenter/text/words';

const MAX_CHARS = 80;
/** An ask that rambles past this is quoted: which of its sentences is the ask cannot be told. */
const MAX_READ = 1500;
const MAX_SENTENCES = 12;
/** Where a long order can be cut. */
const CLAUSE =
  /,?\s(?:so that|because|since|which|but|and then|that|when|while|if|whether|along with|and)\s|(?:,|[.] | [-–—(]|;|:)\s?/g;
/** Cut there at once: what follows is no part of the order. */
const REASON = /so that|because|since|which|but|then|when|while|if|whether|along/;
const MIN_CLAUSE = 15;
const MIN_BEFORE_AND = 38;
/** Words that need what follows. */
const HANGING =
  /\b(?:make sure|ensure|check|see|know|verify|sure|decide|the|a|an|to|of|in|on|for|with|is|are|like|e\.g|i\.e|out|find out|do)$/i;

/** What stands before an order: address, consent, politeness, "I want you to". */
const POLITE =
  /^(?:\$[\w-]+\s+(?=\w)|(?:ok(?:ay)?|so|well|now|then|also|and|but|next|great|good|perfect|nice|thanks|thank you|cool|yes|yeah|yep|sure|alright|right|hi|hey|hello|actually|first|finally|please|pls|just)\b[\s,.!:–—-]*|(?:(?:can|could|would|will) you(?: please)?|can we|could we|let's|lets|let us|i(?:'d| would) like (?:you )?to|i want (?:you )?to|i need you to|we (?:need|want) to|we should|you should|go ahead and|help me(?: to)?|your (?:task|job|goal) is to)\s+(?:(?:just|please|also|now|then|first|quickly)\s+)*)/i;

/** A word before this one is a noun: "test results", "build fails". */
const NOUN_AFTER =
  /^(?:is|are|was|were|has|have|fails?|failed|passes|passed|results?|output|errors?|failures?|still|doesn't|does|seems|looks|on|in|of|=|:)$/i;
/** "It fails again, can you …": the order after what it is about. */
const REQUESTED =
  /(?:[,;]|\s[-–—])\s+((?:so |and |but )?(?:please|can you|could you|would you|can we|could we|let's|lets|let’s)\s.+)$/i;
/** An order that is nothing without what was said before. */
const VAGUE =
  /^(?:\w+)(?:\s+(?:it|this|that|these|those|them|all|both|again|now|up|out|me|here|there|so|too|please|everything|things|why|and|fix|bug|issue|problem|the|a|at|into|on|\d+|#?\d+(?:\s*(?:and|,|\+)\s*#?\d+)*))*[.!]?$/i;
/** The object of the order was named before. */
const POINTING =
  /^(?!(?:ensure|verify|check|confirm|validate) that\b)\w+\s+(?:it|this|that|these|those|them|again|something|anything)\b|\b(?:do|reflect|fix|match|support|to) (?:it|this|that|these|those|them|so)[.!]?$/i;
/**
 * The sentence of an ask that gives an order, without its politeness, on at most 80 characters; null where none does, or where it only points at what was
 * said before ("fix it"): then the ask is better quoted.
 */
export function directiveTitle(ask: string): string | null {
  if (ask.length > MAX_READ) return null;
  let read = 0;
  for (const { text, isItem, isTable } of placedSentences(ask)) {
    if (++read > MAX_SENTENCES) break;
    if (isItem || isTable || isPasted(text)) continue;
    const [first = ''] = hastySentences(text);
    const order = orderIn(first) ?? orderIn(first.match(REQUESTED)?.[1] ?? '');
    if (order) return order;
  }
  return null;
}

function orderIn(sentence: string): string | null {
  if (isApproval(sentence) || /^implement (?:the|this) plan\W*$/i.test(sentence)) return null;
  const bare = withoutPoliteness(
    shortAddresses(straight(sentence))
      .replace(/^\(?[A-Za-z]\)\s+/, '')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\*\*/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const [verb = '', next = ''] = bare.split(' ');
  if (
    !ORDER_VERBS.has(verb.toLowerCase()) ||
    (NOUN_AFTER.test(next) && !/^work on$/i.test(`${verb} ${next}`)) ||
    /^\S+@\S+$/.test(next) ||
    VAGUE.test(bare) ||
    isLeft(bare) ||
    /\bthe following(?: \w+)?\W*$/i.test(bare) ||
    POINTING.test(bare)
  )
    return null;
  if (bare.split(' ').length < 3) return bare.split(' ').length === 2 && /[`/._#]|\d/.test(next) ? finished(bare) : null;
  return finished(bare);
}

/** True for a few words whose end is missing. */
const isLeft = (order: string) => order.split(' ').length <= 6 && HANGING.test(order.replace(/[\s.!?:;,]+$/, ''));

function withoutPoliteness(sentence: string): string {
  let rest = sentence;
  for (let i = 0; i < 6; i += 1) {
    const shorter = rest.replace(POLITE, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

/** Cut at a clause if it is long, without its closing mark. */
function finished(order: string): string {
  const whole = order.replace(/[\s.!?:;,]+$/, '').replace(/,? please$/i, '');
  const title = whole.length <= MAX_CHARS ? whole : (clause(whole) ?? clipped(whole, MAX_CHARS));
  const even = withoutLoneTick(title);
  return even[0]?.toUpperCase() + even.slice(1);
}

/** As much as fits: up to the first word that gives a reason or a condition, else up to the last mark, "that", or "and" before another order. */
function clause(text: string): string | null {
  const marks = [...text.slice(0, MAX_CHARS).matchAll(CLAUSE)].filter(({ 0: mark, index }) => {
    const isEnough = index >= (/and|that/.test(mark) ? MIN_BEFORE_AND : MIN_CLAUSE);
    return isEnough && !isHanging(text.slice(0, index)) && (mark !== ' and ' || opensClause(text.slice(index + mark.length)));
  });
  const end = (marks.find(({ 0: mark }) => REASON.test(mark)) ?? marks.at(-1))?.index;
  return end === undefined ? null : text.slice(0, end);
}

function opensClause(rest: string): boolean {
  const [word = ''] = rest.split(' ');
  return ORDER_VERBS.has(word.toLowerCase()) || /^(?:also|then|let|make|i|we|you|it|they|tell|see)$/i.test(word);
}

function isHanging(head: string): boolean {
  const verb = head.match(/\b(?:to|and|or|then|can|could|should) (\w+)$/)?.[1] ?? '';
  return HANGING.test(head) || ORDER_VERBS.has(verb.toLowerCase());
}
