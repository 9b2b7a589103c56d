import { questionsOf, waitingCall } from '@/lib/segmenter/gates';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { placedSentences } from '@/lib/segmenter/sentences';
import { finalMessage } from '@/lib/segmenter/turn-ends';
import { straight } from '@/lib/segmenter/words';
import type { SegmentStatus } from '@/lib/segments/schema';

const MAX_HEDGES = 3;
const MAX_CHARS = 400;
/** Questions without whose answer the work stands still; an offer of more work is none. */
const GATE =
  /\b(?:which (?:approach|option|one|of (?:these|those|the)|way|timing|model|direction|version|strategy|do you)|should (?:i|we) (?:proceed|go ahead|continue|apply|implement|start|keep|use|go with)|shall (?:i|we) (?:proceed|go ahead|continue|apply|start)|(?:do|does) (?:this|that|the plan|it) (?:\w+ ){0,4}(?:look|sound|seem|match|work)|ready to (?:proceed|apply|execute|start)|what(?:'s| is) your preference|what do you (?:prefer|think)|how (?:would|should|do) (?:you|we|i) (?:like|want|proceed|handle)|is (?:this|that) (?:ok|okay|acceptable|what you)|proceed\?|your call)\b/i;
const OFFER = /^(?:want me to|would you like me to|do you want me to|shall i also|let me know|anything else|should i also)\b/i;
const HEDGE =
  /(?:\bi (?:have not|haven't|did not|didn't|could not|couldn't|was not able to|wasn't able to|was unable to|cannot|can't) (?:yet |actually |fully |independently |directly )?(?:verif(?:y|ied)|test(?:ed)?|confirm(?:ed)?|check(?:ed)?|reproduced?|run|ran)\b|\b(?:not|never) (?:yet )?(?:verified|tested) (?:against|on|in|with|end)|\b(?:it(?:'s| is)|remains?) (?:still )?(?:unclear|unknown|not clear) (?:whether|if|why|how|what|which)\b|\bi(?:'m| am) not (?:sure|certain) (?:whether|if|why|how|what|which)\b|\bremains? (?:unverified|untested)\b)/i;

/**
 * What is open: a question or plan that waits on the person, the question at the end of the message that a segment ends with (a later one may open with its
 * answer), and what the agent says it could not tell.
 */
export function openQuestionsOf(
  main: readonly SegmenterEvent[],
  { status, isLast }: { status: SegmentStatus; isLast: boolean },
): DraftClaim[] {
  const final = finalMessage(main);
  const call = isLast ? waitingCall(main) : null;
  const asked = call ? questionsOf(call).map(({ question }) => claim(question, call.call.seq)) : [];
  const gate = final && (status === 'blocked' || !isLast) ? gateQuestion(final.text ?? '') : null;
  return [...asked, ...(gate && final ? [claim(gate, final.seq)] : []), ...(final ? hedges(final) : [])];
}

const claim = (text: string, seq: number): DraftClaim => ({ field: 'question', text, party: null, evidence: [seq] });

/** The question at the very end of a message, if the work stands still until it is answered. */
export function gateQuestion(message: string): string | null {
  const last = [...placedSentences(message)].at(-1);
  if (!last || last.isTable || last.isItem) return null;
  const words = straight(last.text)
    .replace(/[*_]+$/g, '')
    .trim();
  return words.endsWith('?') && words.length <= MAX_CHARS && GATE.test(words) && !OFFER.test(words) ? last.text : null;
}

function hedges({ text, seq }: SegmenterEvent): DraftClaim[] {
  return [...placedSentences(text ?? '')]
    .filter(
      (each) => !each.isTable && each.text.length <= MAX_CHARS && HEDGE.test(straight(each.text)) && !/[?:]$/.test(each.text),
    )
    .slice(0, MAX_HEDGES)
    .map((each) => claim(each.text, seq));
}
