import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactLines, redactTexts } from '@/lib/redaction/redact';
import { examples, randomFrom } from '@/lib/redaction/testing';

const MARKER = /‹redacted:[a-z0-9-]+›/;
const CORPUS = examples(randomFrom(42));
const example = fc.constantFrom(...CORPUS);
/** Texts full of what makes redaction hard: quotes, escapes, line ends, other scripts. */
const noise = fc.string({
  unit: fc.constantFrom('"', '\\', '\n', '\t', '/', ' ', 'é', '漢', '😀', '\u0000', '{', '}', "'", '‹', '›', 'a'),
});
const record = fc.record({ before: noise, example, after: noise, depth: fc.integer({ min: 0, max: 2 }), tail: fc.jsonValue() });
const RUNS = { numRuns: 300, seed: 20_261_120 };

function nest(text: string, depth: number): string {
  return depth === 0 ? text : JSON.stringify({ inner: nest(text, depth - 1), n: 1 });
}

function unnest(text: string, depth: number): string {
  return depth === 0 ? text : unnest(JSON.parse(text).inner, depth - 1);
}

test('JSON stays JSON, the secret is gone at every depth, the rest is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(record, async ({ before, example: { text, secret }, after, depth, tail }) => {
      const line = { text: nest(`${before}\n${text}\n${after}`, depth), tail };
      const [redacted] = await redactLines([Buffer.from(JSON.stringify(line))]);
      const parsed: typeof line = JSON.parse(redacted?.text ?? '');
      const read = unnest(parsed.text, depth);
      expect(read).not.toContain(secret);
      expect(read).toMatch(MARKER);
      expect(read.startsWith(`${before}\n`)).toBe(true);
      expect(read.endsWith(`\n${after}`)).toBe(true);
      expect(JSON.stringify(parsed.tail)).toBe(JSON.stringify(tail));
    }),
    RUNS,
  );
});

test('redacting twice changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          noise,
          example.map(({ text }) => text),
          example.map(({ secret }) => secret),
        ),
        { maxLength: 6 },
      ),
      async (parts) => {
        const [once] = await redactTexts([parts.join('')]);
        const [twice] = await redactTexts([once?.text ?? '']);
        expect(twice).toEqual({ text: once?.text, kinds: [] });
        const [line] = await redactLines([Buffer.from(JSON.stringify({ parts }))]);
        const [again] = await redactLines([line?.bytes ?? Buffer.alloc(0)]);
        expect(again?.bytes).toEqual(line?.bytes);
        JSON.parse(line?.text ?? '');
      },
    ),
    RUNS,
  );
});

test('bytes outside of the marked spans are those of the source, in order', async () => {
  const bytes = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      example.map(({ text }) => Buffer.from(text)),
    ),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (parts) => {
      const source = Buffer.concat(parts);
      const [redacted] = await redactLines([source]);
      const kept = (redacted?.bytes ?? Buffer.alloc(0))
        .toString('latin1')
        .split(new RegExp(Buffer.from('‹redacted:KIND›').toString('latin1').replace('KIND', '[a-z0-9-]+')));
      let from = 0;
      for (const piece of kept) {
        const at = source.toString('latin1').indexOf(piece, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + piece.length;
      }
    }),
    RUNS,
  );
});
