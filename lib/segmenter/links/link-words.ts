import { straight } from '@/lib/segmenter/text/words';

/** `#12`, or a word with its parts after dots, slashes and hyphens. */
const TOKEN = /#\d+|[\p{L}\p{N}_]+(?:[./-][\p{L}\p{N}_]+)*/gu;
/** Words that do not tell one piece of such work from another. */
const COMMON = new Set(
  `a about add after all also an and any are as at be been before being both but by can change changes check clean code commit could create did do docs does done each ensure feature file files
  first fix fixed for from had handle has have how i if implement in into is issue issues it its just last let make more need needed new next no not now of off on one only or other our out over
  please pr push remaining remove review run session set should so some start still support task tasks test tests than that the their them then there these they this those to too two up update
  use used user using verify want was way we were what when where whether which who why will with work would write you your`.split(
    /\s+/,
  ),
);

/** The words of a text as links compare them: in lower case, without endings; identifiers are kept whole, and split as well. */
export function linkWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const token of straight(text).toLowerCase().match(TOKEN) ?? []) {
    const parts = /[./-]/.test(token) ? [token, ...token.split(/[./-]/)] : [token];
    for (const part of parts) if (part.length > 1 && !COMMON.has(part)) words.add(stem(part));
  }
  return words;
}

/** Endings go, so that "merged" is "merge" and "dispatches" is "dispatch"; identifiers stay. */
const stem = (word: string) =>
  /[#\d_./-]/.test(word) || word.length < 5 ? word : word.replace(/(?:ations?|ings?|ed|es|s|e)$/, '');

/** Names that stand for one thing: `#12`, tickets, hashes, files, words in back-ticks or written as code is. */
export function identifiersIn(text: string): Set<string> {
  const found = new Set<string>();
  const add = (name: string) => {
    const short = name
      .slice(name.lastIndexOf('/') + 1)
      .replace(/\(\)$/, '')
      .toLowerCase();
    if (short.length > 1 && !PLAIN.has(short)) found.add(short);
  };
  for (const [, quoted = ''] of text.matchAll(/`([^`\s]{2,120})`/g)) add(quoted.replace(/:\d+(?:-\d+)?$/, ''));
  for (const [name] of text.matchAll(/(?<![\w&/])#\d{1,6}\b|\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b/g)) add(name);
  for (const [name] of text.matchAll(
    /(?<![\w./-])[\w./-]*\w\.(?:[cm]?[jt]sx?|go|py|rs|rb|java|kt|cs|cpp|[ch]|md|json|ya?ml|toml|sql|sh|html|css|svelte|vue|exs?|swift)\b/g,
  ))
    add(name);
  for (const [name] of text.matchAll(/\b[a-z]+(?:[A-Z][a-z0-9]+)+\b|\b(?:[A-Z][a-z0-9]+){2,}\b|\b\w+_\w+\b/g)) add(name);
  for (const [name] of text.matchAll(/(?<![\w#/.-])[0-9a-f]{7,40}(?![\w-]|\.\w)/g))
    if (/\d/.test(name) && /[a-f]/.test(name)) add(name.slice(0, 7));
  return found;
}

/** Names that are everywhere. */
const PLAIN = new Set(
  'true false null undefined main master head origin json yaml http https api url github gitlab javascript typescript'.split(' '),
);
