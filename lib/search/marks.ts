import type { AskedWord } from '@/lib/search/asked';
import type { Marked } from '@/lib/search/schema';

/** What is looked for, as a reader sees it in a text. */
export interface Sought {
  words: readonly (AskedWord & { stem: string | null })[];
  /** The stems of words in the texts that begin like one that is looked for. */
  stems: ReadonlyMap<string, string>;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const LETTER_FIRST = /^[\p{L}\p{N}]/u;

/** Words of texts that may be a form of one that is looked for: only a dictionary tells. */
export function formsIn(texts: readonly string[], words: readonly AskedWord[]): string[] {
  const initials = new Set(words.filter(({ isPlain }) => isPlain).map(({ text }) => text.slice(0, 1)));
  const forms = new Set<string>();
  if (initials.size > 0)
    for (const text of texts)
      for (const [word] of text.toLowerCase().matchAll(WORD)) if (initials.has(word.slice(0, 1))) forms.add(word);
  return [...forms];
}

/** Where a text has what is looked for, and how many of the words it has. */
export function marksIn(text: string, { words, stems }: Sought): { marks: [number, number][]; count: number } {
  const marks: [number, number][] = [];
  let count = 0;
  for (const word of words) {
    const own = [word.text, ...word.parts].flatMap((part) => [...text.matchAll(beginningWith(part))].map(spanOf));
    const forms =
      word.stem === null ? [] : [...text.matchAll(WORD)].filter(([form]) => stems.get(form.toLowerCase()) === word.stem);
    const found = [...own, ...forms.map(spanOf)];
    if (found.length > 0) count += 1;
    marks.push(...found);
  }
  return { marks: merged(marks), count };
}

const beginningWith = (part: string) =>
  new RegExp(`${LETTER_FIRST.test(part) ? '(?<![\\p{L}\\p{N}])' : ''}${escaped(part)}[\\p{L}\\p{N}\\p{M}]*`, 'giu');
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const spanOf = ({ 0: found, index }: RegExpMatchArray): [number, number] => [index ?? 0, (index ?? 0) + found.length];

function merged(marks: [number, number][]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of marks.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

const SNIPPET_CHARS = 220;
/** Of these, before the first mark. */
const BEFORE_CHARS = 70;

/** The part of a text around its first mark, in one line. */
export function snippetOf(text: string, marks: readonly [number, number][]): Marked {
  const first = marks[0]?.[0] ?? 0;
  const from = first <= BEFORE_CHARS ? 0 : afterSpace(text, first - BEFORE_CHARS, first);
  const to = text.length - from <= SNIPPET_CHARS ? text.length : beforeSpace(text, from + SNIPPET_CHARS);
  const [head, tail] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const at = head.length - from;
  return {
    text: `${head}${text.slice(from, to).replace(/\s/g, ' ')}${tail}`,
    marks: marks.filter((mark) => mark[0] < to).map((mark) => [mark[0] + at, Math.min(mark[1], to) + at]),
  };
}

function afterSpace(text: string, at: number, before: number): number {
  const space = text.slice(at, before).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

function beforeSpace(text: string, at: number): number {
  const space = text.slice(0, at).search(/\s\S*$/);
  return space > at - BEFORE_CHARS ? space : at;
}
