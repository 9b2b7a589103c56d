import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { AHEAD, isShort, plainWords } from '@/lib/segmenter/sentence-scores';
import { placedSentences } from '@/lib/segmenter/sentences';
import { isHumanPrompt } from '@/lib/segmenter/turn-ends';

/** How far from the end of the events a report still tells how they ended. */
const MAX_MESSAGES = 6;
const MAX_CHARS = 260;
const WORK =
  'fixed|added|updated|removed|deleted|renamed|moved|replaced|created|implemented|written|committed|pushed|merged|rebased|opened|closed|resolved|refactored|extracted|simplified|cleaned up|installed|configured|deployed|published|reverted|restored|migrated|converted|enabled|disabled|verified|confirmed|complete|completed|finished|done|patched|wired|green|clean|staged|recorded|posted|saved|gone|spawned|dispatched|started|launched|built|aligned|in place|back up|up and running';
/** That something is done by now, or how it was found to be. */
const DONE = new RegExp(
  `\\b(?:is|are|has|have|was|were|been|'s|'ve)\\b (?:(?:now|all|already|fully|been|also|just|in|both) )*(?:${WORK})\\b|\\bnow (?:tracks?|reflects?|matches|match|uses?|points?|shows?|has|have|returns?|covers?|includes?|builds?|passes|pass)\\b|\\b(?:passed|passes|succeeded)\\b|^(?:all )?(?:${WORK}) [^,]|\\bfinished\\b`,
  'i',
);
const FOUND =
  /\b(?:root cause|the (?:bug|problem|issue|cause|culprit|reason) (?:is|was)\b|turns out|never called|not a product|caused by|because)\b/i;
/** Words of work that is not over. */
const OPEN =
  /\b(?:not|n't|no longer|still|yet|waiting|remaining|remains?|if|unless|until|once|before|whether|should|would|could|might|may|will|seems?|looks? like|probably|likely|suspicious|need(?:s|ed)?|next|fail(?:s|ed|ing)?|error|but|wait|hmm|currently|in progress|loaded|context)\b|\?$|:$|\bi(?:'m| am|'ll| will)\b|\blet me\b/i;

/**
 * The last sentence near the end of a turn that goes on by which the agent said that something was done, or what it had found: verbatim, strictly chosen, since
 * most of what is said on the way is narration.
 */
export function reportIn(main: readonly SegmenterEvent[]): { text: string; seq: number } | null {
  const turn = main.slice(main.findLastIndex(isHumanPrompt) + 1);
  const messages = turn.filter((event) => event.kind === 'message' && event.actor === 'agent' && event.text?.trim());
  for (const { text, seq } of messages.slice(-MAX_MESSAGES).reverse()) {
    const sentence = [...placedSentences(text ?? '')].findLast((each) => !each.isItem && !each.isTable && isReport(each.text));
    if (sentence) return { text: sentence.text, seq };
  }
  return null;
}

function isReport(sentence: string): boolean {
  const words = plainWords(sentence);
  if (sentence.length > MAX_CHARS || isShort(words) || AHEAD.test(words) || OPEN.test(words)) return false;
  return DONE.test(words) || FOUND.test(words);
}
