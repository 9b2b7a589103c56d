import { visible } from '@/components/evidence/safe-text';

/** Rules, and the line below the head of a table. */
const RULE = /^\s*([-*_]\s*){3,}$|^\s*\|[\s:|-]+\|\s*$/;
/** One that was cut has no border at its end. */
const TABLE_ROW = /^\s*\|(.+?)\|?\s*$/;

/** A marked link, of which a line shows the name. */
const LINK = /!?\[([^[\]\n]+)\]\([^()\s]+\)/g;

/** Notes between programs, which no reader of the message ever saw. */
const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?-->/g, '');

/** A row of a table as a line: a table has no room in a column of text. */
const withoutBorders = (line: string): string =>
  TABLE_ROW.exec(line)?.[1]
    ?.split('|')
    .map((cell) => cell.trim())
    .filter(Boolean)
    .join(' · ') ?? line;

/** A message as one line of plain text, for lists and previews. */
export function oneLine(text: string, max: number): string {
  const line = withoutComments(text)
    .replace(/^[ \t]*(```|~~~).*$/gm, '')
    .split('\n')
    .filter((part) => part.trim() && !RULE.test(part))
    .map((part) =>
      withoutBorders(part)
        .replace(/^\s*(#{1,6}|[-*+•]|\d{1,3}[.)])\s+/, '')
        .trim(),
    )
    .join(' ')
    .replaceAll('**', '')
    .replace(LINK, '$1');
  return line.length <= max ? line : `${line.slice(0, line.lastIndexOf(' ', max) > max / 2 ? line.lastIndexOf(' ', max) : max)}…`;
}

/** Text of others for the title of a window or a preview: one line without marks and with nothing unseen. */
export const headLine = (text: string, max: number): string => oneLine(visible(text), max).replaceAll('`', '').trim();
