/** A stretch of text: as it is, a character that would not be seen or would mislead, a redacted secret, or what a claim names. */
export interface Piece {
  kind: 'plain' | 'control' | 'redacted' | 'hit';
  text: string;
}

const BIDI = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const INVISIBLE =
  '\\u00ad\\u180e\\u200b\\u2060-\\u2064\\u206a-\\u206f\\u2028\\u2029\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\u{e0100}-\\u{e01ef}';
/** Scripts whose spelling needs the joiners U+200C and U+200D. */
const JOINING =
  '\\p{Script=Arabic}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{M}';
const JOINER = `(?<![${JOINING}\\p{Extended_Pictographic}\\ufe0f\\u{1f3fb}-\\u{1f3ff}])[\\u200c\\u200d]|[\\u200c\\u200d](?![${JOINING}\\p{Extended_Pictographic}])`;
const HIDDEN = new RegExp(`[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f${BIDI}${INVISIBLE}]|${JOINER}`, 'gu');
const REDACTED = /‹redacted:[a-z0-9-]{1,64}›/g;

/** The picture of a control character (␀), or the number of another unseen one (⟨U+202E⟩). */
function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Text with every control character, bidi override and zero-width character made visible; line ends become `\n`. */
export const visible = (text: string): string => text.replaceAll('\r\n', '\n').replace(HIDDEN, picture);

/** Text in pieces to style: nothing of it is hidden, secrets and `literals` stand apart. Joined, the pieces are `visible(text)`. */
export function pieces(text: string, literals: readonly string[] = []): Piece[] {
  const shown = text.replaceAll('\r\n', '\n');
  const marks = [...matches(shown, REDACTED, 'redacted'), ...matches(shown, HIDDEN, 'control'), ...hits(shown, literals)];
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
