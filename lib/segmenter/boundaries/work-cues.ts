import type { Visible } from '@/lib/segmenter/boundaries/visible';
import { commandLine } from '@/lib/segmenter/events/checks';
import { straight } from '@/lib/segmenter/text/words';

/** Says that the next piece of work begins. */
const ANNOUNCES =
  /(?:^|[.!:] )(?:(?:ok(?:ay)?|great|good|perfect|excellent|done)[,.!]? )?(?:now (?:on )?(?:to )?(?:task|step|phase|part)\b|(?:i'm |i am |i'll )?(?:now )?(?:mov(?:e|ing)|turn(?:ing)?|return(?:ing)?|switch(?:ing)?|go(?:ing)?) (?:on |back )?to\b|next (?:task|issue|item|up|phase|step)\b|next[:,]|let me (?:check |see )?(?:for )?(?:the |what's )?next\b|(?:task|step|phase) \d+\b|now (?:let me |i'll |let's |i can )?(?:work on|tackle|start|begin|move)\b|time to\b|on to\b)/i;
/** Says that something is reached. */
const MILESTONE =
  /all (?:\d+ )?(?:\w+ )?(?:tests?|green|checks?|gates?)(?: \w+)? (?:pass|green)|all green|tests? (?:all |now )?pass(?:ed|es)?\b|\b(?:is|are) (?:now )?(?:committed|merged|rebased|complete|done|pushed|running|up|clean|green|closed|finished|in place)\b|succeeded|\bcommitted\b|consecutive passes|\d+ passed/i;
/** Says that something else is wrong now. */
const NEW_FAILURE =
  /\b(?:(?:different|another|new) (?:failure|error|issue|problem|test)|now (?:test )?[\w.-]* ?fail|failure moved|progress!|excellent progress)/i;
/** Says that something will be checked. */
const VERIFIES =
  /\b(?:verif(?:y|ication|ies)|make sure (?:everything|it all|all)|run(?:ning)? (?:all |the (?:full |whole |entire |focused |complete )?|focused |full )?(?:\w+ )?(?:tests?|test suite|checks|build|e2e)\b|lint)\b/i;
/** Command lines that close something in a tracker or merge a worker's branch. */
const CLOSES = /\b(?:bd|beads|gh issue|gh pr) (?:close|merge)\b|\bworkmux merge\b/;

const SENTENCE_CHARS = 240;
const OPENING_CHARS = 160;
const LOOKBACK = 5;

/** What hints at a boundary inside a turn: what the agent says there, and what it has just shipped or closed. */
export interface WorkCues {
  announces: boolean;
  milestone: boolean;
  newFailure: boolean;
  verifies: boolean;
  afterShip: boolean;
}

/** The hints at the thing at `at`. */
export function workCues(seen: readonly Visible[], at: number): WorkCues {
  const each = seen[at];
  const text = each?.kind === 'text' ? straight(each.text.slice(0, SENTENCE_CHARS)) : '';
  const opening = text.slice(0, OPENING_CHARS);
  return {
    announces: ANNOUNCES.test(text),
    milestone: MILESTONE.test(opening),
    newFailure: NEW_FAILURE.test(opening),
    verifies: seen[at + 1]?.family === 'check' && VERIFIES.test(text),
    afterShip: hasJustShipped(seen, at),
  };
}

/** True right after something was committed, pushed or closed in a tracker, unless the same goes on. */
function hasJustShipped(seen: readonly Visible[], at: number): boolean {
  if (seen.slice(at, at + 3).some(isShipping)) return false;
  for (let i = at - 1; i >= Math.max(0, at - LOOKBACK); i -= 1) {
    const before = seen[i];
    if (before?.kind === 'prompt') return false;
    if (isShipping(before)) return true;
  }
  return false;
}

const isShipping = (each: Visible | undefined): boolean =>
  each?.call != null && (each.family === 'ship' || CLOSES.test(commandLine(each.call) ?? ''));
