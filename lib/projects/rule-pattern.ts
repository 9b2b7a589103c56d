/** Characters of a pattern. */
export const PATTERN_CHARS = 100;
/** Characters of an identifier that patterns are tried on; a longer one is plain text. */
export const IDENTIFIER_CHARS = 200;
/** Steps that a pattern may take on an identifier at worst: some milliseconds. */
const MOST_STEPS = 3_000_000;

/** Why a pattern cannot be taken, or null. It must be a regular expression that takes few steps on every identifier: a person of the project wrote it, everybody's pages run it. */
export function patternProblem(pattern: string): string | null {
  if (pattern.length > PATTERN_CHARS) return `A pattern has at most ${PATTERN_CHARS} characters.`;
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'This is no regular expression. Put a backslash before a character that is meant as it is.';
  }
  if (/\(\?(?!:)/.test(pattern)) return 'Groups that look ahead or back or have names are not taken: use ( ) or (?: ).';
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'A pattern cannot refer back to what it caught.';
  if (/\)(?:[*+]|\{)/.test(pattern)) return 'A group can be optional but not repeated: repeat a character or a class instead.';
  if (stepsOf(pattern) > MOST_STEPS) return 'This pattern could take too long: use fewer of * + ? and |.';
  return null;
}

/** How many ways there are at worst to go through an identifier. */
function stepsOf(pattern: string): number {
  const bare = pattern.replace(/\\./gu, 'a').replace(/\[(?:[^\]])*\]/gu, 'a');
  const ranges = [...bare.matchAll(/\{(\d+)(?:(,)(\d*))?\}/g)].map(([, from, comma, to]) =>
    comma ? (to ? Number(to) - Number(from) + 1 : IDENTIFIER_CHARS) : 1,
  );
  const count = (what: RegExp) => bare.match(what)?.length ?? 0;
  const endless = count(/(?<!\()[*+]/g);
  const optional = count(/[^*+?}(]\?(?!:)/g);
  // of an identifier each repetition takes what those before it leave
  const shares = Array.from({ length: endless }, (_, i) => IDENTIFIER_CHARS / (i + 1));
  return [...ranges, ...shares].reduce((all, ways) => all * ways, 2 ** (optional + count(/\|/g)));
}
