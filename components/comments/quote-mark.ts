import { align } from './align';
import { wordNodes } from './picked';

const NAME = 'quote';

export interface Marked {
  segment: string;
  field: string;
  item: string | null;
  /** What of the field is quoted, as it is written there. */
  text: string;
}

/** Underlines quoted words in the text in pencil; null ends that. What a browser cannot mark stays as it is. */
export function markQuote(quote: Marked | null): void {
  const highlights = (globalThis.CSS as { highlights?: HighlightRegistry } | undefined)?.highlights;
  if (!highlights) return;
  const range = quote && rangeOf(quote);
  if (range) highlights.set(NAME, new Highlight(range));
  else highlights.delete(NAME);
}

/** Underlines in the segments of the timeline what the comments in them quote. */
export function underlineQuoted(): void {
  const highlights = (globalThis.CSS as { highlights?: HighlightRegistry } | undefined)?.highlights;
  const quotes = document.querySelectorAll<HTMLElement>('[data-quoted]');
  const ranges = [...quotes].flatMap((element) => {
    const segment = element.closest<HTMLElement>('[data-segment]')?.dataset.segment ?? '';
    const { quoted = '', of = '', ofItem = null } = element.dataset;
    return rangeOf({ segment, field: of, item: ofItem, text: quoted }) ?? [];
  });
  highlights?.set('quoted', new Highlight(...ranges));
}

/** Where quoted words are shown: found by their letters, for what is shown lacks the marks that the text has. */
export function rangeOf({ segment, field, item, text }: Marked): Range | null {
  const which = item ? `[data-item="${CSS.escape(item)}"]` : '';
  const element = document.querySelector(`[data-segment="${CSS.escape(segment)}"] [data-field="${CSS.escape(field)}"]${which}`);
  if (!element) return null;
  const nodes = wordNodes(element);
  const shown = nodes.map((node) => node.data).join('');
  const letters = text.replaceAll(/[`*[\]]|\([^()\s]+\)/g, '');
  const start = Math.max(shown.indexOf(text), shown.indexOf(letters));
  const end = start === -1 ? -1 : start + (shown.startsWith(text, start) ? text.length : letters.length);
  const place = start === -1 ? loose(shown, letters) : { start, end };
  return place && range(nodes, place);
}

/** Where the letters stand with others between them, such as the marks that end sentences. */
function loose(shown: string, letters: string): { start: number; end: number } | null {
  const first = shown.indexOf(letters.slice(0, 12));
  if (first === -1) return null;
  const found = align(shown.slice(first), letters).filter((at) => at >= 0);
  const last = found.at(-1);
  return last === undefined ? null : { start: first, end: first + last + 1 };
}

function range(nodes: readonly Text[], { start, end }: { start: number; end: number }): Range | null {
  const made = document.createRange();
  let at = 0;
  let isStarted = false;
  for (const node of nodes) {
    const next = at + node.data.length;
    if (!isStarted && start < next) {
      made.setStart(node, start - at);
      isStarted = true;
    }
    if (isStarted && end <= next) {
      made.setEnd(node, end - at);
      return made;
    }
    at = next;
  }
  return null;
}
