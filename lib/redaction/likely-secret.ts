/** Decides whether a value that stands where a secret could stand is one, and not code, a variable or a placeholder. */

const FILLER = /(?:x{4,}|X{4,}|\*{3,}|\.{3,}|0{8,}|_{4,}|-{6,}|\x80{4,})/;
const PLACEHOLDER_WORD =
  /(?:^|[^a-z])(?:your|my|example|sample|placeholder|change[-_]?me|change[-_]?this|replace[-_]?(?:me|with|this)?|insert|dummy|fake|mock(?:ed)?|stub|todo|redacted|hidden|masked|secret[-_]?here|test(?:ing|ed)?|invalid|expired|wrong|foo|bar|baz|abc|lorem|null|none|undefined|true|false|string|process|environ|env|getenv|config|settings|import|require|function|return|await)(?=$|[^a-z])/i;
const VARIABLE = /^(?:[$%@&#][A-Za-z_{(]|\{|<|\[|\()|\$\{|\{\{|<%|\$\(|%\(|#\{|%[A-Z_]+%/;
const DOTTED_NAME = /^!{0,2}[A-Za-z_$][\w$]*(?:(?:\.|\?\.|::|->)[A-Za-z_$][\w$]*)+[;,]?$/;
const COMMON =
  /^(?:pass(?:word|wd|phrase)?|pwd|secret|token|admin|root|user(?:name)?|postgres|mysql|guest|default|debug|example|qwerty|letmein)[-_.!@#\d]*$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A token of a known shape that documentation shows: all x, asterisks, "your-key-here". */
export const isFiller = (value: string) => FILLER.test(value) || /(?:your|example|placeholder|insert|replace)[-_]/i.test(value);

export function isPlaceholder(value: string): boolean {
  return (
    FILLER.test(value) || VARIABLE.test(value) || DOTTED_NAME.test(value) || COMMON.test(value) || PLACEHOLDER_WORD.test(value)
  );
}

/** Names and words: `next-page-token`, `apiKeyHeader`, `secrets/prod/db`, `v1.2`. */
function isWordLike(value: string): boolean {
  return value
    .split(/[-_./:\s\x80\\]+/)
    .every((part) => part.length <= 3 || /^[a-z]*\d{0,4}$/.test(part) || /^[A-Z]+\d{0,4}$/.test(part) || isCamelCase(part));
}

const isCamelCase = (part: string) => /^[A-Z]?[a-z]+(?:[A-Z][a-z]+|[A-Z]{2,5}(?![a-z]))*\d{0,3}$/.test(part);

/** A key or token: long and random. A UUID is a name, unless its key says otherwise. */
export function isRandom(value: string, { minimum = 12, uuid = false } = {}): boolean {
  if (value.length < minimum || /\s/.test(value) || isPlaceholder(value)) return false;
  if (UUID.test(value)) return uuid;
  if (isWordLike(value) || isPathOrUrl(value)) return false;
  if (isNumeric(value)) return false;
  const hasDigit = /\d/.test(value);
  const hasLetter = /[A-Za-z]/.test(value);
  if (hasDigit && hasLetter) return entropy(value) >= (value.length >= 20 ? 3 : 2.7);
  return value.length >= 20 && entropy(value) >= 4;
}

/** A password that a person made up: letters with digits or signs, not a word and not code. */
export function isPassword(value: string): boolean {
  if (
    value.length < 6 ||
    /[\s\x0b]/.test(value) ||
    isPlaceholder(value) ||
    UUID.test(value) ||
    isPathOrUrl(value) ||
    isNumeric(value)
  )
    return false;
  if (!/[A-Za-z]/.test(value) || !/[\d!@#$%^&*+?~]/.test(value)) return false;
  if (/^[\w$]+[-+*/=<>!&|?:]+[\w$]*$/.test(value) && !/\d/.test(value)) return false;
  if (/^[a-z]+\d+$/i.test(value)) return value.length >= 7;
  return !isWordLike(value);
}

const isNumeric = (value: string) => /^[-+.:,\dEe]+$/.test(value);
const isPathOrUrl = (value: string) =>
  /^(?:\.{0,2}\/|~\/|[a-z]+:\/\/|[A-Z]:\\)/.test(value) && !/^\/[A-Za-z0-9+/]{30,}={0,2}$/.test(value);

/** Bits per character, by Shannon. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
