import { expect, test } from 'vitest';
import { matchEvidence } from '@/lib/segmenter/claims/evidence-match';

const events = [
  { seq: 1, text: 'Let me look at the spawn command' },
  { seq: 2, text: '{"bytes": 19766}' },
  { seq: 3, text: 'limit 16384 of 119766 bytes' },
  { seq: 4, text: 'wrote `daemon_reset.active` as ab135e5; see #144' },
  { seq: 5, text: 'daemon_reset.active_orc and #1441 and ab135f5e' },
  { seq: 6, text: 'measured 19,766 bytes again' },
];

test.each([
  ['The command was 19,766 bytes.', [2, 6]],
  ['It exceeds 16384.', [3]],
  ['Recorded as #144.', [4]],
  ['Deleted `daemon_reset.active`', [4]],
  ['Committed as ab135e5.', [4]],
  ['The flag `daemon_reset.active_orc`', [5]],
  ['Committed as ab135e5c0ffee.', []],
  ['Nothing here, 12 times in 2026', []],
  ['The 9,766 are part of a longer number', []],
])('%j is matched to %j', (claim, seqs) => {
  expect(matchEvidence(claim, events)).toEqual(seqs);
});

test('at most four events, those with the rarest names first', () => {
  const many = Array.from({ length: 20 }, (_, i) => ({ seq: i + 1, text: i === 2 ? 'src/a.ts 48211' : 'src/a.ts' }));
  const seqs = matchEvidence('Changed `src/a.ts` for 48211', many);
  expect(seqs).toHaveLength(4);
  expect(seqs).toContain(3);
});
