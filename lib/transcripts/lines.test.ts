import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchesOf, type Line, splitLines } from '@/lib/transcripts/lines';
import { readPrefix } from '@/lib/transcripts/prefix';

async function* stream(chunks: Uint8Array[], error?: Error) {
  yield* chunks;
  if (error) throw error;
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

const cut = (bytes: Buffer, places: number[]) => {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
};

const limits = { lineBytes: 20, headBytes: 8 };
const plain = (lines: Line[]) => lines.map((line) => ({ ...line, bytes: line.bytes.toString('latin1') }));

test('however a body is divided, its lines and its hash are the same', async () => {
  const text = fc.array(fc.constantFrom('a', '\n', '\r', '{', '"', 'é', '\u0000', 'x'.repeat(30)), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(500), { maxLength: 12 }), async (parts, places) => {
      const bytes = Buffer.from(parts.join(''));
      const whole = await collect(splitLines(stream([bytes]), 1, limits));
      const chunks = cut(bytes, places);
      expect(plain(await collect(splitLines(stream(chunks), 1, limits)))).toEqual(plain(whole));
      const prefix = await readPrefix(null);
      for (const chunk of chunks) prefix.add(chunk);
      const end = bytes.lastIndexOf(10) + 1;
      const sha256 = createHash('sha256').update(bytes.subarray(0, end)).digest('hex');
      expect(prefix.known()).toMatchObject({ offset: end, sha256 });
    }),
  );
});

test('a hash goes on where it was left', async () => {
  const first = await readPrefix(null);
  first.add(Buffer.from('one\ntwo\nthr'));
  const second = await readPrefix(first.known());
  second.add(Buffer.from('three\n'));
  const sha256 = createHash('sha256').update('one\ntwo\nthree\n').digest('hex');
  expect(second.known()).toMatchObject({ offset: 14, sha256 });
});

test('a line over the limit gives its head, its length and its hash', async () => {
  const long = 'y'.repeat(50);
  const lines = plain(await collect(splitLines(stream([Buffer.from(`a\n${long}\r\nb`)]), 5, limits)));
  const sha256 = createHash('sha256').update(`${long}\r`).digest('hex');
  expect(lines).toEqual([
    { number: 5, bytes: 'a', isEnded: true, tooLong: null },
    { number: 6, bytes: 'yyyyyyyy', isEnded: true, tooLong: { bytes: 51, sha256 } },
    { number: 7, bytes: 'b', isEnded: false, tooLong: null },
  ]);
});

test('a body that breaks off gives the lines that had ended, then its error', async () => {
  const batches: number[] = [];
  const read = async () => {
    const source = stream([Buffer.from('1\n2\n3')], new Error('gone'));
    for await (const batch of batchesOf(splitLines(source))) batches.push(...batch.map((line) => line.number));
  };
  await expect(read()).rejects.toThrow('gone');
  expect(batches).toEqual([1, 2]);
});
