import type { Link, LinkSegment, Placed } from '@/lib/segmenter/links/lineage';
import { linkWords } from '@/lib/segmenter/links/link-words';
import { isApproval } from '@/lib/segmenter/text/approval';
import { promptCues } from '@/lib/segmenter/text/prompt-cues';
import { clipped, inQuotes, straight } from '@/lib/segmenter/text/words';

const MAX_ANSWER = 500;
const MAX_WORDS = 80;
const MAX_QUOTE = 80;
/** Words that a reply to a question opens with. */
const REPLY =
  /^(?:(?:yes|yeah|yep|yup|no|nope|ok|okay|sure|both|neither|either|option|number|the (?:first|second|third|last|former|latter)|let's (?:try|go with|do|use|keep|stick|go)|go (?:with|for|ahead)|use|keep|put (?:it|them)|do (?:it|that|this|the|both|nothing)|i(?:'d| would)? (?:prefer|think|feel|like|go|say|want|rather)|just|leave|skip|sounds|looks)\b|[a-e1-9](?:[.):,=]|$)|[b-e1-9]\s)/i;

/**
 * The prompt that a person wrote right after the question that ended a segment: its answer, or perhaps its answer; one that only asks back or turns to
 * something else is none.
 */
export function answerLink({ item, segment }: Placed, next: LinkSegment | null): Link | null {
  const prompt = next?.signals.prompts.find(({ isOpening }) => isOpening);
  if (!next || !prompt || !item.text.trimEnd().endsWith('?') || !isAtEnd(item.evidence, segment)) return null;
  const reply = replyIn(prompt.text, item.text);
  if (reply === null) return null;
  const isSuggestion = reply === 'likely';
  return {
    itemId: item.id,
    segmentId: next.id,
    kind: 'answers',
    isSuggestion,
    reason: isSuggestion
      ? `Opens with ${inQuotes(prompt.text, MAX_QUOTE)} right after the question.`
      : 'Opens with the reply of a person.',
    text: isSuggestion ? null : clipped(prompt.text, MAX_ANSWER),
    evidence: [prompt.seq],
  };
}

/** Nobody wrote anything between the question and the end of its segment. */
const isAtEnd = (evidence: readonly number[], { signals }: LinkSegment) =>
  signals.prompts.every(({ seq }) => seq < (evidence.at(-1) ?? 0));

/** Whether a prompt right after a question replies to it. */
export function replyIn(prompt: string, question: string): 'certain' | 'likely' | null {
  const text = straight(prompt.trim());
  if (isApproval(text)) return 'certain';
  if (/^[/!<]/.test(text) || text.split(/\s+/).length > MAX_WORDS) return null;
  const opens = REPLY.test(text);
  if (/\?\W*$/.test(text)) return opens ? 'likely' : null;
  if (opens) return 'certain';
  if (promptCues(text).shift) return null;
  const words = linkWords(question);
  return [...linkWords(text)].some((word) => words.has(word)) ? 'certain' : 'likely';
}
