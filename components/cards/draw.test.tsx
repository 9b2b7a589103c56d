import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CardContent } from './card';
import { drawCard } from './draw';
import { DRAWN, drawable } from './drawable';

const PNG = '89504e470d0a1a0a';
const asked: string[] = [];
const { fetch } = globalThis;

/** What draws unpacks a part of itself by `fetch`. */
beforeEach(() =>
  vi.stubGlobal('fetch', (...[url, init]: Parameters<typeof fetch>) => {
    if (String(url).startsWith('data:')) return fetch(url, init);
    asked.push(String(url));
    return Promise.reject(new Error('A card asks nobody'));
  }),
);
afterEach(() => {
  expect(asked.splice(0)).toEqual([]);
  vi.unstubAllGlobals();
});

const card = (title: string, text: string | null = null): CardContent => ({
  project: 'harbour',
  place: 'Segment 1 of 2',
  title,
  text,
  tape: null,
});

async function sizeOf(content: CardContent): Promise<number[]> {
  const png = await drawCard(content);
  expect(png.subarray(0, 8).toString('hex')).toBe(PNG);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test('everything that counts as drawable has a glyph, in both weights', async () => {
  const all = Array.from({ length: 0x2300 }, (_, code) => String.fromCharCode(code)).filter((character) =>
    new RegExp(`[${DRAWN}]`, 'u').test(character),
  );
  for (let at = 0; at < all.length; at += 60) {
    const some = all.slice(at, at + 60).join('');
    expect(await sizeOf(card(some, some))).toEqual([1200, 630]);
  }
});

test.each([
  ['plain words', 'plain words'],
  ['`code` → next', 'code -> next'],
  ['done ✅ 🎉👩‍👩‍👧 now', 'done now'],
  ['gone\u202eright', 'goneright'],
  ['one\u0000two\nthree', 'onetwo three'],
  ['修复 login 的问题', '… login …'],
  ['Ünï', 'Ünï'],
  ['Ще раз', null],
  ['🎉🎉', null],
  ['…', null],
])('%j is drawn as %j', (text, drawn) => expect(drawable(text)).toBe(drawn));

test.each([
  ['words of all kinds', 'שלום עולם مرحبا 修复 ✅ 🇵🇹 \u{e0041} ᚠᛇᚻ \ud83d and x̷̢̛̥'],
  ['ten thousand letters', 'x'.repeat(10_000)],
  ['ten thousand words', 'tide '.repeat(10_000)],
  ['markup', '<svg onload=alert(1)><img src="https://example.test/x.png">{{x}}'],
  ['unpaired halves', '\ud800a\udc00'],
  ['only marks', 'a'.concat('\u0301'.repeat(500))],
])('a card of %s is drawn, and nothing is fetched for it', async (_, text) => {
  const words = drawable(text) ?? 'Segment 1';
  expect(await sizeOf({ ...card(words, words), project: words, place: words })).toEqual([1200, 630]);
});

test('the same card is drawn once', async () => {
  expect(drawCard(card('Moor the ferry'))).toBe(drawCard(card('Moor the ferry')));
  expect(drawCard(card('Moor the ferry'))).not.toBe(drawCard(card('Moor the other ferry')));
});
