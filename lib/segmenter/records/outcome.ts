import { hasChanged } from '@/lib/segmenter/events/file-changes';
import { operates } from '@/lib/segmenter/events/operations';
import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { finalMessage, isHumanPrompt, standingTurnEnds } from '@/lib/segmenter/events/turn-ends';
import { bestSentences, leadSentence, openingSentence, wholeMessage } from '@/lib/segmenter/records/best-sentences';
import { type Deed, deedsOf, interruption } from '@/lib/segmenter/records/deeds';
import { reportIn } from '@/lib/segmenter/records/progress-report';
import { isCheckReport, mayChange, opensWithDeed, plainWords } from '@/lib/segmenter/records/sentence-scores';
import { mainPrompt } from '@/lib/segmenter/records/title';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { isApproval } from '@/lib/segmenter/text/approval';
import { promptCues } from '@/lib/segmenter/text/prompt-cues';

const MAX_CHARS = 300;
const MAX_THIN_WORDS = 5;
const MAX_ANSWER_CHARS = 180;
const MIN_ANSWER_WORDS = 3;
/** A message that only says what the facts say: the one before it says more. */
const SHIPPED = /^(?:done[.,!]?\s*[—–-]?\s*)?(?:committed|pushed|merged|commit created)\b.{0,60}$/i;

/** Words of a prompt after which what was reported before may no longer be so. */
const TAKES_BACK =
  /\b(?:revert|undo|instead|rather|actually|wrong|still|broken?|doesn['’]?t|does not|didn['’]?t|isn['’]?t|not|fail\w*|remove|roll ?back|drop|error|again|bug|why)\b/i;

/** An outcome with the events that prove it; `claims` hold its sentences as they stand in it. */
export interface Outcome {
  text: string;
  claims: DraftClaim[];
}

/**
 * What came of it: the best sentences of the message that ended the last turn, verbatim; where several things were asked, first what was answered to the one that
 * names the segment, unless it may have been undone since. Where the end says little ("Fixed."), or the turn goes on beyond the segment, code adds what the events
 * prove: commits, pull requests, changed files, the last check, an interruption. Null if none of these tells anything.
 */
export function outcomeOf(main: readonly SegmenterEvent[], title = ''): Outcome | null {
  const final = finalMessage(main);
  const said = final ? toldAtEnd(main) : toldOnTheWay(main, deedsOf(main, title));
  const answer = answerTo(mainPrompt(main.filter(isHumanPrompt)), main);
  const told = answer && !said.some(({ text }) => text.includes(answer.text)) ? [answer, ...said] : said;
  const all = lengthOf(told) <= MAX_CHARS ? told : said;
  if (!final) return outcome([...all, ...interruption(main)]);
  const isAfterword = told === said && endsInTalk(main);
  if (!isAfterword && !said.every(isThin)) return outcome(all);
  const deeds = deedsOf(main, title);
  if (isAfterword) return outcome([...besides(said, deeds), ...said.filter((each) => !isThin(each))]);
  if (deeds.length > 0) return outcome(withDeeds(all, deeds));
  const lead = leadSentence(final.text ?? '').filter((text) => !all.some((each) => each.text === text));
  return outcome([...all, ...sentences(final, lead)]);
}

/** "Fixed." before what was changed, "All tests pass." after it. */
function withDeeds(told: readonly Deed[], deeds: readonly Deed[]): Deed[] {
  const reports = told.filter(isReport);
  return [...told.filter((each) => !isReport(each)), ...besides(told, deeds), ...reports];
}

/** The deeds that were not told anyway. */
function besides(told: readonly Deed[], deeds: readonly Deed[]): Deed[] {
  const isTold = ({ check, file }: Deed) =>
    (check === 'passed' && told.some(isReport)) || (file !== undefined && told.some(({ text }) => text.includes(file)));
  return deeds.filter((deed) => !isTold(deed));
}

const isReport = ({ text }: Deed) => isCheckReport(plainWords(text));

const lengthOf = (parts: readonly Deed[]) => parts.reduce((sum, { text }) => sum + text.length + 1, 0);

const sentences = ({ seq }: SegmenterEvent, texts: readonly string[]): Deed[] => texts.map((text) => ({ text, evidence: [seq] }));

/** As many sentences as fit, in their order. */
function outcome(parts: readonly Deed[]): Outcome | null {
  const kept: Deed[] = [];
  let length = 0;
  for (const part of parts) {
    if (kept.length > 0 && length + part.text.length > MAX_CHARS) continue;
    kept.push(part);
    length += part.text.length + 1;
  }
  if (kept.length === 0) return null;
  return {
    text: kept.map((part, i) => (lacksStop(part, kept[i + 1]) ? `${part.text}.` : part.text)).join(' '),
    claims: kept.map(({ text, evidence }) => ({ field: 'outcome', text, party: null, evidence })),
  };
}

/** True for a part without a full stop before one from elsewhere. */
const lacksStop = (part: Deed, next: Deed | undefined) =>
  next !== undefined && next.evidence[0] !== part.evidence[0] && !/[.!?…]["'`)*]*$/.test(part.text);

/** "Pushed.", "The fix is complete." and "All tests pass.": true, but not what it was about. */
function isThin({ text }: Deed): boolean {
  const words = plainWords(text);
  return (words.split(/\s+/).length <= MAX_THIN_WORDS && !/[`#/]|\w\.\w/.test(words)) || isCheckReport(words);
}

function toldAtEnd(main: readonly SegmenterEvent[]): Deed[] {
  const messages = standingTurnEnds(main).map(({ message }) => message);
  const telling = messages.filter(({ text }) => !SHIPPED.test(text?.trim() ?? ''));
  for (const message of [...telling, ...messages]) {
    const best = bestSentences(message.text ?? '');
    if (best.length > 0) return sentences(message, best);
  }
  const [last] = messages;
  return last ? sentences(last, wholeMessage(last.text ?? '')) : [];
}

/** In a turn that goes on, the last report; then what is proved, as nothing says that the turn was done with it. */
function toldOnTheWay(main: readonly SegmenterEvent[], deeds: readonly Deed[]): Deed[] {
  const report = deeds.some(({ check }) => check === 'failed') ? null : reportIn(main);
  return withDeeds(report ? [{ text: report.text, evidence: [report.seq] }] : [], deeds);
}

/** What the turn of a prompt ended with, if that turn is not the last and nothing after it can have undone it. */
function answerTo(prompt: SegmenterEvent | null, main: readonly SegmenterEvent[]): Deed | null {
  const from = prompt ? main.indexOf(prompt) : -1;
  const to = main.findIndex((event, i) => i > from && isHumanPrompt(event));
  if (from < 0 || to < 0) return null;
  const message = finalMessage(main.slice(from, to));
  const opening = openingSentence(message?.text ?? '');
  if (!message || opening === null || opening.length > MAX_ANSWER_CHARS) return null;
  const later = toolCalls(main.slice(to));
  if (later.some(hasChanged) && (!opensWithDeed(plainWords(opening)) || main.slice(to).some(isCorrection))) return null;
  if (later.some((call) => hasChanged(call) || operates(call)) && mayChange(plainWords(opening))) return null;
  const answer = { text: opening, evidence: [message.seq] };
  return isCheckReport(plainWords(opening)) || opening.split(/\s+/).length <= MIN_ANSWER_WORDS ? null : answer;
}

/** True for a prompt that may take back what was done before. */
const isCorrection = (event: SegmenterEvent) =>
  isHumanPrompt(event) && (promptCues(event.text ?? '').correction || TAKES_BACK.test(event.text ?? ''));

/** True if files were changed, but nothing was done since the person last said something new: what was said last is an afterword. */
function endsInTalk(main: readonly SegmenterEvent[]): boolean {
  const last = main.findLastIndex((event) => isHumanPrompt(event) && !isApproval(event.text ?? ''));
  const isWork = (call: Call) => hasChanged(call) || operates(call);
  return last > 0 && toolCalls(main.slice(0, last)).some(hasChanged) && !toolCalls(main.slice(last)).some(isWork);
}
