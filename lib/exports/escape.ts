import { UNSEEN } from '@/lib/display';

/** A code span of single back-ticks: Markdown reads nothing inside. */
const CODE = /((?<!`)`[^`]+`(?!`))/;
/** What begins a block at the start of a line: heading, list, quote, table, underline, rule, fence. */
const BLOCK = /^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|\||=+(?=\s*$)|-{2,}|:-|~{3,})/;
const NUMBERED = /^(\d{1,9})([.)])(?=\s|$)/;

/** Text of several lines that cannot open a heading, a list, HTML, a link or an image. Code in single back-ticks stays code. */
export const escapeBlock = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map(escapeLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** The same on one line, for a heading or an item of a list. */
export const escapeLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .trim()
    .split(CODE)
    .map((part, at) => (at % 2 === 1 ? part : escapeProse(part)))
    .join('')
    .replace(BLOCK, '\\$1')
    .replace(NUMBERED, '$1\\$2');

/** An underscore inside a word emphasises nothing and stays readable. */
const escapeProse = (text: string) =>
  text
    .replace(/[\\`*[]|~(?=~)|(?<=~)~/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;');
