import { describe, expect, test } from 'vitest';
import { ENTITY_KINDS, type Entity, entitiesOf } from '@/lib/segmenter/claims/entities';
import { matcherOf, testOf } from '@/lib/segmenter/claims/entity-match';

test.each([
  ['Fixed in 3f9c2ab and `77aa01c`', ['hash 77aa01c', 'hash 3f9c2ab']],
  ['See #271, GATE-19 and https://example.com/a/1.', ['url https://example.com/a/1', 'issue #271', 'issue GATE-19']],
  ['`src/a.ts:12` and lib/b.go, not and/or', ['path src/a.ts', 'path lib/b.go']],
  ['`closeGate()` calls spring_tension and onClose', ['identifier closeGate', 'identifier spring_tension', 'identifier onClose']],
  ['GitHub and TypeScript are names', []],
  ['`npm run build` took 1,234 ms, 12 times', ['code npm run build', 'number 1,234']],
  ['1.5 of 45 % on 2026-03-02 at 09:15', ['number 1.5', 'number 45']],
])('%j names %j', (claim, entities) => {
  expect(entitiesOf(claim).map(({ kind, text }) => `${kind} ${text}`)).toEqual(entities);
});

/** Claims with the event that proves each, and events beside it that name much the same. */
const PAIRS = [
  ['Committed 3f9c2ab1 as asked', '[main 3f9c2ab1d0] Mend the hinge'],
  ['Reverts 77aa01c4e', 'commit 77aa01c4e9f0\nAuthor: Ida'],
  ['Closes #271', 'gh issue close 271'],
  ['Follows GATE-1938', 'GATE-1938: the hinge creaks'],
  ['Reported at https://example.com/gate/notes/hinge', 'curl https://example.com/gate/notes/hinge -s'],
  ['Changed `src/gate/hinge.ts`', '{"file_path": "/home/ida/gate/src/gate/hinge.ts"}'],
  ['Added lib/spring/tension.go', 'create lib/spring/tension.go with 40 lines'],
  ['`closeGate` now waits', 'function closeGate(after) {'],
  ['Removed spring_tension_limit', 'const spring_tension_limit = 4'],
  ['Set `Hinge.maxAngle`', 'class Hinge { maxAngle = 90 }'],
  ['Ran `make gate FAST=1`', '$ make gate FAST=1'],
  ['Took 4,812 ms', 'elapsed: 4812ms'],
  ['Weighs 19766 bytes', 'size 19,766'],
  ['The ratio is 0.7351', 'ratio=0.7351'],
  ['Waited 217 ms', '   211→const wait = 217;'],
] as const;
const NOISE =
  'src/gate/latch.ts openGate spring_rate #270 GATE-1937 3f9c2a00 make gate SLOW=1 4811 19765 0.7350 218→ https://example.com/gate/notes/latch';

/** Every text that differs in one letter or digit, which stays one. */
function corruptions(text: string, kind: Entity['kind']): string[] {
  const next = (char: string) =>
    /\d/.test(char)
      ? String((Number(char) + 1) % 10 || 1)
      : kind === 'hash'
        ? char === 'f'
          ? 'a'
          : String.fromCharCode(char.charCodeAt(0) + 1)
        : /z/i.test(char)
          ? 'q'
          : String.fromCharCode(char.charCodeAt(0) + 1);
  return [...text].flatMap((char, i) => (/[a-z\d]/i.test(char) ? [`${text.slice(0, i)}${next(char)}${text.slice(i + 1)}`] : []));
}

describe('a name is found where it stands, and no longer once a letter of it is wrong', () => {
  const tally = new Map(ENTITY_KINDS.map((kind) => [kind, { caught: 0, of: 0 }]));
  test.each(PAIRS)('%s', (claim, event) => {
    const entities = entitiesOf(claim);
    expect(entities).not.toEqual([]);
    for (const entity of entities) {
      expect(testOf(matcherOf(entity))(event)).toBe(true);
      for (const text of corruptions(entity.text, entity.kind)) {
        const count = tally.get(entity.kind) ?? { caught: 0, of: 0 };
        count.of += 1;
        if (!testOf(matcherOf({ ...entity, text }))(`${event} ${NOISE}`)) count.caught += 1;
      }
    }
  });

  test.each(ENTITY_KINDS)('kind %s', (kind) => {
    const { caught, of } = tally.get(kind) ?? { caught: 0, of: 0 };
    expect(of).toBeGreaterThan(0);
    expect(caught / of).toBeGreaterThanOrEqual(0.9);
  });
});
