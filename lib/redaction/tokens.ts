import { atCues, type Finder } from '@/lib/redaction/finder';
import { isFiller } from '@/lib/redaction/likely-secret';
import { TOKEN_SHAPES, type TokenShape } from '@/lib/redaction/patterns';
import type { Span } from '@/lib/redaction/spans';

/** One finder for each shape of the table. */
export const tokens: readonly Finder[] = TOKEN_SHAPES.map(toFinder);

function toFinder([kind, cueList, rest]: TokenShape): Finder {
  const cues = cueList.split(' ');
  const prefix = cues.map((cue) => cue.replace(/[.?/]/g, String.raw`\$&`)).join('|');
  // Parts of a JWT look like its start.
  const before = kind === 'jwt' ? '(?<![A-Za-z0-9_-])' : '';
  const regex = new RegExp(`${before}(?:${prefix})${rest}(?![A-Za-z0-9])`, 'y');
  const startsWord = /^[A-Za-z]/.test(cueList);
  return { ...atCues(cues, regex, (match) => toSpan(kind, match)), startsWord };
}

function toSpan(kind: string, match: RegExpExecArray): Span | null {
  const secret = match.groups?.secret ?? match[0];
  if (isFiller(secret)) return null;
  const end = match.index + match[0].length;
  return { start: end - secret.length, end, kind };
}
