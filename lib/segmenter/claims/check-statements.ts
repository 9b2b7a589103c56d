import type { CheckKind } from '@/lib/segmenter/events/check-programs';
import { isCheck } from '@/lib/segmenter/events/checks';
import { shellCommands } from '@/lib/segmenter/events/shell-commands';
import { straight } from '@/lib/segmenter/text/words';

/** That checks of a kind pass, as a sentence says it. */
export interface CheckStatement {
  kind: CheckKind;
  /** Of all of them, not of some. */
  isWhole: boolean;
  /** How many tests, where it says so. */
  count: number | null;
  /** "unit", "e2e": only such runs can tell. */
  sort: string | null;
  /** The command in ticks that it speaks of. */
  command: string | null;
}

/** Words with which a sentence says less, more, or something else than that checks pass now. */
const HEDGED =
  /\b(?:not|no longer|never|neither|cannot|fail\w*|red|broken|except|apart from|besides|other than|aside from|excluding|but|however|although|though|while|until|before|once|unless|whether|if|when|should|will|would|could|might|may|can|must|ought|need\w*|expect\w*|ensure\w*|make sure|makes?|making|so that|let|to pass|only|just|pre-?existing|unrelated|flaky|most|many|some|several|previous\w*|earlier|initial\w*|original\w*|baseline|remaining|still|skipped|ci|pipelines?|workflows?|github actions|remote\w*|plan\w*|goal|criteri\w+|wait\w*|again|first|then|prior|yet|even|despite|already|both|individually|isolation|locally? pass\w*|each|every|would|reviewer\w*|claims?|said|says|reported|per)\b|n't\b|[?]/i;
/** "without failures" says that it went well, whatever the word. */
const NO_FAILURES = /\b(?:no|0|zero|without(?: any)?) (?:test )?(?:failures?|failed|failing|errors?|regressions?)\b/gi;
/** Tells to do it, or what will be done. */
const IMPERATIVE =
  /^\W*(?:run|verify|make|confirm|wait|keep|fix|add|write|get|next|todo|step|(?:check|test|lint|build)(?!s? (?:is|are|was|pass|succe|clean|green|now)))\b/i;

const AGAIN = '(?:(?:now|all|also|fully|completely|successfully|cleanly)\\s+)*';
const PASS = `${AGAIN}(?:pass(?:es|ed|ing)?\\b|succeed(?:s|ed)?\\b|(?:is|are|was|were)\\s+${AGAIN}(?:green|passing|clean|successful)\\b|green\\b|clean\\b)`;
const SORT = '(?:(?<sort>unit|integration|e2e|end-to-end|smoke|acceptance|ui|browser)\\s+)?';
const TESTS = '(?:test suites?|tests?|specs?|suite)';

const PATTERNS: { pattern: RegExp; kind: CheckKind }[] = [
  {
    pattern: new RegExp(
      `(?<![\\w-])(?<whole>all|full|whole|entire)?\\s*(?:of )?(?:the )?(?:existing )?(?<count>\\d[\\d,]*(?:\\s?(?:/|of)\\s?\\d[\\d,]*)?)?\\s*${SORT}${TESTS}\\s+${PASS}`,
      'i',
    ),
    kind: 'test',
  },
  { pattern: new RegExp(`(?<whole>all)\\s+(?<count>\\d[\\d,]*)\\s+${PASS}`, 'i'), kind: 'test' },
  {
    pattern: /(?<count>\d[\d,]*\s?(?:\/|of)\s?\d[\d,]*)\s+(?:(?<sort>unit|integration|e2e)\s+)?tests?\b.{0,12}\b(?:pass|green)/i,
    kind: 'test',
  },
  {
    pattern: new RegExp(
      `\\b(?:lint(?:er|ing)?|eslint|golangci-lint|biome|clippy|ruff)(?: checks?)?\\s+${PASS}|\\bno lint(?:er|ing)? (?:errors?|issues?|warnings?|problems?)\\b`,
      'i',
    ),
    kind: 'lint',
  },
  {
    pattern: new RegExp(
      `\\b(?:type-?check(?:s|er|ing)?|tsc|mypy|pyright|types)(?: checks?)?\\s+${PASS}|\\bno type(?:script)? errors?\\b`,
      'i',
    ),
    kind: 'types',
  },
  {
    pattern: new RegExp(
      `\\b(?:the |full |production )*build\\s+${PASS}|\\bbuilds? (?:cleanly|successfully|without errors)\\b`,
      'i',
    ),
    kind: 'build',
  },
  {
    pattern: new RegExp(
      `\\b(?<whole>all|the full set of|every)\\s+(?:the )?(?:quality )?(?:checks|gates|validations?)\\s+${PASS}`,
      'i',
    ),
    kind: 'all',
  },
];
const COMMAND = new RegExp(`\`([^\`]+)\`\\s*(?:run\\s+|[—→:–-]+\\s*)?${PASS}`, 'i');

/** What a sentence says about checks that pass; nothing if it says it with a "but", of another time, or asks for it. */
export function checkStatements(sentence: string): CheckStatement[] {
  const text = straight(sentence)
    .replace(/\*\*|__/g, '')
    .replace(NO_FAILURES, ' ');
  const bare = text.replace(/`[^`]*`/g, ' ¤ ');
  if (HEDGED.test(bare) || IMPERATIVE.test(bare) || /:\s*$/.test(bare)) return [];
  const command = text.match(COMMAND)?.[1]?.trim() ?? null;
  const found = PATTERNS.flatMap(({ pattern, kind }): CheckStatement[] => {
    const match = bare.match(pattern);
    if (!match) return [];
    const { whole, count, sort } = match.groups ?? {};
    const numbers = (count?.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(',', '')));
    if (kind === 'test' && isPartial(bare, match)) return [];
    if (numbers.length === 2 && numbers[0] !== numbers[1]) return [];
    return [
      { kind, isWhole: whole !== undefined || kind !== 'test', count: numbers[0] ?? null, sort: sort ?? null, command: null },
    ];
  });
  if (command && found.length === 0 && shellCommands(command).some(({ words }) => isCheck(words)))
    return [{ kind: 'all', isWhole: true, count: null, sort: null, command }];
  return found;
}

/** "The three new parser tests pass": a word of its own before "tests" chooses some of them. */
function isPartial(text: string, match: RegExpMatchArray): boolean {
  if (match.groups?.whole !== undefined) return false;
  const before = text.slice(0, match.index).trimEnd();
  return (
    /(?:[\w)¤'-]|\bof)$/.test(before) &&
    !/\b(?:and|with|the|that|shows?|confirmed|our|now|so|have|yes|done|full|all|go|unit|also)$/i.test(before)
  );
}
