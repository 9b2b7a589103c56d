import { expect, test } from 'vitest';
import { type DraftedClaim, itemIds, type StoredClaim } from '@/lib/segments/record-draft';
import { segmentInput } from '@/lib/segments/schema';
import { refsOf, sentRecord } from '@/lib/segments/sent-record';

const item = (text: string, key: string | null = null, field: DraftedClaim['field'] = 'question'): DraftedClaim => ({
  field,
  text,
  key,
  party: null,
  evidence: [],
});
const stored = (claim: DraftedClaim, itemId: string, rev = 1): StoredClaim => ({ ...claim, itemId, rev });
const newId = () => 'new';

test('items keep their ids by key, else by words', () => {
  const earlier = [
    stored(item('Which  port?'), 'a'),
    stored(item('Old words', 'k'), 'b'),
    stored(item('Which port?', null, 'next_step'), 'c'),
  ];
  expect(itemIds([item('which port?.'), item('New words', 'k'), item('Something else')], earlier, newId)).toEqual([
    'a',
    'b',
    'new',
  ]);
});

test('no id is given twice, and the newest revision is asked first', () => {
  const earlier = [stored(item('Which port?'), 'old', 1), stored(item('Which port?'), 'young', 2)];
  expect(itemIds([item('Which port?'), item('Which port?'), item('Which port?')], earlier, newId)).toEqual([
    'young',
    'old',
    'new',
  ]);
});

test('sentences have no ids', () => {
  expect(itemIds([item('It works.', null, 'outcome')], [], newId)).toEqual([null]);
});

const input = (more: Record<string, unknown>) => segmentInput.parse({ key: 's1', title: 'T', ...more });
const record = (more: Record<string, unknown>) =>
  sentRecord(input(more), (ref) => (typeof ref === 'number' && ref < 100 ? ref : null), JSON.stringify);

test('evidence for a sentence finds it in the text; the rest of the text has none', () => {
  const { claims } = record({
    outcome: 'The parser works. It is fast.',
    claims: {
      outcome: [
        { text: 'It is fast', evidence: [7, 'evt-9', 7] },
        { text: 'Never said.', evidence: [8] },
      ],
    },
  });
  expect(claims.map(({ text, evidence }) => [text, evidence])).toEqual([
    ['The parser works.', []],
    [
      'It is fast.',
      [
        { seq: 7, ref: null },
        { seq: null, ref: '"evt-9"' },
      ],
    ],
    ['Never said.', [{ seq: 8, ref: null }]],
  ]);
});

test('items stand in order with their owners; empty ones are left out', () => {
  const { claims } = record({
    next_steps: ['Ship it', { text: 'Restart', owner: 'person', key: 'r' }, ' '],
    key_decisions: [{ text: 'Keep it', by: 'person' }],
    open_questions: ['Why?'],
  });
  expect(claims.map(({ field, text, party, key }) => [field, text, party, key])).toEqual([
    ['decision', 'Keep it', 'person', null],
    ['next_step', 'Ship it', 'agent', null],
    ['next_step', 'Restart', 'person', 'r'],
    ['question', 'Why?', null, null],
  ]);
});

test('a segment without a title is named by what it says', () => {
  expect(record({ title: null, outcome: 'It works. Really.' }).title).toBe('It works.');
  expect(record({ title: '' }).title).toBe('s1');
});

test('every named event is found with its path', () => {
  const refs = refsOf(
    input({
      first: 1,
      last: 'e9',
      next_steps: ['x', { text: 'y', evidence: [3] }],
      claims: { summary: [{ text: 'z', evidence: ['a', 5] }] },
    }),
  );
  expect(refs).toEqual([
    { ref: 1, path: 'first' },
    { ref: 'e9', path: 'last' },
    { ref: 3, path: 'next_steps[1].evidence[0]' },
    { ref: 'a', path: 'claims.summary[0].evidence[0]' },
    { ref: 5, path: 'claims.summary[0].evidence[1]' },
  ]);
});
