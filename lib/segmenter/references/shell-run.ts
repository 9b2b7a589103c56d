import { commandLine } from '@/lib/segmenter/events/checks';
import { type ShellCommand, shellCommands } from '@/lib/segmenter/events/shell-commands';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { pathName } from '@/lib/segmenter/text/paths';

/** Lines that name nothing are not taken apart. */
const WORTH_READING = /\b(?:git|gh|glab|bd|workmux|codex|claude|cat|sed|head|tail|nl|bat)\b|\.jsonl|(?:^|[/_.-])\.?worktrees?\//;
/** What programs print that did not do what they were asked. */
const COMPLAINT =
  /^(?:fatal|error|gh|cat|sed|head|tail|nl|bat|bd|workmux|GraphQL|usage|HTTP \d+|(?:\/bin\/)?(?:ba|z)?sh)\b[^\n]{0,40}:|No such file|not found|no pull requests|Permission denied|Is a directory/im;
/** Lines of which some commands may not have run. */
const BRANCHES = /\|\||(?:^|[;\n&|(]\s*)(?:if|for|while|until|case)\s/;

/** A shell call taken apart. */
export interface ShellRun {
  line: string;
  commands: readonly ShellCommand[];
  /** The folder in which it ran, null where that is not known. */
  folder: string | null;
  output: string;
  hasFailed: boolean;
  /** True if it has ended well by its own account. */
  isWell: boolean;
}

/** The shell line of a call with what came of it; null for other tools and for lines of which nothing can be read. */
export function shellRun(call: Call, cwd: string | null): ShellRun | null {
  const line = commandLine(call);
  if (line === null || !WORTH_READING.test(line)) return null;
  const commands = shellCommands(line);
  const { result, output, hasFailed } = call;
  const isOver = result !== null && !isUnended(call);
  const isWell = isOver && !hasFailed && (result.tool?.exitCode === 0 || result.tool?.isError === false);
  return { line, commands, folder: folderOf(call, commands, cwd), output: isOver ? output : '', hasFailed, isWell };
}

/** True for a result that tells only that something runs, or that it did not come to run. */
export const isUnended = ({ input, output, result }: Call): boolean =>
  input.run_in_background === true ||
  [result?.data?.is_running, result?.data?.interrupted, result?.data?.rejected].includes(true) ||
  /^Command running in background/.test(output);

/** True if this command certainly ran and did what it was asked. */
export function hasSucceeded(run: ShellRun, command: ShellCommand): boolean {
  if (!run.isWell || BRANCHES.test(run.line)) return false;
  if (command.decides) return true;
  const rest = run.line.replace(/^\s*cd\s+\S+\s*&&/, '');
  return !rest.includes('&&') && !/2>\s*\/dev\/null|&>/.test(rest) && !COMPLAINT.test(run.output);
}

/** A word that the shell takes as it stands. */
export const isPlain = (word: string | undefined): word is string =>
  word !== undefined && /^[^-\s$*?{}<>|;`'"\\()!=][^\s$*?{}<>|;`'"\\()]*$/.test(word);

function folderOf({ input }: Call, commands: readonly ShellCommand[], cwd: string | null): string | null {
  const start = typeof input.workdir === 'string' && input.workdir ? input.workdir : cwd;
  const moves = commands.filter(({ words }) => /^(?:cd|pushd|popd)$/.test(words[0] ?? ''));
  if (moves.length === 0) return start;
  const to = commands[0]?.words[1];
  if (moves.length > 1 || moves[0] !== commands[0] || !isPlain(to) || to.startsWith('~')) return null;
  return to.startsWith('/') ? to : start && pathName(to, { cwd: null, folder: start });
}
