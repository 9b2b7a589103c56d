/** A literal to look for, in either case; or only where a word starts with it. */
export interface Cue {
  literal: string;
  startsWord: boolean;
}

/** Where the words that announce a secret stand in a text: for each cue its starts, in order. */
export type CueStarts = Map<number, number[]>;

const ALPHABET_BITS = 7;
const ALPHABET = 1 << ALPHABET_BITS;

/**
 * Compiles ASCII words into one automaton (Aho and Corasick) that finds all of them, in either case, in one pass:
 * trying a hundred expressions at every character would cost twenty times as much.
 */
export function compileCues(cues: readonly Cue[]): (codes: Uint8Array) => CueStarts {
  const { next, ends } = link(trie(cues.map(({ literal }) => literal.toLowerCase())));
  const isEnd = Uint8Array.from(ends, (list) => Number(list.length > 0));
  return (codes) => {
    const found: CueStarts = new Map();
    let state = 0;
    for (let at = 0; at < codes.length; at++) {
      state = next[(state << ALPHABET_BITS) | ((codes[at] ?? 0) & (ALPHABET - 1))] ?? 0;
      if (isEnd[state] === 1) {
        for (const index of ends[state] ?? []) {
          const { literal, startsWord } = cues[index] ?? { literal: '', startsWord: false };
          const start = at + 1 - literal.length;
          if (!startsWord || isWordStart(codes, start)) add(found, index, start);
        }
      }
    }
    return found;
  };
}

function add(found: CueStarts, cue: number, start: number) {
  const starts = found.get(cue);
  if (starts) starts.push(start);
  else found.set(cue, [start]);
}

/** Not inside of a run of letters and digits; the `m` that ends a colour code does not count. */
export function isWordStart(codes: Uint8Array, at: number): boolean {
  if (at === 0) return true;
  const before = codes[at - 1] ?? 0;
  const isDigit = before >= 0x30 && before <= 0x39;
  const isLetter = (before | 0x20) >= 0x61 && (before | 0x20) <= 0x7a;
  return !(isDigit || isLetter) || (before === LETTER_M && endsColourCode(codes, at));
}

const LETTER_M = 0x6d;
const ESCAPE = 0x1b;

function endsColourCode(codes: Uint8Array, at: number): boolean {
  let back = at - 2;
  while (back > at - 16 && (codes[back] === 0x3b || ((codes[back] ?? 0) >= 0x30 && (codes[back] ?? 0) <= 0x39))) back--;
  return codes[back] === 0x5b && codes[back - 1] === ESCAPE;
}

interface Automaton {
  /** `next[state * ALPHABET + code]`; 0 is the root. */
  next: Int32Array;
  /** The cues that end in a state. */
  ends: number[][];
}

function trie(cues: readonly string[]): Automaton {
  const size = cues.reduce((sum, cue) => sum + cue.length, 1);
  const next = new Int32Array(size * ALPHABET);
  const ends: number[][] = [[]];
  for (const [index, cue] of cues.entries()) {
    let state = 0;
    for (const char of cue) {
      const slot = state * ALPHABET + char.charCodeAt(0);
      if (next[slot] === 0) next[slot] = ends.push([]) - 1;
      state = next[slot] ?? 0;
    }
    ends[state]?.push(index);
  }
  return { next, ends };
}

/** Where no word goes on, goes on as the longest word's end that is a beginning of another would, breadth first. */
function link({ next, ends }: Automaton): Automaton {
  const fallback = new Int32Array(ends.length);
  const queue = [0];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    const back = fallback[state] ?? 0;
    for (let code = 0; code < ALPHABET; code++) {
      const slot = state * ALPHABET + code;
      const child = next[slot] ?? 0;
      const elsewhere = state === 0 ? 0 : (next[back * ALPHABET + code] ?? 0);
      if (child === 0) {
        next[slot] = elsewhere;
      } else {
        fallback[child] = elsewhere;
        ends[child]?.push(...(ends[elsewhere] ?? []));
        queue.push(child);
      }
    }
  }
  foldCase(next, ends.length);
  return { next, ends };
}

function foldCase(next: Int32Array, states: number) {
  for (let state = 0; state < states; state++) {
    for (let code = 0x41; code <= 0x5a; code++) next[state * ALPHABET + code] = next[state * ALPHABET + code + 0x20] ?? 0;
  }
}
