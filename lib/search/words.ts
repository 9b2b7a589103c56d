/** A run of characters that people and programs write as one, up to its last letter: `daemon_reset`, `#271`, `src/foo.ts`, `flower/271-x`, `ab135e5`. */
const RUN = /[#@]?[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_./:@#+~-]*[\p{L}\p{N}\p{M}_])?/gu;
const BETWEEN = /[^\p{L}\p{N}\p{M}]+/u;
const PLAIN = /^[\p{L}\p{N}\p{M}]+$/u;
/** Longer ones are hardly ever typed; a lexeme of Postgres takes 2,046 bytes. */
const WORD_CHARS = 200;
/** Ends of a path that it is found by. */
const ENDS = 8;

/** Runs of a text in order, in lower case. */
export const runsOf = (text: string): string[] => (text.toLowerCase().match(RUN) ?? []).map((run) => run.slice(0, WORD_CHARS));

/** Whether a run is a word and no identifier. */
export const isPlain = (run: string): boolean => PLAIN.test(run);

/** By what a run is found: the whole, the words in it, and of a path or an issue its ends: `src/foo.ts` → `foo.ts`, `acme/shop#12` → `#12`. */
export function lexemesOf(run: string): string[] {
  if (isPlain(run)) return [run];
  const ends = [...run.matchAll(/\/+|(?=#)/g)].slice(-ENDS).map(({ 0: at, index }) => run.slice(index + at.length));
  return [...new Set([run, ...ends, ...run.split(BETWEEN)])].filter(Boolean);
}

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, '$&$&')}'`;

/** A query for what begins with a lexeme. */
export const beginsWith = (lexeme: string): string => `${quoted(lexeme)}:*`;

export type Weight = 'A' | 'B' | 'C' | 'D';

const MAX_POSITION = 16_383;
/** Of one lexeme; more would not rank it higher. */
const MAX_PLACES = 20;

/** Lexemes of weighted texts as the text of a tsvector. */
export function weightedLexemes(texts: readonly (readonly [Weight, string])[]): string {
  const places = new Map<string, string[]>();
  let at = 0;
  for (const [weight, text] of texts)
    for (const run of runsOf(text)) {
      at = Math.min(at + 1, MAX_POSITION);
      for (const lexeme of lexemesOf(run)) {
        const known = places.get(lexeme) ?? [];
        if (known.length < MAX_PLACES) known.push(`${at}${weight}`);
        places.set(lexeme, known);
      }
    }
  return [...places].map(([lexeme, of]) => `${quoted(lexeme)}:${of.join(',')}`).join(' ');
}

/** The distinct lexemes of many texts, up to a number of characters in all: a tsvector holds less than 1 MB. */
export class Lexemes {
  readonly #found = new Set<string>();
  readonly #seen = new Set<string>();
  #left: number;

  constructor(chars: number) {
    this.#left = chars;
  }

  get isFull(): boolean {
    return this.#left <= 0;
  }

  get all(): string[] {
    return [...this.#found];
  }

  add(text: string): void {
    for (const run of runsOf(text)) {
      if (this.isFull) return;
      if (this.#seen.has(run)) continue;
      this.#seen.add(run);
      for (const lexeme of lexemesOf(run)) {
        if (this.#found.has(lexeme)) continue;
        this.#found.add(lexeme);
        this.#left -= lexeme.length;
      }
    }
  }
}
