import { UNSEEN } from '@/lib/display';

/** A stretch of text: as it is, a character that would not be seen or would mislead, a redacted secret, or what a claim names. */
export interface Piece {
  kind: 'plain' | 'control' | 'redacted' | 'hit';
  text: string;
}

const REDACTED = /‹redacted:[a-z0-9-]{1,64}›/g;

/** The picture of a control character (␀), the number of another unseen one (⟨U+202E⟩), how many marks are too many (⟨32 marks⟩). */
function picture(character: string): string {
  if (/^\p{M}/u.test(character) && !/^[\u{e0100}-\u{e01ef}]/u.test(character)) return `⟨${[...character].length} marks⟩`;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Text with every control character, bidi override and zero-width character made visible; line ends become `\n`. */
export const visible = (text: string): string => text.replaceAll('\r\n', '\n').replace(UNSEEN, picture);

/** Text without all of these, for places that show it as it is, such as a preview in a chat. */
export const stripped = (text: string): string => text.replaceAll('\r\n', '\n').replace(UNSEEN, '');

/** Text in pieces to style: nothing of it is hidden, secrets and `literals` stand apart. Joined, the pieces are `visible(text)`. */
export function pieces(text: string, literals: readonly string[] = []): Piece[] {
  const shown = text.replaceAll('\r\n', '\n');
  const marks = [...matches(shown, REDACTED, 'redacted'), ...matches(shown, UNSEEN, 'control'), ...hits(shown, literals)];
  marks.sort((a, b) => a.start - b.start);
  const found: Piece[] = [];
  let end = 0;
  for (const mark of marks) {
    if (mark.start < end) continue;
    if (mark.start > end) found.push({ kind: 'plain', text: shown.slice(end, mark.start) });
    const raw = shown.slice(mark.start, mark.end);
    found.push({ kind: mark.kind, text: mark.kind === 'control' ? picture(raw) : visible(raw) });
    end = mark.end;
  }
  if (end < shown.length) found.push({ kind: 'plain', text: shown.slice(end) });
  return found;
}

interface Mark {
  kind: Piece['kind'];
  start: number;
  end: number;
}

const matches = (text: string, pattern: RegExp, kind: Piece['kind']): Mark[] =>
  [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length }));

function hits(text: string, literals: readonly string[]): Mark[] {
  if (literals.length === 0) return [];
  const escaped = literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return matches(text, new RegExp(`(?<![\\w])(?:${escaped.join('|')})(?![\\w])`, 'g'), 'hit');
}
