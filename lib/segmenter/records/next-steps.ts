import { finalMessage } from '@/lib/segmenter/events/turn-ends';
import { openTasks } from '@/lib/segmenter/records/open-tasks';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { normalised, type PlacedSentence, placedSentences } from '@/lib/segmenter/text/sentences';
import { straight } from '@/lib/segmenter/text/words';

const MAX_STEPS = 12;
const MAX_CHARS = 400;
/** Anchored at the start: anywhere in a heading these words mean anything. */
const HEADING =
  /^(?:the )?(?:next steps?|remaining(?: (?:work|items|tasks|steps|todos?|issues|gaps|follow-?ups?))?|to-?dos?|follow-?ups?|what(?:'s| is) (?:left|next|remaining)|open items|still to do|not (?:yet )?done|left to do|manual steps(?: (?:required|needed|remaining))?|before (?:merging|you merge|release|deploying)|(?:(?:one|two|three|four|\d+) )?remaining (?:\w+ )?(?:problems|blockers|gaps|concerns|issues|items|tasks)|(?:(?:one|two|three|\d+) )?(?:issues?|items?|things?) (?:to track|to do|left)(?: as (?:a )?follow-?ups?)?)(?:\s*\([^)]*\)|\s+(?:for (?:you|later|now)|are|needed|required|to do|remaining|if (?:needed|you want)|\w+))?$/i;
/** A sentence that says beyond doubt that something is left to do, or what the person has to do. */
const PROSE =
  /^(?:(?:but|also|note|however|one caveat)[:, ]+)*(?:.{2,120}\b(?:still needs? to(?: be)?|still has to|remains to be|needs? to be done separately)\s+\w|(?:the |one |only )+remaining (?:issue|work|piece|step|thing|task|gap)\b.{0,40}\bis\b|(?:worth|should be) (?:fixing|doing|addressing|handled|fixed) (?:separately|in a (?:separate|follow-up|later))|(?:still (?:to do|todo|open|pending|missing|outstanding)|remaining (?:tasks?|work|items?|steps?|blockers?)(?:\/\w+)?)\s*[:—–-]\s*\S|(?:the )?next step is (?:to )?\w|.{2,120}\b(?:not|n't) (?:been )?(?:committed|merged|pushed|deployed|released)(?:\/\w+)* yet\b|you(?:'ll| will)? (?:still )?(?:need|have) to (?:restart|run|set|rotate|deploy|merge|create|add|update|install|configure|log in|rebuild|enable|push|re-?run|grant|approve|re-?authenticate)\b)/i;
/** An item that says by itself what it is. */
const LABEL = /^(?:remaining|still)\b/i;
/** The step is the person's. */
const PERSON = /^you(?:'ll| will)?\b/i;
/** An item that is ticked off. */
const DONE_MARK = /^(?:✅|☑|✓|\[x\]|~~)/i;

/**
 * What is left to do: tasks of the agent's list that these events touched and left open, then what the message that ended the turn lists under a heading of
 * that meaning, then its sentences that say so beyond doubt.
 */
export function nextStepsOf(main: readonly SegmenterEvent[], { hasEnded }: { hasEnded: boolean }): DraftClaim[] {
  const final = hasEnded ? finalMessage(main) : null;
  const steps = [...openTasks(main), ...(final ? statedSteps(final) : [])];
  const seen = new Set<string>();
  return steps.filter(({ text }) => !seen.has(normalised(text)) && seen.add(normalised(text)));
}

function statedSteps({ text, seq }: SegmenterEvent): DraftClaim[] {
  const sentences = placedSentences(text ?? '');
  const listed = underHeading(sentences);
  const said = sentences
    .filter((each) => !each.isTable && (!each.isItem || LABEL.test(each.text)) && isProseStep(each.text))
    .map((each) => each.text);
  return [...listed, ...said].slice(0, MAX_STEPS).map((step) => ({
    field: 'next_step',
    text: step.replaceAll('**', ''),
    party: PERSON.test(straight(step)) ? 'person' : 'agent',
    evidence: [seq],
  }));
}

/** Whole items of the outermost level; one that asks is an offer. */
function underHeading(sentences: readonly PlacedSentence[]): string[] {
  const items = sentences.filter(({ heading, isItem }) => isItem && heading !== null && HEADING.test(heading));
  const least = Math.min(...items.map(({ indent }) => indent));
  const lines = items.filter(({ indent }) => indent <= least + 1).map(({ line }) => line);
  return [...new Set(lines)].filter((line) => line.length <= MAX_CHARS && !line.endsWith('?') && !DONE_MARK.test(line));
}

function isProseStep(sentence: string): boolean {
  const words = straight(sentence);
  return (
    words.length <= MAX_CHARS &&
    !/[?:]$/.test(words) &&
    PROSE.test(words) &&
    !/^(?:if|when|once|whether|no |nothing)\b/i.test(words)
  );
}
