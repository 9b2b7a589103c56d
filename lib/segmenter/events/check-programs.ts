import { fileName } from '@/lib/segmenter/text/paths';
/** What a check looks at; `all` for one whose name does not tell. */
export type CheckKind = 'test' | 'lint' | 'types' | 'build' | 'all';

/** A look-up from a table of names by kind; the keys of the table are kinds by its type. */
const kinds = (table: Partial<Record<CheckKind, string>>): ReadonlyMap<string, CheckKind> =>
  new Map(
    (Object.entries(table) as [CheckKind, string][]).flatMap(([kind, names]) => names.split(/\s+/).map((name) => [name, kind])),
  );

/** Programs that are a check by themselves. */
export const CHECKERS = kinds({
  test: 'pytest py.test vitest jest mocha ava tap rspec phpunit pest tox nox ctest bats',
  types: 'tsc mypy pyright basedpyright phpstan psalm',
  lint: `flake8 pylint eslint stylelint shellcheck golangci-lint staticcheck rubocop standardrb ktlint detekt swiftlint hadolint actionlint oxlint knip credo
    ruff-check`,
});
/** Programs that are a check with some of their words only: what that check looks at. */
const PARTLY = kinds({ test: 'unittest playwright', lint: 'ruff biome prettier' });

/** What each of the words of a task runner, a package manager or a program with subcommands looks at. */
const TASKS: [RegExp, CheckKind][] = [
  [/^(?:tests?|t|specs?|unit|e2e|nextest)\b/, 'test'],
  [/^(?:lint|vet|clippy|credo|analyze)\b/, 'lint'],
  [/^(?:typecheck|type-check|types|tsc|dialyzer)\b/, 'types'],
  [/^(?:build|compile|compileall)\b|^--build$/, 'build'],
];
/** Runners that take several tasks at once. */
const TAKES_TASKS = /^(?:make|gmake|just|task|rake|gradle|gradlew|mvn|mvnw|turbo|nx)$/;

/** A program's name without its folder and version. */
export const programName = (word: string) => fileName(word).replace(/@[\d.]+$/, '');

/** The last part of a task's path: `test` of `:app:test`. */
export const taskName = (word: string) => word.slice(word.lastIndexOf(':', word.length - 2) + 1);

/** What the words of a check look at. */
export function checkKinds(words: readonly string[]): CheckKind[] {
  const [program = '', ...rest] = words;
  const name = programName(program);
  if (/^python[\d.]*$/.test(name) && rest[0] === '-m') return checkKinds(rest.slice(1));
  if (name === 'node' && rest[0]?.startsWith('--test')) return ['test'];
  const known = CHECKERS.get(name) ?? PARTLY.get(name);
  if (known) return [known];
  if (name === 'cargo' && rest[0] === 'check') return ['types'];
  const tasks = rest
    .filter((word) => !word.startsWith('-') || word === '--build')
    .flatMap((word) => TASKS.find(([pattern]) => pattern.test(taskName(word)))?.[1] ?? []);
  const asked = TAKES_TASKS.test(name) ? tasks : tasks.slice(0, 1);
  return asked.length > 0 ? [...new Set(asked)] : ['all'];
}
