import Anser from 'anser';
import { escapeCarriageReturn } from 'escape-carriage';

/** A stretch of a terminal's output in one style; `className` names colours that read on light and on dark. */
export interface AnsiSpan {
  text: string;
  className: string;
}

/** Whether a text was written for a terminal: escapes, or lines that overwrite themselves. */
export const isTerminalText = (text: string): boolean => text.includes('\x1b') || /\r(?!\n)/.test(text);

/** Hyperlinks, titles and other commands to the terminal that are no text; colours and cursor moves are left to Anser. */
const COMMANDS = /\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[=>78cDEHM])/g;

/** What a terminal would show at the end: overwritten lines are gone, colours are words of the product's palette. */
export function ansiSpans(text: string): AnsiSpan[] {
  const shown = escapeCarriageReturn(text.replace(COMMANDS, ''));
  return Anser.ansiToJson(shown, { json: true, remove_empty: true, use_classes: true }).map((entry) => ({
    text: entry.content,
    className: [colourOf(entry), ...entry.decorations.map((name) => DECORATIONS[name] ?? '')].filter(Boolean).join(' '),
  }));
}

const DECORATIONS: Record<string, string> = {
  bold: 'font-bold',
  dim: 'text-ink-3',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'line-through',
  reverse: 'bg-hover',
};

const HUES: Record<string, string> = {
  red: 'ansi-red',
  green: 'ansi-green',
  yellow: 'ansi-yellow',
  blue: 'ansi-blue',
  magenta: 'ansi-magenta',
  cyan: 'ansi-cyan',
  black: 'text-ink-3',
};

/** The foreground, mapped to a hue that has contrast in both themes. A background only lifts the text off the page. */
function colourOf({ fg, bg, fg_truecolor }: Anser.AnserJsonEntry): string {
  const hue =
    fg === 'ansi-truecolor'
      ? hueOf(fg_truecolor)
      : fg?.startsWith('ansi-palette-')
        ? paletteHue(Number(fg.slice(13)))
        : nameOf(fg);
  return [hue && HUES[hue], bg ? 'bg-hover' : ''].filter(Boolean).join(' ');
}

const nameOf = (fg: string | null): string | undefined => fg?.replace(/^ansi-(?:bright-)?/, '');

/** A colour of the 6×6×6 cube of the 256 colours; greys stay ink. */
function paletteHue(n: number): string | undefined {
  if (n < 16 || n > 231) return undefined;
  const cube = n - 16;
  return hueOf([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) => level * 51).join(', '));
}

/** The nearest named hue of "r, g, b"; undefined for a grey. */
export function hueOf(rgb: string): string | undefined {
  const [r = 0, g = 0, b = 0] = rgb.split(',').map(Number);
  const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
  if (max - min < 40) return undefined;
  const sector = max === r ? ((g - b) / (max - min) + 6) % 6 : max === g ? (b - r) / (max - min) + 2 : (r - g) / (max - min) + 4;
  return ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta'][Math.round(sector) % 6];
}
