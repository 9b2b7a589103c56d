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
  /** Which of its commands certainly ran and did what they were asked. */
  certain: 'all' | 'deciding' | 'none';
}

/** The shell line of a call with what came of it; null for other tools and for lines of which nothing can be read. */
export function shellRun(call: Call, cwd: string | null): ShellRun | null {
  const line = commandLine(call);
  if (line === null || !WORTH_READING.test(line)) return null;
  const commands = shellCommands(line);
  const { result, output, hasFailed } = call;
  const isOver = result !== null && !isUnended(call);
  const isWell = isOver && !hasFailed && (result.tool?.exitCode === 0 || result.tool?.isError === false);
  const certain = isWell ? certainOf(line, output) : 'none';
  return { line, commands, folder: folderOf(call, commands, cwd), output: isOver ? output : '', hasFailed, certain };
}

/** True for a result that tells only that something runs, or that it did not come to run. */
export const isUnended = ({ input, output, result }: Call): boolean =>
  input.run_in_background === true ||
  [result?.data?.is_running, result?.data?.interrupted, result?.data?.rejected].includes(true) ||
  /^Command running in background/.test(output);

function certainOf(line: string, output: string): ShellRun['certain'] {
  if (BRANCHES.test(line)) return 'none';
  const rest = line.replace(/^\s*cd\s+\S+\s*&&/, '');
  const isFrank = !rest.includes('&&') && !/2>\s*\/dev\/null|&>/.test(rest) && !COMPLAINT.test(output);
  return isFrank ? 'all' : 'deciding';
}

/** True if this command certainly ran and did what it was asked. */
export const hasSucceeded = ({ certain }: ShellRun, command: ShellCommand): boolean =>
  certain === 'all' || (certain === 'deciding' && command.decides);

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
