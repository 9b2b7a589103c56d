import { base } from '@/lib/segmenter/events/checks';

/** What a check looks at; `all` for one whose name does not tell. */
export type CheckKind = 'test' | 'lint' | 'types' | 'build' | 'all';

const PROGRAMS: [RegExp, CheckKind][] = [
  [/^(?:tsc|mypy|pyright|basedpyright|phpstan|psalm)$/, 'types'],
  [/^(?:pytest|py\.test|vitest|jest|mocha|ava|tap|rspec|phpunit|pest|tox|nox|ctest|bats|unittest|playwright)$/, 'test'],
  [
    /^(?:flake8|pylint|eslint|stylelint|shellcheck|golangci-lint|staticcheck|rubocop|standardrb|ktlint|detekt|swiftlint|hadolint|actionlint|oxlint|knip|credo|ruff|ruff-check|biome|prettier)$/,
    'lint',
  ],
];
const TASKS: [RegExp, CheckKind][] = [
  [/^(?:tests?|t|specs?|unit|e2e|nextest)\b/, 'test'],
  [/^(?:lint|vet|clippy|credo|analyze)\b/, 'lint'],
  [/^(?:typecheck|type-check|types|tsc|dialyzer)\b/, 'types'],
  [/^(?:build|compile|compileall)\b|^--build$/, 'build'],
];

/** What the words of a check look at. */
export function checkKinds(words: readonly string[]): CheckKind[] {
  const [program = '', ...rest] = words;
  const name = base(program);
  if (/^python[\d.]*$/.test(name) && rest[0] === '-m') return checkKinds(rest.slice(1));
  if (name === 'node' && rest[0]?.startsWith('--test')) return ['test'];
  const known = PROGRAMS.find(([pattern]) => pattern.test(name));
  if (known) return [known[1]];
  if (name === 'cargo' && rest[0] === 'check') return ['types'];
  const tasks = rest
    .filter((word) => !word.startsWith('-') || word === '--build')
    .flatMap(
      (word) => TASKS.find(([pattern]) => pattern.test(word.slice(word.lastIndexOf(':', word.length - 2) + 1)))?.[1] ?? [],
    );
  const first = /^(?:make|gmake|just|task|rake|gradle|gradlew|mvn|mvnw|turbo|nx)$/.test(name) ? tasks : tasks.slice(0, 1);
  return first.length > 0 ? [...new Set(first)] : ['all'];
}
