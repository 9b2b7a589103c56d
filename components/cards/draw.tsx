import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageResponse } from 'next/og';
import { CARD_SIZE, Card, type CardContent } from './card';

const FILES = join(process.cwd(), 'node_modules/@fontsource/atkinson-hyperlegible-next/files');
const WEIGHTS = [400, 600] as const;
const SUBSETS = { latin: 'Atkinson', 'latin-ext': 'Atkinson Ext' };
/** Pictures that are kept, of about 30 kB each. */
const MOST_KEPT = 200;

const kept = new Map<string, Promise<Buffer>>();
/** One at a time: who asks for many pictures waits, and everybody else does not. */
let last: Promise<unknown> = Promise.resolve();

/** The picture of a card, as PNG. The same card is drawn once. */
export function drawCard(content: CardContent): Promise<Buffer> {
  const key = JSON.stringify(content);
  const known = kept.get(key);
  if (known) return known;
  const drawn = last.then(() => draw(content));
  last = drawn.catch(() => kept.delete(key));
  kept.set(key, drawn);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return drawn;
}

async function draw(content: CardContent): Promise<Buffer> {
  const image = new ImageResponse(<Card {...content} />, { ...CARD_SIZE, fonts: await fonts() });
  return Buffer.from(await image.arrayBuffer());
}

let loaded: ReturnType<typeof loadFonts> | undefined;
const fonts = () => {
  loaded ??= loadFonts();
  return loaded;
};

const loadFonts = () =>
  Promise.all(
    Object.entries(SUBSETS).flatMap(([subset, name]) =>
      WEIGHTS.map(async (weight) => {
        const data = await readFile(join(FILES, `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff`));
        return { name, data, weight, style: 'normal' as const };
      }),
    ),
  );
