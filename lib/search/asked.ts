import { AppError } from '@/lib/errors';
import { readInstant } from '@/lib/instant';
import { isPlain, lexemesOf, runsOf } from '@/lib/search/words';
import { SEGMENT_STATUSES, type SegmentStatus } from '@/lib/segments/schema';

export const HAS = ['questions', 'decisions', 'comments', 'failures'] as const;
export type Has = (typeof HAS)[number];
export type Is = 'open' | 'live' | 'waiting';

/** What is looked for: words, and what narrows them. */
export interface Asked {
  words: AskedWord[];
  refs: string[];
  branches: string[];
  agents: string[];
  is: Is[];
  statuses: SegmentStatus[];
  has: Has[];
  /** The first moment after what is looked for. */
  before: string | null;
  after: string | null;
}

/** A word, or an identifier, as it was typed but in lower case. */
export interface AskedWord {
  text: string;
  /** A word has forms; an identifier has none. */
  isPlain: boolean;
  /** The words of one that hyphens or a colon join: it may be written without them. */
  parts: string[];
}

/** Words above this number are left out. */
const MAX_WORDS = 12;
/** Words that are in everything: without them a query finds the same. */
const EVERYWHERE = new Set(
  'a an and are as at be by for from has in is it of on or that the this to was we were which will with'.split(' '),
);
const TOKEN = /(\w+):(?:"([^"]*)"|(\S*))|"[^"]*"|\S+/g;
const JOINED = /^\p{L}+(?:[-:]\p{L}+)+$/u;

/** Reads a query. An operator that there is not is words. Throws `invalid_request` for a value that an operator does not take, and for nothing to look for. */
export function readAsked(q: string): Asked {
  const asked: Asked = {
    words: [],
    refs: [],
    branches: [],
    agents: [],
    is: [],
    statuses: [],
    has: [],
    before: null,
    after: null,
  };
  const rest: string[] = [];
  let operators = 0;
  for (const [whole, name = '', quoted, bare] of q.matchAll(TOKEN)) {
    const read = OPERATORS[name.toLowerCase()];
    if (!read) rest.push(whole);
    else {
      const value = (quoted ?? bare ?? '').trim();
      if (!value) throw refused(`${name}: takes a value, such as ${read.example}. Write it without a space.`);
      if (!read.take(asked, value)) throw refused(`${name}: takes ${read.takes}, such as ${read.example}.`);
      operators += 1;
    }
  }
  asked.words = wordsOf(rest.join(' '));
  if (asked.words.length === 0 && operators === 0)
    throw refused('Look for a word, an identifier such as src/app.ts, or by an operator such as ref:#271 or is:open.');
  return asked;
}

function wordsOf(text: string): AskedWord[] {
  const all = [...new Set(runsOf(text))];
  const telling = all.filter((run) => !EVERYWHERE.has(run));
  return (telling.length > 0 ? telling : all).slice(0, MAX_WORDS).map((run) => ({
    text: run,
    isPlain: isPlain(run),
    parts: JOINED.test(run) ? lexemesOf(run).slice(1) : [],
  }));
}

interface Operator {
  takes: string;
  example: string;
  /** False where it does not take the value. */
  take(asked: Asked, value: string): boolean;
}

const text = (name: 'refs' | 'branches' | 'agents', takes: string, example: string): Operator => ({
  takes,
  example,
  take: (asked, value) => asked[name].push(value) > 0,
});

const STATES: readonly string[] = ['open', 'live', 'waiting', ...SEGMENT_STATUSES];

const state: Operator = {
  takes: STATES.join(', '),
  example: 'is:open',
  take(asked, value) {
    const known = value.toLowerCase().replace('-', '_');
    if (!STATES.includes(known)) return false;
    const status = SEGMENT_STATUSES.find((one) => one === known);
    if (status) asked.statuses.push(status);
    else asked.is.push(known as Is);
    return true;
  },
};

const OPERATORS: Record<string, Operator | undefined> = {
  ref: text('refs', 'an issue, a commit, a branch or a file', 'ref:#271'),
  branch: text('branches', 'a branch or its beginning', 'branch:main'),
  agent: text('agents', 'an agent or the beginning of its name', 'agent:codex'),
  is: state,
  status: state,
  has: {
    takes: HAS.join(', '),
    example: 'has:failures',
    take(asked, value) {
      const known = HAS.find((one) => one === value.toLowerCase() || one === `${value.toLowerCase()}s`);
      return known !== undefined && asked.has.push(known) > 0;
    },
  },
  before: moment('before'),
  after: moment('after'),
};

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A day begins and ends in UTC; with `after` it is among what is found, with `before` it is not. */
function moment(name: 'before' | 'after'): Operator {
  return {
    takes: 'a date',
    example: `${name}:2026-11-20`,
    take(asked, value) {
      const at = readInstant(DAY.test(value) ? `${value}T00:00:00Z` : value);
      if (at) asked[name] = at.toISOString();
      return at !== null;
    },
  };
}

const refused = (message: string) =>
  new AppError('invalid_request', message, { issues: [{ path: 'q', code: 'invalid_query', message }] });
