import { bareSubject, commitsMade, isInPlace, type MadeCommit } from '@/lib/segmenter/git';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { AHEAD, isShort, PRAISE, plainWords, scoreOf } from '@/lib/segmenter/sentence-scores';
import { type PlacedSentence, placedSentences } from '@/lib/segmenter/sentences';
import { toolCalls } from '@/lib/segmenter/tool-calls';
import { standingTurnEnds } from '@/lib/segmenter/turn-ends';

const MAX_CHARS = 300;
const MAX_READ = 60;
const SHORT_CHARS = 200;
/** A message that only says what the facts say: the one before it says more. */
const SHIPPED = /^(?:done[.,!]?\s*[—–-]?\s*)?(?:committed|pushed|merged|commit created)\b.{0,60}$/i;
/** Below it, what was picked was mostly narration. */
const THRESHOLD = 1.2;
/** What a second sentence must have. */
const SECOND = 1.5;

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
 * where the last turn only committed or pushed on, the turn before may speak. Without such a sentence a short message is taken as it is, else the commits speak,
 * by git's own word; else null.
 */
export function outcomeOf(main: readonly SegmenterEvent[]): Outcome | null {
  const messages = standingTurnEnds(main).map(({ message }) => message);
  const telling = messages.filter(({ text }) => !SHIPPED.test(text?.trim() ?? ''));
  for (const message of [...telling, ...messages]) {
    const best = bestSentences(message.text ?? '');
    if (best.length > 0) return said(message, best);
  }
  const [last] = messages;
  const whole = last ? wholeMessage(last.text ?? '') : [];
  return last && whole.length > 0 ? said(last, whole) : committed(main);
}

const said = ({ seq }: SegmenterEvent, sentences: readonly string[]): Outcome => ({
  text: sentences.join(' '),
  claims: sentences.map((text) => ({ field: 'outcome', text, party: null, evidence: [seq] })),
});

/** A short message as it is, without what it asks or offers. */
export function wholeMessage(message: string): string[] {
  if (message.trim().length > SHORT_CHARS || /```|^\s*[-*|#>]/m.test(message)) return [];
  const sentences = [...placedSentences(message)].map(({ text }) => text);
  const [first = ''] = sentences;
  if (AHEAD.test(plainWords(first)) || /[:?]$/.test(first)) return [];
  return sentences.filter((text) => !/[:?]$/.test(text) && !AHEAD.test(plainWords(text)));
}

/** At most two sentences that say what was done or found, in the order of the message; none if none is good enough. */
export function bestSentences(message: string): string[] {
  const scored: Scored[] = [];
  let opening = 0;
  for (const sentence of placedSentences(message)) {
    if (scored.length >= MAX_READ) break;
    const at = scored.length - opening;
    scored.push({ ...sentence, at: scored.length, score: scoreOf(sentence, at) });
    if (at === 0 && (isOpening(sentence.text) || isBoldLine(sentence))) opening += 1;
  }
  const best = scored
    .filter((each) => each.score >= THRESHOLD && each.text.length <= MAX_CHARS)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  const [first] = best;
  if (!first) return [];
  const second = best.slice(1).find((each) => each.score >= SECOND && fits(first, each));
  return (second ? [first, second] : [first]).sort((a, b) => a.at - b.at).map(({ text }) => withoutMarks(text));
}

/** As it is shown: without list emphasis that opens or closes in another sentence, and without the colon that leads over to a list. */
function withoutMarks(text: string): string {
  const whole = text.replace(/^\*\*\s+/, '').replace(/:(\**)$/, '$1');
  return (whole.split('**').length - 1) % 2 === 1 ? whole.replaceAll('**', '') : whole;
}

/** "Good question." or "Done.": what follows is the first sentence. */
const isOpening = (text: string) => text.length < 40 && (PRAISE.test(plainWords(text)) || isShort(plainWords(text)));

/** "**Changes**": a heading by its looks. */
const isBoldLine = ({ line }: PlacedSentence) => /^\*\*[^*]{1,40}\*\*:?$/.test(line);

/** A second sentence says more only as prose beside the first: items of a list would be picked at random. */
const fits = (first: Scored, second: Scored) =>
  !first.isItem && !second.isItem && first.text.length + second.text.length < MAX_CHARS && Math.abs(first.at - second.at) <= 3;

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
