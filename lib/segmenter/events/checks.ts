import { shellCommands } from '@/lib/segmenter/events/shell-commands';
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

const TASK =
  /^(?:test|tests|t|lint|typecheck|type-check|types|tsc|check|checks|build|verify|ci|validate|unit|e2e|vet|clippy|compile|spec)(?:[:_.-][\w:.-]*)?$/;
const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun', 'deno']);
const RUNNERS = new Set([
  'make',
  'gmake',
  'just',
  'task',
  'rake',
  'gradle',
  'gradlew',
  'mvn',
  'mvnw',
  'composer',
  'turbo',
  'nx',
  'mage',
  'invoke',
  'ant',
  'sbt',
  'lein',
]);
/** Programs that are a check by themselves. */
const CHECKERS = new Set(
  `pytest py.test vitest jest mocha ava tap rspec phpunit pest tox nox ctest bats tsc mypy pyright basedpyright flake8 pylint eslint stylelint shellcheck
  golangci-lint staticcheck rubocop standardrb ktlint detekt swiftlint hadolint actionlint oxlint knip phpstan psalm credo ruff-check`.split(
    /\s+/,
  ),
);
/** Programs that are a check with one of these as their first word. */
const SUBCOMMANDS: Record<string, RegExp> = {
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
};

/** A program's name without its folder and version. */
export const base = (word: string) => word.slice(word.lastIndexOf('/') + 1).replace(/@[\d.]+$/, '');

/** True for a command that tests, lints, builds or type-checks. */
export function isCheck(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const name = base(program);
  const plain = rest.filter((word) => !word.startsWith('-'));
  if (rest.some((word) => /^(?:--version|--help|-h)$/.test(word))) return false;
  if (CHECKERS.has(name)) return !(name === 'tsc' && rest.includes('--init'));
  if (SUBCOMMANDS[name]?.test(rest[0] ?? '')) return true;
  if (/^python[\d.]*$/.test(name))
    return rest[0] === '-m' && /^(?:pytest|unittest|mypy|ruff|flake8|tox|nox|compileall)$/.test(rest[1] ?? '');
  if (name === 'php' && plain[0] === 'artisan') return plain[1] === 'test';
  if (MANAGERS.has(name)) return TASK.test((plain[0] === 'run' || plain[0] === 'run-script' ? plain[1] : plain[0]) ?? '');
  if (name === 'mise') return plain[0] === 'run' && TASK.test(plain[1] ?? '');
  return RUNNERS.has(name) && plain.some((word) => TASK.test(word.slice(word.lastIndexOf(':', word.length - 2) + 1)));
}

const BAD =
  /(?:\b[1-9]\d*\s+(?:tests?\s+|specs?\s+)?(?:failed|failures?|failing|errors?)\b|^\s*(?:FAIL|FAILED|ERROR)\b|\bnpm ERR!|\bERR_[A-Z]|\berror TS\d|\berror(?:\[E\d+\])?: |^\S+\.[a-z]{1,4}:\d+:\d+: (?!warning|note|info)|\bpanic: |Traceback \(most recent|command not found|No such file or directory)/m;
const GOOD =
  /(?:\b[1-9]\d*\s+(?:tests?\s+|specs?\s+)?(?:passed|passing|ok)\b|^ok\s+\S|\b0 (?:errors?|failures|problems|issues)\b|All checks passed|no issues found|test result: ok|\bPASS(?:ED)?\b|^OK\b|BUILD SUCCESS|Compiled successfully)/im;

/** How a check ended: by exit status where it is the check's own, else only by what the output says plainly; null where nothing tells. */
export function checkResult(call: Call): 'passed' | 'failed' | null {
  const line = commandLine(call);
  if (line === null || call.result === null || call.input.run_in_background === true || call.result.data?.is_running === true)
    return null;
  const checks = shellCommands(line).filter((command) => isCheck(command.words));
  if (call.hasFailed) return BAD.test(call.output) || checks.some((check) => check.decides) ? 'failed' : null;
  if (/^Command running in background/.test(call.output)) return null;
  if (checks.every((check) => check.decides)) return 'passed';
  return BAD.test(call.output) ? 'failed' : GOOD.test(call.output) ? 'passed' : null;
}

/** The checks that a call ran, each as one line. */
export function checksIn(call: Call): string[] {
  const checks = shellCommands(commandLine(call) ?? '').filter((command) => isCheck(command.words));
  return checks.map(({ words }) => words.join(' '));
}

/** True for a call that ran at least one check. */
export const ranCheck = (call: Call): boolean => checksIn(call).length > 0;
