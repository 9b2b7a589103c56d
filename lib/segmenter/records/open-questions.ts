import { questionsOf, waitingCall } from '@/lib/segmenter/events/asked-questions';
import { isPlanCall, proposedHeading } from '@/lib/segmenter/events/plans';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { finalMessage } from '@/lib/segmenter/events/turn-ends';
import { lastOptions } from '@/lib/segmenter/records/option-pick';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { type PlacedSentence, placedSentences } from '@/lib/segmenter/text/sentences';
import { clipped, straight } from '@/lib/segmenter/text/words';

const MAX_CHARS = 400;
const BRIEF_WORDS = 8;
const MAX_OPTION = 80;
/** "Option 2 …" */
const OPTION_LINE = /^\W*option\s+[1-9a-f]\b/i;
/** "**B.** …", "2. **…**" */
const BOLD_LINE = /^\s*(?:[-*]\s+)?(?:\*\*\(?[1-9a-f][.):]|\(?[1-9a-f][.)]\s+\*\*)/i;
/** A question is answered by what stands after it, if that is more than an aside. */
const CLOSING = 3;
/** Questions without whose answer the work stands still; an offer of more work is none. */
const GATE =
  /\b(?:which (?:approach|option|one|of (?:these|those|the)|way|timing|model|direction|version|strategy|do you)|should (?:i|we) (?:proceed|go ahead|continue|apply|implement|start|keep|use|go with)|shall (?:i|we) (?:proceed|go ahead|continue|apply|start)|(?:do|does) (?:this|that|the plan|it) (?:\w+ ){0,4}(?:look|sound|seem|match|work)|ready to (?:proceed|apply|execute|start)|what(?:'s| is) your preference|what do you (?:prefer|think)|how (?:would|should|do) (?:you|we|i) (?:like|want|proceed|handle)|is (?:this|that) (?:ok|okay|acceptable|what you)|proceed\?|your call)\b/i;
/** Offers more work: nothing waits on the answer. */
const OFFER = /^(?:want me to|would you like me to|do you want me to|shall i also|let me know|anything else|should i also)\b/i;
/** Asks for what the agent cannot do by itself. */
const HELP =
  /\b(?:can|could) you (?:please )?(?:confirm|check|share|provide|paste|send|tell me|try|run|restart|start|log in|open|clarify)\b/i;
/** Courtesies: whoever does not answer leaves nothing open. */
const COURTESY =
  /\b(?:anything else|something else|(?:other|more|any) questions|how can i help|what (?:would you like|do you want) (?:me )?to (?:do|work on) (?:next|today|now)|does (?:that|this) (?:help|answer|make sense))\b/i;

/**
 * What waits on the person: a question or plan without an answer at the end of a session, else the question that its last message closes with. A segment
 * that others follow ends with an open question only if the work stood still for it: the next one may open with its answer.
 */
export function openQuestionsOf(main: readonly SegmenterEvent[], { isLast }: { isLast: boolean }): DraftClaim[] {
  const call = isLast ? waitingCall(main) : null;
  if (call) return waitingFor(call).map((text) => claim(text, call.call.seq));
  const final = finalMessage(main);
  const text = final?.text ?? '';
  const question = isLast ? closingQuestion(text) : gateQuestion(text);
  return question && final ? [claim(inContext(question, text).replaceAll('**', ''), final.seq)] : [];
}

/** A question of a few words with the options it asks about, else with the sentence before it: "Which approach?" says nothing alone. */
function inContext(question: string, message: string): string {
  if (question.split(/\s+/).length > BRIEF_WORDS) return question;
  const lines = message.split('\n');
  const marked =
    [OPTION_LINE, BOLD_LINE].map((kind) => lines.filter((line) => kind.test(line))).find((kept) => kept.length > 1) ?? [];
  const options = [...lastOptions(marked.join('\n'))].map(([mark, text]) => `${mark}: ${clipped(text, MAX_OPTION)}`);
  if (options.length > 0 && /\b(?:which|prefer|preference)\b/i.test(question)) return `${question} (${options.join('; ')})`;
  const sentences = placedSentences(message);
  const before = sentences[sentences.findLastIndex(({ text }) => text.replaceAll('**', '') === question) - 1];
  if (!before || before.isItem || before.isTable || /[?:]\**$/.test(before.text)) return question;
  return before.text.length + question.length < MAX_CHARS ? `${before.text} ${question}` : question;
}

const claim = (text: string, seq: number): DraftClaim => ({ field: 'question', text, party: null, evidence: [seq] });

function waitingFor(call: Call): string[] {
  if (!isPlanCall(call)) return questionsOf(call).map(({ question }) => question);
  const heading = proposedHeading(call);
  return [heading ? `Approve the plan “${heading}”?` : 'Approve the plan?'];
}

/** The last question among the last sentences of a message, if it asks for more than courtesy does. */
function closingQuestion(message: string): string | null {
  const asked = placedSentences(message).slice(-CLOSING).filter(asks);
  const last = asked.findLast(({ text }) => !COURTESY.test(straight(text)));
  return last ? last.text.replaceAll('**', '') : null;
}

/** The question at the very end of a message, if the work stands still until it is answered. */
export function gateQuestion(message: string): string | null {
  const last = message.includes('?') ? placedSentences(message).at(-1) : undefined;
  if (!last || last.isItem || !asks(last)) return null;
  const words = straight(last.text);
  return GATE.test(words) && !OFFER.test(words) ? last.text : null;
}

/** True if a message ends by asking the person for what the agent cannot get by itself. */
export const asksForHelp = (message: string): boolean =>
  HELP.test(message) &&
  placedSentences(message)
    .slice(-2)
    .some((each) => !each.isItem && asks(each) && HELP.test(straight(each.text)));

const asks = ({ text, isTable }: PlacedSentence) => !isTable && text.length <= MAX_CHARS && /\?[)"'*_\s]*$/.test(straight(text));
