import { MAIN_THREAD } from '@/lib/events/schema';
import { checkResult, commandLine, ranCheck } from '@/lib/segmenter/events/checks';
import { type FileChange, fileChanges, lastChange } from '@/lib/segmenter/events/file-changes';
import { commitsOf, hasPushed, pullRequestOf, recordedCommit, recordedPullRequest } from '@/lib/segmenter/events/git';
import { standingChecks } from '@/lib/segmenter/events/standing-checks';
import { type Call, isFailure, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { tallyOf } from '@/lib/segmenter/facts/usage';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { pathName } from '@/lib/segmenter/text/paths';
import type { Facts } from '@/lib/segments/schema';
import { NO_TALLY, type Tally } from '@/lib/sessions/tally';

const MAX_FILES = 500;

/** Facts as they are counted: what the tokens cost by a price table is said when they are read. */
export interface CountedFacts extends Omit<Facts, 'usage'> {
  usage: Tally;
}

/** The facts of no events. */
export const NO_FACTS: CountedFacts = {
  files: [],
  checks: { run: 0, failed: 0, last: null },
  commands: 0,
  commits: [],
  pushed: false,
  pull_requests: [],
  subagents: 0,
  tool_calls: 0,
  errors: 0,
  usage: NO_TALLY,
};

/** What code can read off the events of a segment; paths inside `cwd` are given relative to it. Rather incomplete than wrong. */
export function factsOf(events: readonly SegmenterEvent[], cwd: string | null = null): CountedFacts {
  const calls = toolCalls(events);
  return {
    files: mergedFiles(calls.flatMap(fileChanges), cwd),
    checks: checksOf(calls),
    commands: calls.filter((call) => commandLine(call) !== null).length,
    commits: [...new Set([...calls.flatMap(commitsOf), ...events.flatMap((event) => recordedCommit(event) ?? [])])],
    pushed: calls.some(hasPushed),
    pull_requests: pullRequests(calls, events),
    subagents: new Set(events.map((event) => event.thread).filter((thread) => thread !== MAIN_THREAD)).size,
    tool_calls: calls.length,
    errors: events.filter(isFailure).length,
    usage: tallyOf(events),
  };
}

/** True if files were changed and the checks after the last change stand green. */
export function isVerified(events: readonly SegmenterEvent[]): boolean {
  const calls = toolCalls(events);
  const lastEdit = lastChange(calls);
  return lastEdit >= 0 && standingChecks(calls.slice(lastEdit + 1)).isGreen;
}

function mergedFiles(changes: readonly FileChange[], cwd: string | null): Facts['files'] {
  const files = new Map<string, FileChange>();
  for (const { path, added, removed } of changes) {
    const name = pathName(path, { cwd });
    const file = files.get(name) ?? { path: name, added: 0, removed: 0 };
    files.set(name, { path: name, added: file.added + added, removed: file.removed + removed });
  }
  return [...files.values()].slice(0, MAX_FILES);
}

function checksOf(calls: readonly Call[]): Facts['checks'] {
  const results = calls.filter((call) => ranCheck(call) && call.result !== null).map(checkResult);
  return { run: results.length, failed: results.filter((result) => result === 'failed').length, last: results.at(-1) ?? null };
}

function pullRequests(calls: readonly Call[], events: readonly SegmenterEvent[]): Facts['pull_requests'] {
  const recorded = events.flatMap((event) => {
    const { number = null, url = null } = recordedPullRequest(event) ?? {};
    return url === null ? [] : [{ number, url }];
  });
  const opened = calls.flatMap((call) => pullRequestOf(call) ?? []);
  return [...new Map([...opened, ...recorded].map((request) => [request.url, request])).values()];
}
