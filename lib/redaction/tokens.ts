import { atCues, type Finder } from '@/lib/redaction/finder';
import { isFiller } from '@/lib/redaction/likely-secret';
import { TOKEN_SHAPES, type TokenShape } from '@/lib/redaction/patterns';
import type { Span } from '@/lib/redaction/spans';

/** One finder for each shape of the table. */
export const tokens: readonly Finder[] = TOKEN_SHAPES.map(toFinder);

function toFinder([kind, cueList, rest]: TokenShape): Finder {
  const cues = cueList.split(' ');
  const prefix = cues.map((cue) => cue.replace(/[.?/]/g, String.raw`\$&`)).join('|');
  const regex = new RegExp(`(?:${prefix})${rest}(?![A-Za-z0-9])`, 'y');
  const startsWord = /^[A-Za-z]/.test(cueList);
  return { ...atCues(cues, regex, (match, text) => toSpan(kind, match, text)), startsWord };
}

function toSpan(kind: string, match: RegExpExecArray, text: string): Span | null {
  const secret = match.groups?.secret ?? match[0];
  const isInsideToken = kind === 'jwt' && /[\w-]/.test(text.charAt(match.index - 1));
  if (isInsideToken || isFiller(secret)) return null;
  const end = match.index + match[0].length;
  return { start: end - secret.length, end, kind };
}
