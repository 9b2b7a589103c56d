import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { placedSentences } from '@/lib/segmenter/text/sentences';
import { straight } from '@/lib/segmenter/text/words';

const MAX_PROMPT = 700;
const MAX_DIRECTION = 240;
const MAX_CHARS = 400;
const MIN_WORDS = 4;

/** A person's sentence that rules something out or in. */
const DIRECTION =
  /^(?:(?:ok|okay|yes|yeah|no|and|but|also|so|actually|then|please|hmm|well)[, ]+)*(?:let's (?:not|drop|keep|skip|leave|go with|stick (?:to|with)|remove|ignore|avoid|do this as|use)\b|drop (?:the|this|that)\b|keep the\b|i(?:'d| would)(?: much| personally)? (?:prefer|rather)\b|we (?:don't|do not|won't) need\b|we (?:shouldn't|should not|should never|should always|must not)\b|(?:i think )?(?:for now[, ]+)?(?:if .{3,60}, )?we should (?:just|only)\b|(?:don't|do not|never) (?:use|add|change|touch|remove|delete|create|commit|push|include|make|do|write|modify|edit|rename|merge|mock|hardcode|introduce|put|rely|run|start|implement)\b|no need (?:to|for)\b|there(?:'s| is) no need\b|instead of\b.*\b(?:use|do|let's|make)\b|(?:use|do) .{2,80}\binstead of\b|we(?:'re| are) not going to\b|(?:that|this)(?:'s| is) out of scope)/i;
/** Sounds like a direction, and says nothing that could be kept to. */
const EMPTY =
  /\bgo with (?:option )?[a-f0-9]\b|\bkeep (?:it|this|things) (?:simple|short|as)\b|\bkeep (?:going|that in mind|in mind)\b|\blet's not worry\b/i;
/** Rules for one reply or one run, not for the work. */
const FOR_THE_REPLY =
  /\b(?:newlines?|markdown|preamble|any other (?:commands?|tools?|files?)|(?:anything|nothing) else|in your (?:reply|response|answer))\b/i;
/** A sentence that leans on what was said before it. */
const LEANING = /^(?:so|and|but|also|then|yes|yeah|no|ok|okay)\b|\b(?:it|they|them|those|these|this|that)\b/i;

/** What a person ruled in or out, with the events that say so. */
export interface Direction {
  text: string;
  evidence: number[];
}

/** The directions in a prompt; one that leans on the sentence before it, or on the question it answers, comes with that. */
export function directionsOf(prompt: SegmenterEvent, before: SegmenterEvent | null): Direction[] {
  const text = prompt.text ?? '';
  if (text.length > MAX_PROMPT) return [];
  const found: Direction[] = [];
  const sentences = placedSentences(text)
    .filter(({ isItem, isTable }) => !isItem && !isTable)
    .map((each) => each.text);
  for (const [i, sentence] of sentences.entries()) {
    if (!isDirection(sentence)) continue;
    const last = found.at(-1);
    const previous = sentences[i - 1];
    if (!LEANING.test(straight(sentence))) found.push({ text: sentence, evidence: [prompt.seq] });
    else if (previous && last?.text.endsWith(previous)) last.text += ` ${sentence}`;
    else if (previous) found.push({ text: joined(previous, sentence), evidence: [prompt.seq] });
    else found.push(asAnswer(sentence, prompt, before));
  }
  return found;
}

/** True for a sentence that rules something in or out. */
export function isDirection(sentence: string): boolean {
  const words = straight(sentence);
  return (
    !EMPTY.test(words) &&
    !FOR_THE_REPLY.test(words) &&
    words.length <= MAX_DIRECTION &&
    words.split(/\s+/).length >= MIN_WORDS &&
    !/\?[)"'\s]*$/.test(words) &&
    DIRECTION.test(words)
  );
}

function asAnswer(sentence: string, prompt: SegmenterEvent, before: SegmenterEvent | null): Direction {
  const question = before?.text ? placedSentences(before.text).at(-1)?.text : undefined;
  if (!before || !question || !/\?[)"'*_]*$/.test(question)) return { text: sentence, evidence: [prompt.seq] };
  return { text: joined(question, sentence), evidence: [before.seq, prompt.seq] };
}

const joined = (first: string, second: string) => (first.length + second.length < MAX_CHARS ? `${first} ${second}` : second);
