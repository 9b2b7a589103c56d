import { bareSubject, commitsMade, isInPlace, type MadeCommit } from '@/lib/segmenter/git';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { type PlacedSentence, placedSentences } from '@/lib/segmenter/sentences';
import { toolCalls } from '@/lib/segmenter/tool-calls';
import { standingTurnEnds } from '@/lib/segmenter/turn-ends';
import { straight } from '@/lib/segmenter/words';

const MAX_CHARS = 300;
const MAX_READ = 60;
/** Below it, what was picked was mostly narration. */
const THRESHOLD = 1.2;
/** What a second sentence must have. */
const SECOND = 1.5;

const DONE =
  /\b(?:fixed|added|updated|removed|deleted|renamed|moved|replaced|created|implemented|wrote|written|committed|pushed|merged|rebased|opened|closed|resolved|refactored|extracted|simplified|cleaned up|installed|configured|deployed|published|released|reverted|restored|migrated|converted|enabled|disabled|verified|confirmed|completed?|finished|done|passe[sd]|passing|succeeded|works|working|builds|green|clean|up to date|ready|logged|filed|saved|switched|bumped|dropped|wired|now (?:\w+s|has|have|uses?|shows?|returns?|handles?))\b/i;
const CAUSE =
  /\b(?:root cause|(?:bug|problem|issue|reason|cause|culprit) (?:was|is)\b|turn(?:s|ed) out|because|caused by|comes from|came from|due to|the fix|not (?:a|an) (?:bug|issue)|already (?:handled|exists|covered|done))\b/i;
/** What a message finds or answers, for a turn that changed nothing. */
const FINDING =
  /^(?:yes|no|yeah|correct|right|exactly|it(?:'s| is)|that's|both|all|just|none)\b|\b(?:found|there (?:is|are) (?:no|one|two|three|\d+)|none of|all (?:\d+|of)|only|neither|does(?:n't| not)|is(?:n't| not)|are(?:n't| not)|was(?:n't| not)|never|no longer|cannot|can't|the answer|in short|bottom line|tl;dr|the main|recommend)\b/i;
const PRAISE =
  /^(?:perfect|great|excellent|awesome|good (?:question|point|catch|call|idea|thinking)|nice|you(?:'re| are) (?:absolutely |completely )?right|absolutely|sure|of course|sorry|my apologies|apologies|thanks|thank you|interesting|that's (?:a |an )?(?:clever|great|good|nice|fair|interesting|excellent|really)|hmm|ah|okay|ok|got it|understood|fair (?:point|enough)|no problem)\b/i;
const IDENTIFIER =
  /`[^`]+`|#\d+|\b[0-9a-f]{7,40}\b|\b\w+\.(?:ts|tsx|js|go|py|rs|md|json|sql|sh)\b|\b\w+_\w+\b|\b[a-z]+[A-Z]\w+\b|\b\d+(?:\/\d+)? (?:tests?|files?)\b/g;
/** What will be done, what is on offer, and thinking aloud: never an outcome. */
const AHEAD =
  /^(?:let me|let's|i'll|i will|i'm going to|i'm |i am going to|i'd |i would |i need to|i should|i can |i could |now (?:i|let|the next|that|we)|next[,: ]|first[,: ]|we should|we could|we need|you (?:can|could|may|might|should|need|want|will|'ll)|you'll|to (?:test|try|run|use|verify|see|check)\b|try |run |want me|would you|shall i|should (?:i|we)|do you|does (?:this|that)|is (?:this|that|there)|if |once you|or |but |and |so |then |when you|feel free|here(?:'s| is| are)|below|looking at|based on|given|note that|note:|however|also,|alternatively|option|please|waiting|still (?:running|waiting)|stand by|proceeding|starting|running|checking|reading|going to|i see|i understand|now i|i have (?:a|enough|all)|what (?:would|should|do)|(?:which|how|why|where|who|when|wait|actually|before|after|until|while|unless|old|new|expected|plus)\b|\(|[A-F1-9]\) )/i;
const LABEL =
  /^(?:summary|changes|what changed|what (?:was|i) \w+|files?(?: changed)?|result|results|status|overview|details|example|key \w+|before|after)\b[^.!?]*:?$/i;
const LATER =
  /\b(?:will (?:be|now|need|then)|going to|let me know|want me to|would you like|should i|shall i|i'd recommend|i recommend|still (?:need|to do|pending|failing)|todo|not yet)\b/i;

/** Headings under which stands something else than what was done. */
const ELSEWHERE =
  /^(?:(?:suggested |recommended |possible )?next|remaining|to-?dos?|follow|what's left|open|options?|recommend|suggest|usage|how (?:to|it)|(?:manual )?test(?:ing)? (?:plan|steps|it)|to test|background|context|questions?|example|before|current|problem|alternative|trade-?off|pros|cons|approach|proposed|plan)\b/i;
const LABELS =
  /^(?:root cause|cause|fix|the fix|the (?:bug|problem|issue)|answer|short answer|verdict|conclusion|outcome|result|overall|tl;dr|bottom line|status)\b/i;
const DONE_FIRST =
  /^(?:(?:all|now|also) )?(?:fixed|added|updated|removed|deleted|renamed|moved|replaced|created|implemented|wrote|committed|pushed|merged|rebased|opened|closed|resolved|refactored|extracted|simplified|cleaned up|installed|configured|deployed|published|reverted|restored|migrated|converted|enabled|disabled|verified|changed|extended|introduced|moved|split|switched|bumped|dropped|tests? pass)\b/i;

interface Scored extends PlacedSentence {
  score: number;
  at: number;
}

/** An outcome with the events that prove it; `claims` hold its sentences as they stand in it. */
export interface Outcome {
  text: string;
  claims: DraftClaim[];
}

/**
 * What came of it, in at most two sentences of the message that ended the last turn, scored by what they say (done-verbs, causes, identifiers, place);
 * where the last turn only committed or pushed on, the turn before may speak. Without such a sentence the commits speak, by git's own word; else null.
 */
export function outcomeOf(main: readonly SegmenterEvent[]): Outcome | null {
  for (const { message } of standingTurnEnds(main)) {
    const picked = bestSentences(message.text ?? '');
    if (picked.length === 0) continue;
    return {
      text: picked.join(' '),
      claims: picked.map((text) => ({ field: 'outcome', text, party: null, evidence: [message.seq] })),
    };
  }
  return committed(main);
}

/** At most two sentences that say what was done or found, in the order of the message; none if none is good enough. */
export function bestSentences(message: string): string[] {
  const scored: Scored[] = [];
  let opening = 0;
  for (const sentence of placedSentences(message)) {
    if (scored.length >= MAX_READ) break;
    const at = scored.length - opening;
    scored.push({ ...sentence, at: scored.length, score: scoreOf(sentence, at) });
    if (at === 0 && isOpening(sentence.text)) opening += 1;
  }
  const best = scored
    .filter((each) => each.score >= THRESHOLD && each.text.length <= MAX_CHARS)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  const [first] = best;
  if (!first) return [];
  const second = best.slice(1).find((each) => each.score >= SECOND && fits(first, each));
  return (second ? [first, second] : [first]).sort((a, b) => a.at - b.at).map(({ text }) => text.replace(/:$/, ''));
}

/** "Good question." or "Done.": what follows is the first sentence. */
const isOpening = (text: string) => text.length < 40 && (PRAISE.test(plainWords(text)) || isShort(plainWords(text)));

/** A second sentence says more only as prose beside the first: items of a list would be picked at random. */
const fits = (first: Scored, second: Scored) =>
  !first.isItem && !second.isItem && first.text.length + second.text.length < MAX_CHARS && Math.abs(first.at - second.at) <= 3;

function scoreOf(sentence: PlacedSentence, at: number): number {
  const words = plainWords(sentence.text);
  if (isNoOutcome(sentence, words)) return -1;
  let score = 0;
  if (DONE.test(words)) score += 1.5;
  if (CAUSE.test(words)) score += 1.6;
  else if (FINDING.test(words)) score += 0.6;
  score += Math.min(1.2, 0.3 * (words.match(IDENTIFIER)?.length ?? 0));
  if (at === 0) score += words.split(/\s+/).length > 3 ? 1.2 : 0.9;
  else if (at > 4) score -= 0.6;
  if (sentence.isItem) score -= 0.9;
  if (PRAISE.test(words)) score -= 1.5;
  return score;
}

/** A sentence as it is judged: without emphasis, ticks, and a colon that leads over to a list. */
const plainWords = (text: string) =>
  straight(text)
    .replace(/^[^\p{L}\p{N}`"'(#[]+|\*\*/gu, '')
    .replace(/:$/, '')
    .trim();

/** True for a sentence that cannot be an outcome whatever its words: a label, an offer, a plan, an item that does not begin with what was done. */
function isNoOutcome({ line, isItem, isTable, indent, heading, section }: PlacedSentence, words: string): boolean {
  if (isTable || isShort(words) || /\?["')*_]*$/.test(words)) return true;
  if (AHEAD.test(words) || LABEL.test(words) || LATER.test(words)) return true;
  if ([heading, section].some((each) => each !== null && ELSEWHERE.test(each))) return true;
  if (isLabelled(line)) return isItem || !LABELS.test(plainWords(line));
  return isItem && (indent > 1 || !DONE_FIRST.test(words));
}

/** "All clean.": true, and nothing to read. */
const isShort = (words: string) => words.split(/\s+/).length < 3 && !/[`#\d]/.test(words);

/** `**Name**: what it is`: part of an enumeration, not what came of it. */
const isLabelled = (line: string) => /^(?:\*\*[^*]+\*\*\s*[:—–-]|\*\*[^*]+:\*\*)/.test(line);

/** The commits of the segment in git's words. */
function committed(main: readonly SegmenterEvent[]): Outcome | null {
  const commits = toolCalls(main)
    .filter(isInPlace)
    .flatMap(commitsMade)
    .filter(({ subject }) => bareSubject(subject) !== null);
  if (commits.length === 0) return null;
  const shown = commits.slice(-2);
  const claims = shown.map((commit) => ({
    field: 'outcome' as const,
    text: sentenceOf(commit),
    party: null,
    evidence: [commit.seq],
  }));
  return { text: claims.map(({ text }) => text).join(' '), claims };
}

const sentenceOf = ({ hash, subject }: MadeCommit) =>
  `Committed ${hash.slice(0, 12)}: ${subject.slice(0, 100).replace(/[.\s]+$/, '')}.`;
