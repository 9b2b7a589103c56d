import { isPlanCall, proposedHeading } from '@/lib/segmenter/events/plans';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { isDirection } from '@/lib/segmenter/records/directions';
import { directiveTitle } from '@/lib/segmenter/records/order-title';
import { fileName } from '@/lib/segmenter/text/paths';
import { placedSentences } from '@/lib/segmenter/text/sentences';
import { straight } from '@/lib/segmenter/text/words';

const MAX_CHARS = 500;
const MAX_REFUSED = 80;
/** The person's words in what the agent is told of a refused call. */
const COMMENT = /the user said:\s*\n?([\s\S]+)$/i;
/** A refusal that only wants to talk. */
const CLARIFYING = /^The user wants to clarify these questions/;

/** Words that only ask back, laugh, tell or hand over material. */
const ASIDE =
  /^(?:lol|haha|hm+|hang on|wait|one (?:sec|moment|question)|sorry|oops|what\b|why\b|how\b|who\b|when\b|where\b|which\b|is\b|are\b|was\b|were\b|do\b|does\b|did\b|any\b|ugh|uhh?\b|so\b.*\?$|have a look|(?:i|we|it|that|this) (?:tried|continued|ran|did|just|already|have|has|got|saw|see|was|were)\b|i'm (?:seeing|getting)|i'(?:ve|ll)\b)|\blet's (?:not worry|see|discuss)\b/i;
/** Asks for something, if politely. */
const REQUEST = /^(?:(?:ok|and|but|also|please)[, ]+)*(?:can|could|would|will) (?:you|we)\b|^please\b|\blet's\b/i;

/** The comment in the words that an agent gets for a refused call; null if there is none. */
export function commentIn(output: string): string | null {
  const said = straight(output);
  if (!/^(?:Error: )?The user doesn't want/.test(said)) return null;
  const words = said.match(COMMENT)?.[1] ?? '';
  return CLARIFYING.test(words) ? null : (words.split(/\n\s*Note: /)[0]?.trim() ?? null);
}

/** True for a comment in a refused call that decides something. */
export function decidesRefusing(comment: string): boolean {
  const words = straight(comment.trim());
  if (words === '' || words.length > MAX_CHARS || ASIDE.test(words)) return false;
  if (REQUEST.test(words)) return true;
  return words.split(/(?<=[.!?])\s+/).some((sentence) => !/\?[)"'\s]*$/.test(sentence) && sentence.split(/\s+/).length > 1);
}

/** True for words typed while the agent worked that tell it what to do: unlike a comment they may be anything, so they must order or rule out. */
export function decidesMidway(text: string): boolean {
  const words = straight(text.trim());
  if (words.length > MAX_CHARS || ASIDE.test(words) || /\?\W*$/.test(words)) return false;
  if (/\blet's\b/i.test(words) || directiveTitle(words) !== null) return true;
  return placedSentences(words).some((sentence) => isDirection(sentence.text));
}

/** What a person refused, in a few words; null where its name would say nothing. */
export function refusedThing(call: Call): string | null {
  if (isPlanCall(call)) {
    const heading = proposedHeading(call);
    return heading ? `the plan “${heading.slice(0, MAX_REFUSED)}”` : 'the plan';
  }
  const { file_path: file, path, command, cmd } = call.input;
  const name = [file, path].find((each) => typeof each === 'string');
  if (typeof name === 'string') return `the change of ${fileName(name)}`;
  const line = [command, cmd].find((each) => typeof each === 'string');
  if (typeof line !== 'string') return null;
  const first = line.trim().split('\n')[0] ?? '';
  return `\`${(first.length > MAX_REFUSED ? `${first.slice(0, MAX_REFUSED)}…` : first).replaceAll('`', '')}\``;
}
