import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventReferences } from '@/lib/segmenter/references/event-references';
import { STRUCTURE } from '@/lib/segmenter/structure';
import { message, prompt, script, shell } from '@/lib/segmenter/testing';
import { readable, readableParts } from '@/lib/segmenter/text/readable';

/** UTF-8 has no half of a pair. */
const isWhole = (text: string) => Buffer.from(text).toString() === text;
const solid = (text: string) => text.replace(/\s/g, '');

test('leaves what people write as it is', () => {
  const text = `# Plan\n\n- fix \`src/a.ts\`  \n\n\n${'A sentence of a long message. '.repeat(60)}\n\n\thttps://example.com/${'a'.repeat(900)}\n`;
  expect(readable(text)).toBe(text);
});

test('folds endless gaps', () => {
  expect(readable(`a${' '.repeat(1000)}b${'\n'.repeat(1000)}c`)).toBe('a b\n\nc');
});

test('divides endless words and lines between whole characters, and keeps every one of them', () => {
  const piece = fc.constantFrom('a', '🙂', ' ', '\t', '\n', '[', '../', 'a? ', '\u2028', '\ud83d');
  const bomb = fc
    .tuple(fc.string({ maxLength: 3 }), piece, fc.integer({ min: 1, max: 5000 }))
    .map(([start, s, n]) => start + s.repeat(n));
  fc.assert(
    fc.property(fc.array(bomb, { maxLength: 4 }), (bombs) => {
      const text = bombs.join('');
      const read = readable(text);
      expect(solid(read)).toBe(solid(text));
      expect(isWhole(read)).toBe(isWhole(text));
      expect(read.split('\n').every((line) => line.length <= 2000)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('reads every string of a value', () => {
  const gap = ' '.repeat(100);
  expect(readableParts({ a: [`x${gap}y`, 1, null], b: { c: `${gap}z` } })).toEqual({ a: ['x y', 1, null], b: { c: ' z' } });
});

test.each(['a@', '[', '[(', ' ', '\n', '…', '../', 'a? ', '# ', 'a b.c/', 'no ', '*a', '" ', 'git log && '])(
  'is described in time where %j is repeated without end',
  (piece) => {
    const bomb = readable(piece.repeat(100_000 / piece.length));
    const events = script(
      prompt(bomb),
      ...shell(bomb, bomb),
      message(`Should I push?\n${bomb}`),
      prompt(`No. ${bomb}`),
      message(bomb),
    );
    expect(STRUCTURE.cut(events).length).toBeGreaterThan(0);
    expect(STRUCTURE.record(events, { isLast: true }).title).not.toBe('');
    expect(eventReferences(events, { cwd: '/work' }).length).toBeLessThan(500);
  },
);
