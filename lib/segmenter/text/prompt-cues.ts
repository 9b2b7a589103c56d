import { straight } from '@/lib/segmenter/text/words';

/** Consents; `approval.ts` knows those that alone let the agent go on, this one also takes a few words after them. */
const ACK =
  /^(?:yes|yeah|yep|ok|okay|sure|continue|go|go ahead|do it|please do|sounds good|looks good|[a-e]|\d(?:\s*\+\s*\d)?)\b[.,!=)]?(?:\s+\S+){0,4}$/i;
/** Asks to run or ship what is there. */
const OPS =
  /\b(?:commit|push|stage|rebase|merge|lint|format|(?:create|open|make|update|draft) (?:a |the |an )?(?:draft )?(?:pr|pull request)|run (?:the )?(?:tests?|lint|checks?)|(?:respond|reply) to (?:the |all )?(?:pr |review |pr review )?comments?)\b/i;
/** Words that ask for more than running and shipping what is there. */
const CHANGES = /\b(?:fix|address|investigate|update|add|write|implement|change|explain|check)\b/i;
/** Praises or thanks: a few such words are a consent. */
const PRAISE = /^(?:i (?:like|love)|nice|great|perfect|awesome|cool|love (?:it|that)|thanks|thank you)\b/i;
/** Turns to something else. */
const SHIFT =
  /^(?:ok(?:ay)?[,.]? |alright[,.]? |great[,.]? |and |so )?(?:now\b(?! that\b)|next\b|also\b|another\b|one (?:last|more)\b|unrelated\b|separately\b|back to\b|follow-?up\b|moving on\b|let's (?:move|start|go back|look at|investigate|continue with|proceed)\b|implement the following\b|given\b|what's next\b)|\b(?:next in the|one last|one more|let's move (?:on )?to|moving on to|unrelated(?:ly)?[,:]|follow-?up:|proceed with)\b/i;
/** Asks, by its mark or its first word. */
const QUESTION =
  /\?\s*$|^(?:what|why|how|where|when|who|which|is|are|does|do|did|can you (?:explain|clarify)|could you explain)\b/i;
/** Takes issue with what was said or done before. */
const CORRECTION =
  /^(?:no\b|nope\b|wait\b|actually\b|but\b|hmm+\b|you're right|that's (?:not|wrong)|i meant\b|i mean\b|i'd prefer\b|i would prefer\b|not quite|hang on|i think\b|still\b|it (?:doesn't|does not|still)\b)/i;
/** What an agent says of work that is over. */
const DONE =
  /(?:^|[.!\n]\s*)(?:all )?(?:done|complete(?:d)?|finished|fixed|pushed|committed|created|merged)\b|\b(?:is|are|been|have|has|now) (?:now )?(?:done|complete(?:d)?|fixed|implemented|pushed|committed|created|updated|merged|ready|addressed|resolved)\b|\b(?:tests|checks) (?:all )?pass\b|\ball (?:\d+ )?(?:tests|checks) (?:are )?pass/i;

const MAX_QUESTION_WORDS = 45;
const MAX_OPS_WORDS = 12;
const READ_CHARS = 600;

/** What the wording of a prompt hints at. */
export interface PromptCues {
  ack: boolean;
  ops: boolean;
  shift: boolean;
  question: boolean;
  correction: boolean;
  done(said: string): boolean;
}

/** The hints in a prompt; only its beginning is read. */
export function promptCues(text: string): PromptCues {
  const line = plain(text.slice(0, READ_CHARS));
  const words = text.length > READ_CHARS ? Number.POSITIVE_INFINITY : line.split(/\s+/).length;
  return {
    ack: ACK.test(line) || (words <= MAX_OPS_WORDS && PRAISE.test(line) && !line.includes('?')),
    ops: words <= MAX_OPS_WORDS && OPS.test(line) && !CHANGES.test(line),
    shift: SHIFT.test(line),
    question: words < MAX_QUESTION_WORDS && QUESTION.test(line),
    correction: CORRECTION.test(line),
    done: (said) => DONE.test(plain(said.slice(0, READ_CHARS))),
  };
}

const plain = (text: string) => straight(text.trim());
