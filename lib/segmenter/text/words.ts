/** A text as patterns read it: straight apostrophes and quotes, plain dashes and spaces. Same length as before. */
export const straight = (text: string): string =>
  text
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u00a0\u202f]/g, ' ');

/** A text of at most `max` characters, cut at the end of a word, with an ellipsis where it was cut. */
export function clipped(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max);
  const space = head.search(/\s\S*$/);
  const kept = space > max / 2 ? head.slice(0, space) : head.slice(0, -1);
  return `${kept.replace(/[\s,;:–—-]+$/, '').replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A text of at most `max` characters in typographic quotes, on one line; quotes inside become straight ones. */
export const inQuotes = (text: string, max: number): string =>
  `“${clipped(text.replace(/[“”]/g, '"').replace(/\s+/g, ' '), max)}”`;

/** A text that was cut somewhere, without back-ticks if one of them lost its other half. */
export const withoutLoneTick = (text: string): string =>
  (text.split('`').length - 1) % 2 === 1 ? text.replaceAll('`', '') : text;

/** "a", "a and b", "a, b and c". */
export const enumerated = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The words of a text that say what it is about, in lower case, without endings. */
export const contentWords = (text: string): string[] =>
  (
    straight(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]{3,}/gu) ?? []
  )
    .filter((word) => !STOP.has(word))
    .map(stem);

const stem = (word: string) => (word.length > 5 ? word.replace(/(?:ations?|ings?|ed|es|s)$/, '') : word.replace(/s$/, ''));

const STOP = new Set(
  `the and for with that this from into then than you your our can could would should please let lets have has had not but are was were been its them they what when where which
  who why how all any also now just make sure want need like use using there here some more out about after before`.split(/\s+/),
);
