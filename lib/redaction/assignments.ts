import { atCues, type Finder, groupSpan } from '@/lib/redaction/finder';
import { isPassword, isRandom } from '@/lib/redaction/likely-secret';
import type { Span } from '@/lib/redaction/spans';

const join = (first: string, second: string) => ['', '_', '-', ' '].map((between) => first + between + second);
const PASSWORDS = ['password', 'passwd', 'passphrase', 'passcode', 'pwd'];
const KEYS = ['api', 'access', 'private', 'auth', 'account', 'encryption', 'signing', 'master', 'session'].flatMap((of) =>
  join(of, 'key'),
);
const NAMES = [...PASSWORDS, ...KEYS, 'secret', 'token', 'credential'];
/** Last words of names in environments, where any name with an `=` is an assignment. */
const ENV_NAMES = [...PASSWORDS, 'secret', 'token', 'credential', '_key', '_pass', '_auth', '_salt', '_pat'];

const alternatives = (words: readonly string[]) => `(?<name>${words.join('|')})`;
/** What may follow and leaves it a secret's name: `SECRET_KEY_BASE`, `TOKEN_PROD`. */
const TAIL =
  's?(?:[-_]?(?:key|base|value|prod(?:uction)?|dev(?:elopment)?|staging|live|main|primary|secondary|root|admin|v?\\d{1,3}))?';
const QUOTE = '["\'`\\x11-\\x13]';
const SPACE = '[ \\t\\x0b]{0,4}';
/** Up to the quote that opened it; deeper quotes are part of the value, the end of the line is not. */
const QUOTED = `(?<quote>${QUOTE})(?<quoted>(?:(?!\\k<quote>)[^\\x00\\x01\\n"]){6,1000})\\k<quote>`;
const BARE = '(?<bare>[^\\x00-\\x20"\'`\\x11-\\x13,;(){}<>[\\]|\\\\]{6,1000})';

/** `password: "…"`, `"api_key":"…"`, `X-Auth-Token: …`, `--token …`; in JSON, YAML, TOML, headers and code. */
const ANYWHERE = new RegExp(
  `${alternatives(NAMES)}${TAIL}(?:${QUOTE}?\\]?${SPACE}(?:: ?string ?=|:=|=>|={1,3}|:)${SPACE}(?!\\d{1,15}(?:[,}\\s]|$))|(?<=--[\\w-]{0,60})[ ]{1,2})(?:${QUOTED}|${BARE})`,
  'diy',
);
const ENVIRONMENT = new RegExp(
  `${alternatives(ENV_NAMES.map((name) => name.toUpperCase()))}S?(?:_[A-Z0-9]{1,12})?=(?<bare>[^\\x00-\\x20"'\`\\x11-\\x13\\x80$<]{6,1000})`,
  'dy',
);
/** `{"name":"DB_PASSWORD","value":"…"}` */
const NAME_VALUE = new RegExp(
  `${alternatives(NAMES)}${TAIL}${QUOTE}[,\\s]{1,40}${QUOTE}?value${QUOTE}?${SPACE}[:=]${SPACE}${QUOTED}`,
  'diy',
);
const XML = new RegExp(`${alternatives(NAMES)}>(?<bare>[^\\x00-\\x20"<>\\x11-\\x13]{6,400})</`, 'diy');

/** Literal values that are assigned to names of secrets. */
export const assignments: readonly Finder[] = [
  atCues(NAMES, ANYWHERE, toSpan),
  atCues(ENV_NAMES, ENVIRONMENT, toSpan),
  atCues(NAMES, NAME_VALUE, toSpan),
  atCues(NAMES, XML, toSpan),
];

function toSpan(match: RegExpExecArray, text: string): Span | null {
  const { name = '', quoted, bare = '' } = match.groups ?? {};
  const span = groupSpan(match, quoted === undefined ? 'bare' : 'quoted', kindOf(name));
  if (quoted !== undefined) return isSecret(name, quoted) ? span : null;
  const value = bare.replace(/[.:!?)\]}]+$/, '');
  if (text[span.end] === '(' || text[span.end] === '[' || !isSecret(name, value)) return null;
  return { ...span, end: span.start + value.length };
}

const isPasswordName = (name: string) => /pass|pwd/i.test(name);

function isSecret(name: string, value: string): boolean {
  if (isPasswordName(name)) return isPassword(value) || isRandom(value, { uuid: true });
  return isRandom(value, { minimum: /token|pat/i.test(name) ? 16 : 12, uuid: !/token/i.test(name) });
}

function kindOf(name: string): string {
  if (isPasswordName(name)) return 'password-assignment';
  if (/token|pat/i.test(name)) return 'token-assignment';
  if (/secret|credential|salt/i.test(name)) return 'secret-assignment';
  return 'key-assignment';
}
