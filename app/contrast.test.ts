import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text. */
const TEXT = 4.5;
const SHAPE = 3;

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)/g)].map(([, name, light, dark]) => [
    name,
    { light: oklch(light), dark: oklch(dark) },
  ]),
);

/** Linear sRGB of an `oklch(L C h)`; Björn Ottosson’s matrices, as in CSS Color 4. */
function oklch(text = ''): number[] {
  const [lightness = 0, chroma = 0, hue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const luminance = ([r = 0, g = 0, b = 0]: number[]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const clamped = (color: number[]) => color.map((part) => Math.min(1, Math.max(0, part)));

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [a, b] = [one, other].map((name) => {
    const color = tokens.get(name);
    if (!color) throw new Error(`globals.css has no colour ${name}`);
    return luminance(clamped(color[theme])) + 0.05;
  });
  return Math.max(a ?? 0, b ?? 0) / Math.min(a ?? 1, b ?? 1);
}

const INKS = ['ink', 'ink-2', 'ink-3'];
const PAGES = ['bg', 'surface', 'sunken', 'hover'];
const PAIRS: [string, string, number][] = [
  ...INKS.flatMap((ink) => [...PAGES, 'pencil-soft', 'wait-soft'].map((page): [string, string, number] => [ink, page, TEXT])),
  ...['pencil', 'wait', 'fail', 'live'].flatMap((color) =>
    ['bg', 'surface', `${color}-soft`].map((page): [string, string, number] => [color, page, TEXT]),
  ),
  ['on-pencil', 'pencil', TEXT],
  ['on-pencil', 'pencil-hover', TEXT],
  ['bg', 'ink', TEXT],
  ...['control', 'focus', 'tape', 'tape-done', 'wait-mark'].flatMap((shape) =>
    ['bg', 'surface'].map((page): [string, string, number] => [shape, page, SHAPE]),
  ),
  ['control', 'sunken', SHAPE],
  ['focus', 'pencil-soft', SHAPE],
];

for (const theme of ['light', 'dark'] as const) {
  test.each(PAIRS)(`%s on %s has a contrast of %d at least (${theme})`, (one, other, least) => {
    expect(contrast(one, other, theme)).toBeGreaterThanOrEqual(least);
  });

  test(`every colour is one that a screen can show (${theme})`, () => {
    const outside = [...tokens].filter(([, color]) => color[theme].some((part) => part < -0.002 || part > 1.002));
    expect(outside.map(([name]) => name)).toEqual([]);
  });
}

test('all colours were read', () => expect(tokens.size).toBeGreaterThan(25));
