import type { PlacedSentence } from '@/lib/segmenter/text/sentences';
import { straight } from '@/lib/segmenter/text/words';

/** What agents say that they did, in a sentence of any kind; each list of such words below adds what fits its place. */
export const DONE_VERBS =
  'fixed|added|updated|removed|deleted|renamed|moved|replaced|created|implemented|committed|pushed|merged|rebased|opened|closed|resolved|refactored|extracted|simplified|cleaned up|installed|configured|deployed|published|reverted|restored|migrated|converted|enabled|disabled|verified|saved|spawned|dispatched|launched|built|killed|stopped';
/** That something was done, or is so by now. */
const DONE = new RegExp(
  `\\b(?:${DONE_VERBS}|made|wrote|written|released|confirmed|completed?|finished|done|passe[sd]|passing|succeeded|works|working|builds|green|clean|up to date|ready|logged|filed|switched|bumped|dropped|wired|sent|restarted|marked|replied|reviewed|changed|redesigned|reworked|rewrote|extended|introduced|shipped|now (?:\\w+s|has|have|uses?|shows?|returns?|handles?))\\b`,
  'i',
);
/** Says why it was so. */
const CAUSE =
  /\b(?:root cause|(?:bug|problem|issue|reason|cause|culprit) (?:was|is)\b|turn(?:s|ed) out|because|caused by|comes from|came from|due to|the fix|not (?:a|an) (?:bug|issue)|already (?:handled|exists|covered|done))\b/i;
/** What a message finds or answers, for a turn that changed nothing. */
const FINDING =
  /^(?:yes|no|yeah|correct|right|exactly|it(?:'s| is)|that's|both|all|just|none)\b|\b(?:found|there (?:is|are) (?:no|one|two|three|\d+)|none of|all (?:\d+|of)|only|neither|does(?:n't| not)|is(?:n't| not)|are(?:n't| not)|was(?:n't| not)|never|no longer|cannot|can't|the answer|in short|bottom line|tl;dr|the main|recommend)\b/i;
/** Opens with praise, thanks or agreement: about the person, not about the work. */
export const PRAISE =
  /^(?:perfect|great|excellent|awesome|good (?:question|point|catch|call|idea|thinking)|nice|you(?:'re| are) (?:absolutely |completely )?right|absolutely|sure|of course|sorry|my apologies|apologies|thanks|thank you|interesting|that's (?:a |an )?(?:clever|great|good|nice|fair|interesting|excellent|really)|hmm|ah|okay|ok|got it|understood|fair (?:point|enough)|no problem|i think you're right|yeah (?:it|that|this|the)|i(?:'ve| have) made \w+ progress)\b/i;
/** Names something that can be looked up: code, a number, a hash, a file, a count of tests or files. */
const IDENTIFIER =
  /`[^`]+`|#\d+|\b[0-9a-f]{7,40}\b|\b\w+\.(?:ts|tsx|js|go|py|rs|md|json|sql|sh)\b|\b\w+_\w+\b|\b[a-z]+[A-Z]\w+\b|\b\d+(?:\/\d+)? (?:tests?|files?)\b/g;
/** What will be done, what is on offer, and thinking aloud: never an outcome. */
export const AHEAD =
  /^(?:(?!nothing|everything|something|anything|using|during|missing|pending)[a-z]+ing\b|let me|let's|i'll|i will|i'm going to|i'm |i am going to|i'd |i would |i need to|i should|i can |i could |now (?:i|let|try|run|you|the next|that|we)|next[,: ]|first[,: ]|we should|we could|we need|you (?:can|could|may|might|should|need|want|will|'ll)|you'll|to (?:test|try|run|use|verify|see|check)\b|try |run |want me|would you|shall i|should (?:i|we)|do you|does (?:this|that)|is (?:this|that|there)|if |once you|or |but |and |so |then |when you|feel free|here(?:'s| is| are)|below|(?:create|add|implement|write|update|remove|replace|move|introduce|extend|use|set) |looking at|looks like|based on|given|note that|note:|however|also,|alternatively|option|please|waiting|still (?:running|waiting)|stand by|proceeding|starting|running|checking|reading|going to|i see|i understand|now i|i have (?:a|enough|all)|i now (?:have|understand|see)|that(?:'ll| will) help|what (?:would|should|do)|(?:which|how|why|where|who|when|wait|actually|try|run|explains|shows|documents|describes|notes|before|after|until|while|unless|old|new|expected|plus)\b|\(|[A-F1-9]\) )/i;
/** A word or two before the sentence itself. */
const INTERJECTION = /^(?:(?:yeah|yes|yep|ok|okay|right|sure|perfect|great|good|all right)[,.!—–-]?\s+)+/i;
/** Words after which a colon leaves a sentence without its end; a verb without a subject. */
const DANGLING =
  /\b(?:that|with|are|is|was|were|because|in|by|to|and|of|for|including|includes?|these|following|be|two|three|four|both|like|as|from|at|on|the|steps|options|ways|shows?|tracks|handles|covers|now)$/i;
/** How a sentence begins that cannot stand without the one before. */
const MIDWAY =
  /^(?:because|it|its|they|their|these|those|he|she|this|that(?:'s)?|i also|one caveat|local (?:note|setup)|otherwise|instead|even|line \d+|unlike|same|for example|e\.g)\b/i;
/** "Result: none found": what a report comes to, on a line of its own. */
const VERDICT =
  /^(?:result|total(?: count)?|answer|short answer|verdict|conclusion|outcome)\s*:\s*\S+ \S|^\d[\d,.]* [a-z]+ (?:in )?total\b/i;
const MAX_VERDICT = 140;
/** What the agent would do is its answer, where it opens with it. */
const OPINION = /^(?:yes|no|i)\b|\bi(?:'d| would)\b/i;
/** "Branch: main": a detail. */
const LABELLED = /^[A-Z][\w ]{0,18}: (?!.*\b(?:is|are|was|were|has|have)\b)/;
/** What might be is not what came of it. */
const SUPPOSED = /\b(?:would|could|might|may|should|likely|probably|perhaps|maybe)\b/i;
/** "All tests pass and lint is clean.": the facts say so anyway. */
const CHECKED =
  /^(?:all |the |both )*(?:\d[\d,]* )?(?:unit |integration |e2e |new )*(?:tests?|checks?|lint\w*|build|typecheck|code|\w+ package|everything)\b[^`]*\b(?:pass(?:es|ed|ing)?|clean|green|compile[sd]?|success\w*)\b[^`]{0,40}$/i;
/** A line that only names what follows. */
const LABEL =
  /^(?:summary|changes|what changed|what (?:was|i) \w+|files?(?: changed)?|result|results|status|overview|details|example|key \w+|before|after)\b[^.!?]*:?$/i;
/** Says what is yet to come, or offers it. */
const LATER =
  /\b(?:will (?:be|now|need|then)|going to|let me know|should be (?:straightforward|easy|simple|possible|able|fairly)|want me to|would you like|should i|shall i|i'd recommend|i recommend|still (?:need|to do|pending|failing)|todo)\b/i;

/** Headings under which stands something else than what was done. */
const ELSEWHERE =
  /^(?:(?:suggested |recommended |possible )?next|remaining|to-?dos?|follow|what's left|open|options?|recommend|suggest|usage|how (?:to|it)|(?:manual )?test(?:ing)? (?:plan|steps|it)|to test|background|context|questions?|example|before|current|problem|alternative|trade-?off|pros|cons|approach|proposed|plan)\b/i;
/** Words on how things stand, which later work may change. */
const STANDING =
  /\b(?:yet|still|now|currently|ready|pending|open|nothing|never|merged|pushed|committed|deployed|running|clean|missing|exists?|waiting|blocked)\b/i;
/** Labels before what came of it; behind all others stand details. */
const LABELS =
  /^(?:root cause|cause|fix|the fix|the (?:bug|problem|issue)|answer|short answer|verdict|conclusion|outcome|result|overall|tl;dr|bottom line|status)\b/i;
/** A sentence that begins with what was done. */
const DONE_FIRST = new RegExp(
  `^(?:(?:all|now|also) )?(?:${DONE_VERBS}|wrote|changed|extended|introduced|split|switched|bumped|dropped|marked|sent|restarted|logged|filed|reviewed|redesigned|reworked|rewrote|shipped|tests? pass)\\b`,
  'i',
);

/** What each trait of a sentence adds to its score; set by reading what was picked from many messages, and what was passed over. */
const WEIGHTS = {
  verdict: 2,
  done: 1.5,
  cause: 1.6,
  finding: 0.6,
  identifier: 0.3,
  allIdentifiers: 1.2,
  midwayFirst: -0.5,
  midway: -1,
  labelled: -0.8,
  supposed: -0.8,
  checkReport: -0.7,
  item: -0.9,
  praise: -1.5,
};

/**
 * How well a sentence of a final message says what came of it; negative for one that cannot. The n-th sentence has `at` n, the first counts for more.
 */
export function sentenceScore(sentence: PlacedSentence, at: number): number {
  const words = plainWords(sentence.text);
  if (VERDICT.test(words) && !sentence.isTable && words.length <= MAX_VERDICT) return WEIGHTS.verdict;
  if (isNoOutcome(sentence, words)) return -1;
  let score = placeScore(words, at);
  if (DONE.test(words)) score += WEIGHTS.done;
  if (CAUSE.test(words)) score += WEIGHTS.cause;
  else if (FINDING.test(words)) score += WEIGHTS.finding;
  score += Math.min(WEIGHTS.allIdentifiers, WEIGHTS.identifier * (words.match(IDENTIFIER)?.length ?? 0));
  if (MIDWAY.test(words)) score += at === 0 ? WEIGHTS.midwayFirst : WEIGHTS.midway;
  if (at > 0 && LABELLED.test(words)) score += WEIGHTS.labelled;
  if (SUPPOSED.test(words) && !(at <= 1 && OPINION.test(words))) score += WEIGHTS.supposed;
  if (isCheckReport(words)) score += WEIGHTS.checkReport;
  if (sentence.isItem) score += WEIGHTS.item;
  if (PRAISE.test(words)) score += WEIGHTS.praise;
  return score;
}

/** What a sentence has by its place alone: messages open with what came of it. */
function placeScore(words: string, at: number): number {
  if (at === 0) return words.split(/\s+/).length > 3 ? 1.2 : 0.9;
  if (at === 1) return 0.3;
  if (at <= 4) return 0;
  return at <= 8 ? -0.8 : -1.4;
}

/** A sentence as it is judged: without emphasis, ticks, and a colon that leads over to a list. */
export const plainWords = (text: string) =>
  straight(text)
    .replace(/^[^\p{L}\p{N}`"'(#[]+|\*\*/gu, '')
    .replace(/:$/, '')
    .trim();

/** True for a sentence that cannot be an outcome whatever its words: a label, an offer, a plan, an item that does not begin with what was done. */
function isNoOutcome({ text, line, isItem, isTable, indent, heading, section }: PlacedSentence, words: string): boolean {
  if (isTable || isShort(words) || /\?["')*_]*$/.test(words)) return true;
  const told = words.replace(INTERJECTION, '');
  if (AHEAD.test(told) || LABEL.test(told) || LATER.test(told) || (leadsOver(text) && isCutOff(told))) return true;
  if ([heading, section].some((each) => each !== null && ELSEWHERE.test(each))) return true;
  if (isLabelled(line)) return isItem || !LABELS.test(plainWords(line));
  return isItem && (indent > 1 || !DONE_FIRST.test(words));
}

/** True for a sentence that reads as well without the ones before it, and commits itself. */
export const standsAlone = (words: string) => !MIDWAY.test(words) && !/\b(?:likely|probably|perhaps|maybe)\b/i.test(words);

/** True for a sentence on how things stand: what is done later may change it, where what was done stays done. */
export const mayChange = (words: string) => STANDING.test(words) && !opensWithDeed(words);

/** True for a sentence that begins with what was done. */
export const opensWithDeed = (words: string) =>
  DONE_FIRST.test(words) || /^(?:i(?:'ve| have)? )?(?!need|indeed)\w+ed\b/i.test(words);

/** True for a sentence that only says how the checks ended. */
export const isCheckReport = (words: string) => words.length <= 100 && CHECKED.test(words);

/** "All clean.": true, and nothing to read. */
export const isShort = (words: string) =>
  words.split(/\s+/).length < 4 &&
  !DONE.test(words.replace(/^(?:all )?(?:done|clean|green|works|ready)\b/i, '')) &&
  !/\d{3}|^(?:no|not) /i.test(words);

/** True for a sentence that ends in a colon. */
export const leadsOver = (text: string) => /:\**$/.test(text);

/** A sentence that leads over to a list says something only if it says what was done or found. */
const isCutOff = (words: string) => !(DONE.test(words) || FINDING.test(words) || CAUSE.test(words));

/** True for one that says nothing without its list. */
export const isDangling = (words: string) => DANGLING.test(words);

/** `**Name**: what it is`: part of an enumeration, not what came of it. */
const isLabelled = (line: string) => /^(?:\*\*[^*]+\*\*\s*[:—–-]|\*\*[^*]+:\*\*)/.test(line);
