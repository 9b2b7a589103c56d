import { CHECKERS, programName, taskName } from '@/lib/segmenter/events/check-programs';
import { type ShellCommand, shellCommands } from '@/lib/segmenter/events/shell-commands';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { isShellTool } from '@/lib/segmenter/events/tool-names';

/** The command line of a shell call, or null for any other tool. */
export function commandLine({ name, input }: Call): string | null {
  if (!isShellTool(name)) return null;
  const command = input.command ?? input.cmd ?? input.script ?? input.input;
  if (typeof command === 'string') return command;
  if (!Array.isArray(command)) return null;
  const words = command.filter((word): word is string => typeof word === 'string');
  const isShell = /(?:^|\/)(?:ba|z|da)?sh$/.test(words[0] ?? '') && /^-\w*c$/.test(words[1] ?? '');
  return isShell ? (words[2] ?? '') : words.map((word) => (/[\s;|&'"]/.test(word) ? JSON.stringify(word) : word)).join(' ');
}

/** Names of tasks that check something, as package scripts and targets of runners have them. */
const TASK =
  /^(?:test|tests|t|lint|typecheck|type-check|types|tsc|check|checks|build|verify|ci|validate|unit|e2e|vet|clippy|compile|spec)(?:[:_.-][\w:.-]*)?$/;
/** They run a script by its name, with or without `run`. */
const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun', 'deno']);
/** They run any of the tasks that they are given. */
const RUNNERS = new Set(
  'make gmake just task rake gradle gradlew mvn mvnw composer turbo nx mage invoke ant sbt lein'.split(' '),
);
/** Programs that are a check with one of these as their first word. */
const SUBCOMMANDS = new Map(
  Object.entries<RegExp>({
    go: /^(?:test|vet|build)$/,
    cargo: /^(?:test|check|clippy|build|nextest)$/,
    ruff: /^check$/,
    biome: /^(?:check|lint|ci)$/,
    prettier: /^(?:--check|-c)$/,
    playwright: /^test$/,
    dotnet: /^(?:test|build)$/,
    swift: /^(?:test|build)$/,
    zig: /^(?:test|build)$/,
    mix: /^(?:test|compile|credo|dialyzer)$/,
    rails: /^test/,
    next: /^(?:build|lint)$/,
    vite: /^build$/,
    astro: /^(?:check|build)$/,
    cmake: /^--build$/,
    bazel: /^(?:test|build)$/,
    flutter: /^(?:test|analyze)$/,
    dart: /^(?:test|analyze)$/,
    terraform: /^validate$/,
    node: /^--test/,
  }),
);

/** True for a command that tests, lints, builds or type-checks. */
export function isCheck(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const name = programName(program);
  const plain = rest.filter((word) => !word.startsWith('-'));
  if (rest.some((word) => /^(?:--version|--help|-h)$/.test(word))) return false;
  if (CHECKERS.has(name)) return !(name === 'tsc' && rest.includes('--init'));
  if (SUBCOMMANDS.get(name)?.test(rest[0] ?? '')) return true;
  if (/^python[\d.]*$/.test(name))
    return rest[0] === '-m' && /^(?:pytest|unittest|mypy|ruff|flake8|tox|nox|compileall)$/.test(rest[1] ?? '');
  if (name === 'php' && plain[0] === 'artisan') return plain[1] === 'test';
  if (MANAGERS.has(name)) return TASK.test((plain[0] === 'run' || plain[0] === 'run-script' ? plain[1] : plain[0]) ?? '');
  if (name === 'mise') return plain[0] === 'run' && TASK.test(plain[1] ?? '');
  return RUNNERS.has(name) && plain.some((word) => TASK.test(taskName(word)));
}

/** What an output says plainly where the exit status is not the check's own: something failed. */
const BAD =
  /(?:\b[1-9]\d*\s+(?:tests?\s+|specs?\s+)?(?:failed|failures?|failing|errors?)\b|^\s*(?:FAIL|FAILED|ERROR)\b|\bnpm ERR!|\bERR_[A-Z]|\berror TS\d|\berror(?:\[E\d+\])?: |^\S+\.[a-z]{1,4}:\d+:\d+: (?!warning|note|info)|\bpanic: |Traceback \(most recent|command not found|No such file or directory)/m;
/** The same for a check that went well. */
const GOOD =
  /(?:\b[1-9]\d*\s+(?:tests?\s+|specs?\s+)?(?:passed|passing|ok)\b|^ok\s+\S|\b0 (?:errors?|failures|problems|issues)\b|All checks passed|no issues found|test result: ok|\bPASS(?:ED)?\b|^OK\b|BUILD SUCCESS|Compiled successfully)/im;

/** How a check ended: by exit status where it is the check's own, else only by what the output says plainly; null where nothing tells. */
export function checkResult(call: Call): 'passed' | 'failed' | null {
  const line = commandLine(call);
  if (line === null || call.result === null || call.input.run_in_background === true || call.result.data?.is_running === true)
    return null;
  const checks = checkCommands(call);
  if (call.hasFailed) return BAD.test(call.output) || checks.some((check) => check.decides) ? 'failed' : null;
  if (/^Command running in background/.test(call.output)) return null;
  if (checks.every((check) => check.decides)) return 'passed';
  return BAD.test(call.output) ? 'failed' : GOOD.test(call.output) ? 'passed' : null;
}

/** The checks that a call ran, each as one line. */
export const checksIn = (call: Call): string[] => checkCommands(call).map(({ words }) => words.join(' '));

/** The commands of a call that are checks. */
export const checkCommands = (call: Call): ShellCommand[] =>
  shellCommands(commandLine(call) ?? '').filter(({ words }) => isCheck(words));

/** True for a call that ran at least one check. */
export const ranCheck = (call: Call): boolean => checkCommands(call).length > 0;
