import { type CheckKind, checkKinds, programName } from '@/lib/segmenter/events/check-programs';
import { checkResult, commandLine, isCheck } from '@/lib/segmenter/events/checks';
import { lastChange } from '@/lib/segmenter/events/file-changes';
import { isInPlace } from '@/lib/segmenter/events/git';
import { type ShellCommand, shellCommands } from '@/lib/segmenter/events/shell-commands';
import { type Call, toldAt } from '@/lib/segmenter/events/tool-calls';

/** One run of checks, and what is certain about how it ended. */
export interface CheckRun {
  /** The event that tells. */
  seq: number;
  /** The events of its call and its result. */
  seqs: number[];
  line: string;
  kinds: CheckKind[];
  /** Null where neither exit status nor output is plain. */
  result: 'passed' | 'failed' | null;
  /** How it ended, as words after "ended": "with exit code 1". */
  end: string;
  output: string;
  /** True for a part of the checks: chosen files, a filter. */
  isNarrow: boolean;
  /** True if files were changed after it. */
  isStale: boolean;
}

/** A command before a check that fails only if the check cannot run. */
const HARMLESS = new Set(
  'cd export echo set source . pwd true printf clear tail head cat grep tee sed awk rg wc sort uniq'.split(' '),
);
/** Ended from outside, or never began. */
const NO_RUN_CODES = new Set([124, 126, 127, 130, 137, 143]);
const NO_RUN =
  /command not found|No such file or directory|Missing script|ENOENT|timed? ?out|Cannot find module|MODULE_NOT_FOUND|No test files? found|no tests? (?:found|ran|to run|collected)|No rule to make target|no task \S+ found|Permission denied|unknown (?:option|flag|command)|unrecognized arguments|usage:|EADDRINUSE|interrupted|Killed|operation not permitted|requested permissions|was rejected|error: unexpected argument|could not determine executable|network|ECONNREFUSED/i;
/** What only a failing run prints. */
const FAILED =
  /^\s*(?:Tests?|Test Files|Test Suites):?\s.*\b[1-9]\d* failed|\b[1-9]\d* failed\b.*\b(?:\d+ passed|in \d)|^--- FAIL: |^FAIL\s+\S+\s+[\d.]+s|test result: FAILED|^\s*[1-9]\d* failing\b|^# fail [1-9]|\b[1-9]\d* problems? \([1-9]\d* errors?|^\S+\(\d+,\d+\): error TS\d+|Found [1-9]\d* errors?\b|^error: could not compile/m;

/** Looks at checks that ran elsewhere. */
const isRemote = (words: readonly string[]) => /^gh (?:pr checks|run (?:watch|view|list))\b/.test(words.join(' '));

/** The runs of checks among calls, in order. Try-outs in temporary folders and runs in the background are none. */
export function checkRuns(calls: readonly Call[]): CheckRun[] {
  const lastEdit = lastChange(calls);
  return calls.flatMap((call, i) => {
    const line = commandLine(call);
    if (line === null || call.result === null || !isInPlace(call)) return [];
    const commands = shellCommands(line);
    const checks = commands.filter(({ words }) => isCheck(words) || isRemote(words));
    if (checks.length === 0) return [];
    return [{ ...runOf(call, commands, checks), line, isStale: lastEdit > i }];
  });
}

function runOf(
  call: Call,
  commands: readonly ShellCommand[],
  checks: readonly ShellCommand[],
): Omit<CheckRun, 'line' | 'isStale'> {
  const { result, output } = call;
  const seq = toldAt(call);
  const kinds = [...new Set(checks.flatMap(({ words }) => checkKinds(words)))];
  const code = result?.tool?.exitCode ?? exitCodeIn(output);
  return {
    seq,
    seqs: [call.call.seq, seq],
    kinds,
    ...endOf(call, { commands, checks, code }),
    output,
    isNarrow: checks.some(({ words }) => isNarrowed(words)),
  };
}

function endOf(
  call: Call,
  { commands, checks, code }: { commands: readonly ShellCommand[]; checks: readonly ShellCommand[]; code: number | null },
): Pick<CheckRun, 'result' | 'end'> {
  const unclear = { result: null, end: '' };
  if (NO_RUN.test(call.output.slice(0, 400)) || (code !== null && NO_RUN_CODES.has(code))) return unclear;
  if (checks.some(({ words }) => isRemote(words))) return unclear;
  const found = checkResult(call);
  if (found === 'passed') return FAILED.test(call.output) ? unclear : { result: 'passed', end: 'well' };
  if (found === null) return unclear;
  if (FAILED.test(call.output)) return { result: 'failed', end: code ? `with exit code ${code}` : 'with failures' };
  const isOwn =
    checks.every(({ decides }) => decides) &&
    commands.every(({ words }) => isCheck(words) || HARMLESS.has(programName(words[0] ?? '')));
  return isOwn && code !== null && code !== 0 ? { result: 'failed', end: `with exit code ${code}` } : unclear;
}

const exitCodeIn = (output: string): number | null => {
  const code = output.match(/^(?:Error: )?Exit code:? (\d+)\b/i)?.[1];
  return code === undefined ? null : Number(code);
};

/** Chosen files or names: what passes says nothing of the rest. */
const isNarrowed = (words: readonly string[]) =>
  words
    .slice(1)
    .some(
      (word) =>
        /^(?:-run|-k|-t|--grep|--testNamePattern|--filter|-g|--tests?|-m|--testPathPattern|--only|-p|--package|--project)(?:=|$)/.test(
          word,
        ) ||
        /\.\w{1,4}(?:::.*)?$/.test(word) ||
        (/[\w-]\/[\w.-]/.test(word) && !word.startsWith('-') && !/\.\.\.$/.test(word)),
    );
