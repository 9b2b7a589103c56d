import { shortAddresses } from '@/lib/segmenter/text/addresses';
import { isApproval } from '@/lib/segmenter/text/approval';

/** What stands in `<name>…</name>`, without the space around it. */
export function tagged(text: string, name: string): string | null {
  const start = text.indexOf(`<${name}>`);
  if (start < 0) return null;
  const from = start + name.length + 2;
  const end = text.indexOf(`</${name}>`, from);
  return (end < 0 ? text.slice(from) : text.slice(from, end)).trim();
}

/** Lines that are looked at for a title: a prompt may be long. */
const HEADLINE_LINES = 50;
/** A short line that ends with a colon needs the next one to say something. */
const OPENING_CHARS = 30;

const MARKED_LINK = /!?\[([^[\]]+)\]\([^()\s]+\)/g;

/** The first line that says something, shortened for a title: links by their names, addresses without their middle. */
export function headline(text: string, chars = 120): string | null {
  const [first, second] = text
    .split('\n', HEADLINE_LINES)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (!first) return null;
  const isOpening = second !== undefined && first.length <= OPENING_CHARS && first.endsWith(':');
  const whole = isOpening ? `${first} ${second.replace(/^([-*#]+|\d+[.)])\s+/, '')}` : first;
  const line = shortAddresses(whole.replace(MARKED_LINK, '$1'));
  const letters = [...line];
  return letters.length <= chars
    ? line
    : `${letters
        .slice(0, chars - 1)
        .join('')
        .trimEnd()}…`;
}

/** Whether a prompt tells what it is about: more than "continue", and than a bare command. */
export const isTelling = (prompt: string): boolean => !isApproval(prompt) && !/^\s*\/[\w:-]+\s*$/.test(prompt);
