import type { Entity } from '@/lib/segmenter/claims/entities';

/** How an entity is told in a text; patterns in the dialect that JavaScript and Postgres share. */
export interface Matcher {
  /** What every text that holds it has: a cheap test before the exact one. */
  hint: string;
  whole: string;
  /** Where the whole is not found, all of these are as good. */
  parts: string[];
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const isWordy = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
const bounded = (text: string, pattern = escaped(text)) =>
  `${isWordy(text[0]) ? '(?<!\\w)' : ''}${pattern}${isWordy(text.at(-1)) ? '(?!\\w)' : ''}`;

/** A test for one entity: as a whole token, a path as the end of a path, a hash as the start of one, a number in any grouping. */
export function matcherOf({ kind, text }: Entity): Matcher {
  switch (kind) {
    case 'hash':
      return { hint: text, whole: `(?<![0-9A-Za-z])${text}[0-9a-f]*(?![0-9A-Za-z])`, parts: [] };
    case 'issue':
      return ofIssue(text);
    case 'path':
      return { hint: text, whole: `(?<![\\w-])${escaped(text)}(?![\\w-])`, parts: [] };
    case 'url':
      return { hint: text, whole: `${escaped(text)}(?![\\w%-])`, parts: [] };
    case 'number':
      return ofNumber(text);
    case 'identifier':
      return ofIdentifier(text);
    case 'code':
      return ofCode(text);
  }
}

/** True if a text holds what the matcher tells. */
export function testOf({ hint, whole, parts }: Matcher): (text: string) => boolean {
  const [exact, ...others] = [whole, ...parts].map((source) => new RegExp(source));
  return (text) =>
    text.includes(hint) && (exact?.test(text) === true || (others.length > 0 && others.every((part) => part.test(text))));
}

/** `#271`, an address that ends in it, or a command or a sentence that names it without the sign. */
function ofIssue(text: string): Matcher {
  const digits = text.replace('#', '');
  if (digits === text) return { hint: text, whole: bounded(text), parts: [] };
  const named =
    '(?<!\\w)(?:[Ii]ssues?|[Pp]ulls?|PRs?|pr|MRs?|mr|merge_requests|[Pp]ull [Rr]equest|[Tt]icket|[Nn]umber)[ /:"=#]*(?:[a-z]+ )?';
  return { hint: digits, whole: `(?:#|${named})${digits}(?!\\w|\\.\\d)`, parts: [] };
}

/** `Class.method` is also found where both parts are. */
function ofIdentifier(text: string): Matcher {
  const names = text.split(/\.|::/);
  return { hint: names.at(-1) ?? text, whole: bounded(text), parts: names.length > 1 ? names.map((name) => bounded(name)) : [] };
}

/** Whitespace and the kind of quotes do not matter; words that stand elsewhere in the same text are as good. */
function ofCode(text: string): Matcher {
  const loose = escaped(text).replace(/\s+/g, '\\s+').replace(/["']/g, '["\']');
  const words = [...new Set(text.match(/[\p{L}\p{N}_]{2,}/gu) ?? [])];
  const hint = words.reduce((a, b) => (b.length > a.length ? b : a), '');
  return { hint, whole: bounded(text, loose), parts: words.length > 1 ? words.map((word) => bounded(word)) : [] };
}

/** The number of a line in a listing proves nothing. */
function ofNumber(text: string): Matcher {
  const [whole = '', ...decimals] = text.replace(/[,\u202f\u00a0]/g, '').split('.');
  const groups = [whole.slice(0, whole.length % 3 || 3), ...(whole.slice(whole.length % 3 || 3).match(/\d{3}/g) ?? [])];
  const digits = [groups.join('[,_\u202f\u00a0 ]?'), ...decimals].join('\\.');
  return {
    hint: decimals.at(-1) ?? groups.at(-1) ?? whole,
    whole: `(?<![\\d.])(?<!\\d,)${digits}(?!\\d|[.,]\\d|[\\t→])`,
    parts: [],
  };
}
