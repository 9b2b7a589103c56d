import { expect, test } from 'vitest';
import { binned } from '@/lib/segments/activity-bins';
import { placeOf } from '@/lib/segments/membership';
import { sessionReferences } from '@/lib/segments/session-references';

test('references are counted by segment, most mentioned first, under their strongest name', () => {
  const issue = { kind: 'issue', text: '#41', role: 'mentioned' } as const;
  const request = { kind: 'pull_request', text: '#41', role: 'produced' } as const;
  const file = { kind: 'file', text: 'a.ts', role: 'mentioned' } as const;
  expect(
    sessionReferences([
      { n: 1, references: [file, issue] },
      { n: 2, references: [request] },
    ]),
  ).toEqual([
    { ...request, segments: [1, 2] },
    { ...file, segments: [1] },
  ]);
});

test.each([
  [0, 0],
  [1, 0],
  [9, 0],
  [10, 1],
  [99, 2],
])('seq %i lies in place %i', (seq, place) => {
  expect(placeOf([1, 10, 20], seq)).toBe(place);
});

test('bins are split among segments while there is room, else go to the busiest', () => {
  const stored = [
    { segment: 1, bin: 0, events: 1, errors: 1 },
    { segment: 2, bin: 0, events: 5, errors: 0 },
    { segment: 2, bin: 1, events: 2, errors: 0 },
  ];
  expect(binned(stored, 10).bins).toHaveLength(3);
  expect(binned(stored, 2)).toEqual({
    bin_seconds: 30,
    bins: [
      { at: '1970-01-01T00:00:00.000Z', events: 6, errors: 1, segment: 2 },
      { at: '1970-01-01T00:00:30.000Z', events: 2, errors: 0, segment: 2 },
    ],
  });
  expect(binned(stored, 1)).toMatchObject({ bin_seconds: 60, bins: [{ events: 8, errors: 1, segment: 2 }] });
});

test('a session of years still fits', () => {
  const stored = Array.from({ length: 5000 }, (_, i) => ({ segment: 1, bin: i * 1000, events: 1, errors: 0 }));
  const { bins } = binned(stored, 400);
  expect(bins.length).toBeLessThanOrEqual(400);
  expect(bins.reduce((sum, bin) => sum + bin.events, 0)).toBe(5000);
});
