import { stripped } from '@/components/evidence/safe-text';

/** What the two font files of cards have glyphs for (their test draws all of it). Anything else would be looked for in the network. */
export const DRAWN =
  '\\x20-\\x7e\\xa1-\\xac\\xae-\\xb4\\xb6-\\u0107\\u010a-\\u0113\\u0116-\\u011b\\u011e-\\u0123\\u0126\\u0127\\u012a\\u012b\\u012e-\\u0133\\u0136\\u0137\\u0139-\\u013e\\u0141-\\u0148\\u0150-\\u0155\\u0158-\\u015b\\u015e-\\u0165\\u016a\\u016b\\u016e-\\u017e\\u0192\\u0218-\\u021b\\u0237\\u02c6\\u02c7\\u02c9\\u02da\\u02dc\\u02dd\\u1e80-\\u1e85\\u1e9e\\u1ef2\\u1ef3\\u2013\\u2014\\u2018-\\u201a\\u201c-\\u201e\\u2020\\u2022\\u2026\\u2039\\u203a\\u2044\\u20ac\\u20b9\\u2113\\u2122\\u2212\\u2215';
const UNDRAWN = new RegExp(`[^${DRAWN}]+`, 'gu');
/** Pictures, and what changes how they look: they say nothing that the words do not. */
const PICTURES = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\ufe0e|\ufe0f|\u200d|\u20e3)+/gu;
const SIGNS: Record<string, string> = { '→': '->', '←': '<-', '⇒': '=>', '≥': '>=', '≤': '<=', '≠': '!=', '‑': '-', µ: 'u' };
/** As much as a card could ever show; the rest is never looked at. */
const MOST_CHARS = 400;

/**
 * A text as the fonts of cards can draw it: on one line, without what is unseen or turns words around, without pictures, and with an ellipsis where
 * letters have no glyph. Null where no letter is left.
 */
export function drawable(text: string): string | null {
  const drawn = stripped(text.slice(0, 4 * MOST_CHARS))
    .normalize('NFC')
    .replaceAll('`', '')
    .replace(/[→←⇒≥≤≠‑µ]/g, (sign) => SIGNS[sign] ?? '')
    .replace(PICTURES, '')
    .replace(/\p{M}+/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(UNDRAWN, '…')
    .replace(/(?:… ?){2,}/g, '… ')
    .trim();
  return /[\p{L}\p{N}]/u.test(drawn) ? clip(drawn) : null;
}

/** The beginning, up to the end of a word. */
function clip(text: string): string {
  if (text.length <= MOST_CHARS) return text;
  const head = text.slice(0, MOST_CHARS);
  return `${head.replace(/\s\S*$/, '')}…`;
}
