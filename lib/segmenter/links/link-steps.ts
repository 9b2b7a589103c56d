import { pushTo } from '@/lib/multimap';
import { byTime, isLater, type Link, type LinkSegment, type Placed } from '@/lib/segmenter/links/lineage';
import { identifiersIn, linkWords } from '@/lib/segmenter/links/link-words';
import { normalised, placedSentences } from '@/lib/segmenter/text/sentences';
import { inQuotes, straight } from '@/lib/segmenter/text/words';

/** Words that a statement must share with a step, and which part of the step's words that must be. */
const MIN_SHARED = 3;
const MIN_PART = 0.75;
/** What a step is about ends where it says how, why or when; all of these words together are enough as well. */
const CORE_END = /\s(?:per|to|so that|because|by|via|using|with|for|after|before|once|when|in order to|as)\s|[,;:(—–]/i;
const MIN_CORE = 4;
/** A word that stands in more statements than this tells nothing, and is not looked up. */
const MAX_SPREAD = 100;
const MAX_QUOTE = 120;
/** Of an outcome, what came of the segment stands first. */
const MAX_READ = 600;
/** A statement that says that it was not done. */
const UNDONE =
  /\b(?:not|n't|never|without|still|remain\w*|later|next|todo|defer\w*|skip\w*|pending|postpone\w*|follow-?ups?|left to|instead of|should|could|would|will|need\w*|after|once|before|until)\b|n't\b/i;

/** `#12`, `ABC-12`, `debrief-4te.2`. */
const TICKET = /#\d+|\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?=[a-z0-9]*\d)[a-z0-9]{1,8}(?:\.\d+)*\b/g;

type Source = 'commit' | 'prompt' | 'title' | 'outcome';

interface Statement {
  segment: LinkSegment;
  source: Source;
  text: string;
  seq: number | null;
}

/** What segments say that they did or were asked to do, by words; and the tasks they worked on, by text. */
export interface Statements {
  byWord: ReadonlyMap<string, readonly Statement[]>;
  byTask: ReadonlyMap<string, readonly { segment: LinkSegment; isDone: boolean; seq: number }[]>;
  byClosed: ReadonlyMap<string, readonly LinkSegment[]>;
}

/** Gathers what segments say, so that each step is one look-up. */
export function statementsOf(segments: readonly LinkSegment[]): Statements {
  const byWord = new Map<string, Statement[]>();
  const byTask = new Map<string, { segment: LinkSegment; isDone: boolean; seq: number }[]>();
  const byClosed = new Map<string, LinkSegment[]>();
  for (const segment of [...segments].sort(byTime)) {
    for (const name of segment.closed) pushTo(byClosed, name.toLowerCase(), segment);
    for (const { text, isDone, seq } of segment.signals.tasks) pushTo(byTask, normalised(text), { segment, isDone, seq });
    for (const statement of statementsIn(segment)) {
      for (const word of linkWords(statement.text)) pushTo(byWord, word, statement);
    }
  }
  return { byWord, byTask, byClosed };
}

function statementsIn(segment: LinkSegment): Statement[] {
  const { signals, title, outcome } = segment;
  const prompts = signals.prompts.flatMap(({ seq, text }) => sentencesOf(text).map((sentence) => ({ text: sentence, seq })));
  return [
    ...signals.commits.map((commit) => ({ segment, source: 'commit' as const, ...commit })),
    ...prompts.map((prompt) => ({ segment, source: 'prompt' as const, ...prompt })),
    { segment, source: 'title' as const, text: title, seq: null },
    ...sentencesOf((outcome ?? '').slice(0, MAX_READ)).map((text) => ({ segment, source: 'outcome' as const, text, seq: null })),
  ].filter(({ text }) => !UNDONE.test(straight(text)));
}

const sentencesOf = (text: string) =>
  placedSentences(text)
    .filter(({ isTable }) => !isTable)
    .map(({ text: sentence }) => sentence);

/** The later segment that worked on the same task of the list, or that says nearly in the same words what the step says. */
export function pickUpLink(placed: Placed, statements: Statements): Link | null {
  return taskLink(placed, statements) ?? closingLink(placed, statements) ?? wordsLink(placed, statements);
}

/** The later segment that closed all issues and tickets that an item names. */
export function closingLink({ item, segment }: Placed, { byClosed }: Statements): Link | null {
  const named = [...new Set(item.text.toLowerCase().match(TICKET) ?? [])];
  const closing = named.flatMap((name) => byClosed.get(name) ?? []);
  const [found] = closing
    .filter(
      (other) => isLater(other, segment) && named.every((name) => other.closed.some((closed) => closed.toLowerCase() === name)),
    )
    .sort(byTime);
  if (!found) return null;
  const isStep = item.field === 'next_step';
  return {
    itemId: item.id,
    segmentId: found.id,
    kind: isStep ? 'picks_up' : 'answers',
    isSuggestion: !isStep,
    reason: `Closes ${named.join(' and ')}.`,
    text: null,
    evidence: [],
  };
}

/** The one that got it done, else the first that was at it. */
function taskLink({ item, segment }: Placed, { byTask }: Statements): Link | null {
  const later = (byTask.get(normalised(item.text)) ?? []).filter(
    (task) => isLater(task.segment, segment) && isSameList(item.text, segment, task.segment),
  );
  const found = later.find((task) => task.isDone) ?? later[0];
  if (!found) return null;
  return {
    itemId: item.id,
    segmentId: found.segment.id,
    kind: found.isDone ? 'completes' : 'picks_up',
    isSuggestion: false,
    reason: found.isDone ? 'Completes this task of the list.' : 'Works on this task of the list.',
    text: null,
    evidence: [found.seq],
  };
}

/** "Run the tests" is in every list: it is the same task only in the same list, or in the very next segment. */
function isSameList(text: string, segment: LinkSegment, later: LinkSegment): boolean {
  if (linkWords(text).size >= MIN_SHARED) return true;
  if (later.sessionId === segment.sessionId && later.n === segment.n + 1) return true;
  const known = new Set([...segment.signals.tasks, ...segment.items].map((each) => normalised(each.text)));
  return [...later.signals.tasks, ...later.items].some(
    (task) => normalised(task.text) !== normalised(text) && known.has(normalised(task.text)),
  );
}

function wordsLink({ item, segment }: Placed, { byWord }: Statements): Link | null {
  const words = linkWords(item.text);
  const core = linkWords(straight(item.text).split(CORE_END)[0] ?? '');
  if (words.size < MIN_SHARED) return null;
  const shared = new Map<Statement, number>();
  for (const word of words) {
    const found = byWord.get(word) ?? [];
    if (found.length <= MAX_SPREAD) for (const statement of found) shared.set(statement, (shared.get(statement) ?? 0) + 1);
  }
  const needed = Math.max(MIN_SHARED, Math.ceil(words.size * MIN_PART));
  const names = [...identifiersIn(item.text)];
  const fits = [...shared]
    .filter(
      ([{ text }, count]) => count >= needed || (core.size >= MIN_CORE && count >= core.size && holds(linkWords(text), core)),
    )
    .map(([statement]) => statement)
    .filter((statement) => isLater(statement.segment, segment))
    .filter(({ text }) => names.every((name) => text.toLowerCase().includes(name)));
  const [first] = fits.sort((a, b) => byTime(a.segment, b.segment));
  return first ? pickUp(item.id, first) : null;
}

const holds = (words: ReadonlySet<string>, all: ReadonlySet<string>) => [...all].every((word) => words.has(word));

const SAYS: Record<Source, string> = {
  commit: 'Commits',
  prompt: 'Begins with the words of a person:',
  title: 'Is about it:',
  outcome: 'Says:',
};

const pickUp = (itemId: string, { segment, source, text, seq }: Statement): Link => ({
  itemId,
  segmentId: segment.id,
  kind: 'picks_up',
  isSuggestion: false,
  reason: `${SAYS[source]} ${inQuotes(text, MAX_QUOTE)}.`,
  text: null,
  evidence: seq === null ? [] : [seq],
});
