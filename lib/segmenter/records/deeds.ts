import { checkResult, checksIn, ranCheck } from '@/lib/segmenter/events/checks';
import { fileChanges, lastChange } from '@/lib/segmenter/events/file-changes';
import { bareSubject, commitsMade, isInPlace, type MadeCommit, pullRequestOf } from '@/lib/segmenter/events/git';
import { approvedPlans } from '@/lib/segmenter/events/plans';
import { type Call, toldAt, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { decisiveEvent, finalMessage } from '@/lib/segmenter/events/turn-ends';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { clipped, enumerated } from '@/lib/segmenter/text/words';

const MAX_COMMITS = 2;
const MAX_SUBJECT = 100;
const MAX_COMMAND = 48;
/** Where agents keep plans of their own: what they write there is no work yet. */
const PLAN_FILE = /\/\.(?:claude|codex|cursor)\/plans\//;

/** A sentence of code's own words, with the events that prove it. */
export interface Deed {
  text: string;
  evidence: number[];
  /** How the check ended that it tells of. */
  check?: 'passed' | 'failed';
  /** The changed file that it names first. */
  file?: string;
}

/**
 * What was shipped or, where nothing was, what was changed and how the last check after it ended; empty if no event proves any of it. What the `title` says
 * anyway is told by other facts.
 */
export function deedsOf(main: readonly SegmenterEvent[], title = ''): Deed[] {
  const calls = toolCalls(main);
  const commits = committed(calls);
  const isTitle =
    commits.length > 0 && commits.every(({ subject }) => title.startsWith((bareSubject(subject) ?? '').slice(0, 60)));
  const shipped = [...commits.map(isTitle ? asHash : asSubject), ...opened(calls)];
  if (shipped.length > 0) return isTitle ? [...changed(calls), ...shipped] : shipped;
  const done = [...(title.startsWith('Implementation') ? [] : changed(calls)), ...checked(calls, finalMessage(main) === null)];
  return done.length > 0 ? done : planned(main);
}

/** That a person stopped the turn at the end of the events. */
export function interruption(main: readonly SegmenterEvent[]): Deed[] {
  const last = decisiveEvent(main);
  return last?.kind === 'interrupt' ? [{ text: 'Interrupted before it finished.', evidence: [last.seq] }] : [];
}

/** The last commits that say what they are. */
function committed(calls: readonly Call[]): MadeCommit[] {
  const commits = calls.filter(isInPlace).flatMap(commitsMade);
  return commits.filter(({ subject }) => bareSubject(subject) !== null).slice(-MAX_COMMITS);
}

const asHash = ({ hash, seq }: MadeCommit): Deed => ({ text: `Committed as ${hash.slice(0, 12)}.`, evidence: [seq] });

const asSubject = ({ hash, subject, seq }: MadeCommit): Deed => ({
  text: `Committed ${hash.slice(0, 12)}: ${clipped(subject, MAX_SUBJECT).replace(/[.\s]+$/, '')}.`,
  evidence: [seq],
});

function opened(calls: readonly Call[]): Deed[] {
  return calls.flatMap((call) => {
    const request = pullRequestOf(call);
    return request?.number && call.result ? [{ text: `Opened PR #${request.number}.`, evidence: [call.result.seq] }] : [];
  });
}

/** The changed files, those that changed most often first: two by name, more as a number. */
function changed(calls: readonly Call[]): Deed[] {
  const files = new Map<string, { count: number; seq: number }>();
  for (const call of calls) {
    for (const { path } of fileChanges(call).filter(({ path }) => !PLAN_FILE.test(path))) {
      files.set(path, { count: (files.get(path)?.count ?? 0) + 1, seq: toldAt(call) });
    }
  }
  if (files.size === 0) return [];
  const names = distinctNames([...files].sort((a, b) => b[1].count - a[1].count).map(([path]) => path));
  const evidence = [...new Set([...files.values()].map(({ seq }) => seq))].sort((a, b) => a - b);
  return [{ text: `Changed ${shortList(names.map((name) => `\`${name}\``))}.`, evidence, file: names[0] ?? '' }];
}

/** Files by name, those that share one by folder and name. */
function distinctNames(paths: readonly string[]): string[] {
  const nameOf = (path: string, parts: number) => path.split('/').slice(-parts).join('/');
  const names = paths.map((path) => nameOf(path, 1));
  return paths.map((path, i) =>
    names.indexOf(names[i] ?? '') === names.lastIndexOf(names[i] ?? '') ? (names[i] ?? '') : nameOf(path, 2),
  );
}

/** All of up to three, else the first two and how many more. */
const shortList = (names: readonly string[]): string =>
  enumerated(names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} more files`]);

/** How the last check after the last change ended; where nothing was changed, it only tells how a turn stands that goes on. */
function checked(calls: readonly Call[], goesOn: boolean): Deed[] {
  const lastEdit = lastChange(calls);
  if (lastEdit < 0 && !goesOn) return [];
  const last = calls.slice(lastEdit + 1).findLast((call) => ranCheck(call) && call.result !== null);
  const result = last ? checkResult(last) : null;
  if (!last?.result || !result) return [];
  return [{ text: sentenceOn(checksIn(last), result, lastEdit >= 0), evidence: [last.result.seq], check: result }];
}

function sentenceOn(checks: readonly string[], result: 'passed' | 'failed', isAfterChange: boolean): string {
  const [check = '', ...others] = checks;
  const isOne = others.length === 0;
  const name = `\`${clipped(check, MAX_COMMAND)}\``;
  if (result === 'failed') return isOne ? `The last run of ${name} failed.` : 'The last checks failed.';
  return `${isOne ? name : 'The checks'} passed${isAfterChange ? ' afterwards' : ''}.`;
}

function planned(main: readonly SegmenterEvent[]): Deed[] {
  const plan = approvedPlans(main).findLast(({ isApproval }) => isApproval);
  return plan ? [{ text: 'The plan was approved.', evidence: plan.evidence }] : [];
}
