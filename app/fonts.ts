import localFont from 'next/font/local';

/** Atkinson Hyperlegible tells 0 from O and 1 from l at text size: the text here is full of hashes and ids. */
const sans = localFont({
  src: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  weight: '200 800',
  style: 'normal',
  display: 'swap',
  preload: true,
  variable: '--font-atkinson',
  adjustFontFallback: 'Arial',
});

const mono = localFont({
  src: '../node_modules/@fontsource-variable/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-wght-normal.woff2',
  weight: '200 800',
  style: 'normal',
  display: 'swap',
  preload: false,
  variable: '--font-atkinson-mono',
  adjustFontFallback: false,
});

export const fontVariables = `${sans.variable} ${mono.variable}`;
