import { answerTo, isQuestion, questionsOf } from '@/lib/segmenter/events/asked-questions';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { straight } from '@/lib/segmenter/text/words';

const MAX_CHARS = 500;
/** An answer of at most so many words says little without what its option meant. */
const BRIEF_WORDS = 2;
const MAX_MEANING = 200;

/** Questions about what to talk of next, not about the work. */
const FLOW =
  /\bmore questions (?:about|on|for)\b|\bwhat would you like to (?:do|discuss|work on)\b.*\b(?:next|now|first)\b|\bwhich (?:\w+ ){0,3}(?:areas?|topics?|questions?) (?:\w+ ){0,4}(?:next|now)\b|\banything else\b/i;
/** Answers that leave it open. */
const UNDECIDED = /^(?:skip|n\/a|hm+|it depends|this would depend|not sure|i don't know)\b/i;
/** Answers that leave it to the agent. */
const DELEGATED = /^(?:you decide|up to you|your (?:call|choice)|whatever you (?:think|prefer)|agent decides)\W*$/i;

/** What the person decided by answering the questions of a call; an answer that asks back, or only says what to talk about next, decides nothing. */
export function answersOf(call: Call): string[] {
  if (!isQuestion(call) || call.result === null || call.hasFailed) return [];
  return questionsOf(call).flatMap((question) => {
    const answer = answerTo(question, call)
      ?.trim()
      .replace(/\s*\(Recommended\)/gi, '');
    if (!answer || answer.endsWith('?') || answer.length > MAX_CHARS) return [];
    if (FLOW.test(straight(question.question)) || UNDECIDED.test(straight(answer))) return [];
    if (DELEGATED.test(straight(answer))) return [`Left to the agent: ${question.question}`];
    const meaning = question.options.find((option) => option.label === answer)?.description;
    const isBrief = answer.split(/\s+/).length <= BRIEF_WORDS;
    return [`${question.question} ${answer}${isBrief && meaning ? ` (${firstSentence(meaning)})` : ''}`];
  });
}

const firstSentence = (text: string) => (text.split(/[.;](?:\s|$)/)[0] ?? '').trim().slice(0, MAX_MEANING);
