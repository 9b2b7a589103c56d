import { Buffer } from 'node:buffer';
import { atCues, type Finder, groupSpan, inText } from '@/lib/redaction/finder';
import { isPassword, isPlaceholder, isRandom } from '@/lib/redaction/likely-secret';
import type { Span } from '@/lib/redaction/spans';

/** Secrets that only their surroundings give away; in a scan text U+0011 to U+0013 are quotes too. */

const isRandomGroup = ({ groups }: RegExpMatchArray) => isRandom(groups?.secret ?? '', { minimum: 16, uuid: true });

/** A block from BEGIN to END, or what of it there is; the pieces between quotes where code glues it from strings. */
const privateKeys = inText(
  ['PRIVATE KEY'],
  /-----BEGIN ?[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!-{4})){0,20000}(?:-----END ?[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
  (match) => privateKeySpans(match[0], match.index),
);

function privateKeySpans(block: string, offset: number): Span[] {
  const body = block.replace(/-----[A-Z0-9 ]+-----/g, (line) => ' '.repeat(line.length));
  const lines = [...body.matchAll(/[A-Za-z0-9+/=]{16,}/g)].filter(({ 0: line }) => /[A-Z]/.test(line) && /[a-z0-9]/.test(line));
  if (lines.length === 0) return [];
  const isWhole = block.includes('-----END') && !/["'`\x11-\x13<>{}]/.test(block);
  if (isWhole) return [{ start: offset, end: offset + block.length, kind: 'private-key' }];
  return lines.map((line) => ({ start: offset + line.index, end: offset + line.index + line[0].length, kind: 'private-key' }));
}

const bearer = atCues(['bearer'], /bearer(?:[ \t\x0b:]|%20){1,4}(?<secret>[A-Za-z0-9._~+/-]{16,}={0,2})/diy, (match) =>
  isRandomGroup(match) ? groupSpan(match, 'secret', 'bearer') : null,
);

const authorization = atCues(
  ['authorization'],
  /authorization[^A-Za-z0-9]{1,8}(?<scheme>basic|token)[ \t]{1,4}(?<secret>[A-Za-z0-9._~+/-]{8,}={0,2})/diy,
  (match) => {
    const { scheme = '', secret = '' } = match.groups ?? {};
    if (/token/i.test(scheme)) return isRandomGroup(match) ? groupSpan(match, 'secret', 'bearer') : null;
    return isCredentials(secret) ? groupSpan(match, 'secret', 'basic-auth') : null;
  },
);

/** `user:password` in base64. */
const isCredentials = (value: string) => /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(Buffer.from(value, 'base64').toString('latin1'));

/** `curl -u name:password` */
const userOption = atCues(
  [' -u ', '--user '],
  /(?: -u|--user) {1,2}["'`\x11-\x13]?[\w.@-]{1,100}:(?<secret>[^\x00-\x20"'`\x11-\x13\\]{6,200})/dy,
  (match) => (isPassword(match.groups?.secret ?? '') ? groupSpan(match, 'secret', 'basic-auth') : null),
);

const urlPasswords = atCues(
  ['://'],
  /:\/\/(?<user>[^\x00-\x20:/?#@"'<>`\x11-\x13\x80\\]{0,100}):(?<secret>[^\x00-\x20/?#"'<>`\x11-\x13\\]{2,200})@(?=[A-Za-z0-9[_])/dy,
  (match) => (isUrlPassword(match.groups ?? {}) ? groupSpan(match, 'secret', 'url-password') : null),
);

function isUrlPassword({ user = '', secret = '' }: Record<string, string>): boolean {
  if (secret.includes('://') || secret === user || isPlaceholder(secret)) return false;
  return !/^(?:pass|p|pw|\d{1,5}|[a-z]+:[a-z]+)$/i.test(secret) && !/[$%]\w*$|[(){}[\]]/.test(secret);
}

/** Session values in a Cookie or Set-Cookie header. */
const COOKIE_HEADER = /cookie["'`\x11-\x13]?\s{0,2}[:=]\s{0,2}["'`\x11-\x13]?(?<jar>[^\x00-\x0a\x0c-\x1f"'`]{12,4000})/iy;
const COOKIE =
  /(?:^|[;\s])[\w.-]{0,60}(?:sess|sid|auth|token|jwt|remember|login|csrf)[\w.-]{0,60}=(?<secret>[^\s;,\x11-\x13]{16,2000})/dgi;

const sessionCookies: Finder = {
  cues: ['cookie'],
  find(text, starts) {
    let end = 0;
    return starts.flatMap((start) => {
      if (start < end) return [];
      COOKIE_HEADER.lastIndex = start;
      const match = COOKIE_HEADER.exec(text);
      if (!match) return [];
      end = match.index + match[0].length;
      const offset = match.index + match[0].length - (match.groups?.jar?.length ?? 0);
      return [...(match.groups?.jar ?? '').matchAll(COOKIE)].filter(isRandomGroup).map((pair) => {
        const span = groupSpan(pair, 'secret', 'session-cookie');
        return { ...span, start: span.start + offset, end: span.end + offset };
      });
    });
  },
};

/** Keys without a prefix of their own, beside the service's name. */
const byService = (service: string, name: string, kind: string, value: string) =>
  atCues(
    [service],
    new RegExp(
      `${service}${name}["'\\x11-\\x13]?\\s{0,3}(?:=>|[:=])\\s{0,3}["'\\x11-\\x13]?(?<secret>${value})(?![A-Za-z0-9/+])`,
      'diy',
    ),
    (match) => (isRandomGroup(match) ? groupSpan(match, 'secret', kind) : null),
  );

export const contexts: readonly Finder[] = [
  privateKeys,
  bearer,
  authorization,
  userOption,
  urlPasswords,
  sessionCookies,
  byService('heroku', '[\\w .-]{0,20}', 'heroku-key', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
  byService('cloudflare', '[\\w .-]{0,30}(?:key|token|secret)', 'cloudflare-token', '[A-Za-z0-9_-]{37,64}'),
  byService('cf_', '[\\w-]{0,20}(?:key|token)', 'cloudflare-token', '[A-Za-z0-9_-]{37,64}'),
  byService('twilio', '[\\w .-]{0,30}(?:token|secret|key)', 'twilio-key', '[0-9a-f]{32}'),
  byService('secret', '[-_ ]?access[-_ ]?key', 'aws-secret-key', '[A-Za-z0-9/+]{40}'),
  byService('aws', '[-_ ]?secret[-_ ]?key', 'aws-secret-key', '[A-Za-z0-9/+]{40}'),
];
