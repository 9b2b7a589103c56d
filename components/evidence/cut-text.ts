/** Lines of one text that are shown before "Show more". */
export const SHOWN_LINES = 40;
/** Characters shown before "Show more": a single line may be a megabyte long. */
export const SHOWN_CHARS = 8000;

export interface CutText {
  head: string;
  /** Lines that are left out; 0 where the text is whole or is cut inside its last line. */
  moreLines: number;
  moreChars: number;
}

/** The start of a text, at most so many lines and characters of it. */
export function cutText(text: string, maxLines = SHOWN_LINES, maxChars = SHOWN_CHARS): CutText {
  let end = -1;
  for (let line = 0; line < maxLines; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) break;
  }
  const byLines = end === -1 ? text.length : end;
  const head = text.slice(0, wholeCharacters(text, Math.min(byLines, maxChars)));
  const rest = text.slice(head.length);
  return { head, moreLines: countLines(rest), moreChars: rest.length };
}

/** What the button says that shows the rest. */
export function moreLabel(cut: CutText): string {
  const { format } = new Intl.NumberFormat('en');
  if (cut.moreLines > 1) return `Show ${format(cut.moreLines)} more lines`;
  return cut.moreLines === 1 ? 'Show 1 more line' : `Show ${format(cut.moreChars)} more characters`;
}

const countLines = (rest: string): number => rest.replace(/\n$/, '').split('\n').length - 1;

/** Never ends between the two halves of a surrogate pair. */
const wholeCharacters = (text: string, end: number): number => {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
};
