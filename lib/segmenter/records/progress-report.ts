import { hasChanged } from '@/lib/segmenter/events/file-changes';
import { toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isHumanPrompt } from '@/lib/segmenter/events/turn-ends';
import { AHEAD, DONE_VERBS, isShort, plainWords } from '@/lib/segmenter/records/sentence-scores';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { placedSentences } from '@/lib/segmenter/text/sentences';
import { contentWords } from '@/lib/segmenter/text/words';

/** How far from the end of the events a report still tells how they ended. */
const MAX_MESSAGES = 6;
const MAX_CHARS = 260;
/** Words that a report has in common with the ask if it is about it. */
const MIN_SHARED = 2;
/** What was done or how it is, after a form of "to be" or "to have". */
const WORK = `${DONE_VERBS}|written|confirmed|complete|completed|finished|done|patched|wired|green|clean|staged|recorded|posted|gone|started|aligned|in place|back up|up and running`;
/** That something is done by now, or how it was found to be. */
const DONE = new RegExp(
  `\\b(?:is|are|has|have|was|were|been|'s|'ve)\\b (?:(?:now|all|already|fully|been|also|just|in|both) )*(?:${WORK})\\b|\\bnow (?:tracks?|reflects?|matches|match|uses?|points?|shows?|has|have|returns?|covers?|includes?|builds?|passes|pass)\\b|\\b(?:passed|passes|succeeded)\\b|^(?:all )?(?:${WORK}) [^,]|\\bfinished\\b`,
  'i',
);
/** What the agent found out. */
const FOUND =
  /\b(?:root cause|the (?:bug|problem|issue|cause|culprit|reason) (?:is|was)\b|turns out|never called|caused by|because)\b/i;
/** What stays so, however long ago it was said. */
const LASTING =
  /\b(?:created|closed|removed|deleted|merged|pushed|killed|stopped|committed|posted|fixed|renamed|moved|filed|published|confirmed)\b/i;
/** Words of work that is not over. */
const OPEN =
  /\b(?:not|n't|no (?:\w+ ){1,3}(?:was|were)|still|yet|waiting|remaining|if|unless|until|once|before|whether|should|would|could|might|may|will|seems?|looks? like|probably|likely|need(?:s|ed)?|next|fail(?:s|ed|ing)?|error|but|wait|hmm|currently|in progress|loaded|context)\b|\?$|:$|\bi(?:'m| am|'ll| will)\b|\blet me\b/i;

/**
 * The sentence of a turn that goes on by which the agent said that something was done, or what it had found: one that says what was asked, if it stays true however
 * early it was said, else the last near the end, after the first change. Verbatim, strictly chosen, since most of what is said on the way is narration.
 */
export function reportIn(main: readonly SegmenterEvent[]): { text: string; seq: number } | null {
  const at = main.findLastIndex(isHumanPrompt);
  const turn = main.slice(at + 1);
  const asked = new Set(contentWords(main[at]?.text ?? ''));
  const shared = ({ text }: { text: string }) => new Set(contentWords(text).filter((word) => asked.has(word))).size;
  const messages = turn.filter((event) => event.kind === 'message' && event.actor === 'agent');
  const first = firstChange(turn);
  const late = messages
    .slice(-MAX_MESSAGES)
    .flatMap(reportsOf)
    .filter(({ seq }) => seq > first);
  const lasting = messages
    .filter(({ text }) => LASTING.test(text ?? ''))
    .flatMap(reportsOf)
    .filter(({ text }) => LASTING.test(text));
  const fitting = [...lasting, ...late];
  const best = fitting.reduce((most, report) => Math.max(most, shared(report)), MIN_SHARED);
  return fitting.findLast((report) => shared(report) >= best) ?? late.at(-1) ?? null;
}

const firstChange = (turn: readonly SegmenterEvent[]) => toolCalls(turn).find(hasChanged)?.call.seq ?? 0;

function reportsOf({ text, seq }: SegmenterEvent): { text: string; seq: number }[] {
  const sentences = placedSentences(text ?? '').filter((each) => !each.isItem && !each.isTable && isReport(each.text));
  return sentences.map((sentence) => ({ text: sentence.text, seq }));
}

function isReport(sentence: string): boolean {
  const words = plainWords(sentence);
  if (sentence.length > MAX_CHARS || isShort(words) || AHEAD.test(words) || OPEN.test(words)) return false;
  return DONE.test(words) || FOUND.test(words);
}
