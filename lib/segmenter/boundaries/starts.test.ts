import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutByStructure } from '@/lib/segmenter/boundaries/cut';
import { divideScores, joinScores, type Place, readScores, type Scores, storedScores } from '@/lib/segmenter/boundaries/places';
import { GRANULARITIES } from '@/lib/segmenter/boundaries/select';
import { type BoundaryEdit, chooseStarts } from '@/lib/segmenter/boundaries/starts';
import { message, prompt, script, shell } from '@/lib/segmenter/testing';

const place = (seq: number, position: number, score: number): Place => ({
  ...{ seq, position, score },
  ...{ hasPrompt: true, isSettled: true, isFarBack: true, isLive: false },
});

/** Places about five things apart, one seq for each thing, and the last seq. */
const scored = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 30 }), score: fc.float({ min: -4, max: 4, noNaN: true }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((steps) => {
    let at = 0;
    const places = steps.map(({ gap, score }, i) => {
      at += i === 0 ? 0 : gap;
      return place(1 + at, at, score);
    });
    return { scores: { length: at + 8, places } satisfies Scores, lastSeq: at + 8 };
  });

const editsIn = fc.uniqueArray(
  fc.record({ seq: fc.integer({ min: 2, max: 400 }), kind: fc.constantFrom('start' as const, 'join' as const) }),
  { maxLength: 5, selector: ({ seq }) => seq },
);

const obeys = (starts: readonly number[], edits: readonly BoundaryEdit[], lastSeq: number) =>
  edits.filter(({ seq }) => seq <= lastSeq).every(({ seq, kind }) => starts.includes(seq) === (kind === 'start'));

test('a finer division keeps the starts of a coarser one, and all obey what persons set and joined', () => {
  fc.assert(
    fc.property(scored, editsIn, ({ scores, lastSeq }, edits) => {
      const [coarse, normal, fine] = GRANULARITIES.map((granularity) => chooseStarts(scores, lastSeq, { granularity, edits }));
      expect(normal).toEqual(expect.arrayContaining(coarse ?? []));
      expect(fine).toEqual(expect.arrayContaining(normal ?? []));
      for (const starts of [coarse, normal, fine]) {
        expect(starts).toEqual(starts?.toSorted((a, b) => a - b));
        expect(starts?.[0]).toBe(1);
        expect(obeys(starts ?? [], edits, lastSeq)).toBe(true);
      }
    }),
  );
});

test('from a division that stands, finer only adds starts and coarser only drops some', () => {
  fc.assert(
    fc.property(scored, fc.constantFrom(...GRANULARITIES), fc.constantFrom(...GRANULARITIES), ({ scores, lastSeq }, a, b) => {
      const starts = chooseStarts(scores, lastSeq, { granularity: a });
      const from = { granularity: a, starts };
      const again = chooseStarts(scores, lastSeq, { granularity: b, from });
      const [less, more] = GRANULARITIES.indexOf(a) < GRANULARITIES.indexOf(b) ? [starts, again] : [again, starts];
      expect(more).toEqual(expect.arrayContaining(less));
      if (a === b) expect(again).toEqual(starts);
    }),
  );
});

test('joining two segments changes no other boundary of them', () => {
  const score = (seq: number) => ([40, 80, 120].includes(seq) ? 3 : -1);
  const places = Array.from({ length: 32 }, (_, i) => place(i === 0 ? 1 : i * 5, i * 5, score(i * 5)));
  const scores = { length: 160, places };
  expect(chooseStarts(scores, 160)).toEqual([1, 40, 80, 120]);
  expect(chooseStarts(scores, 160, { edits: [{ seq: 80, kind: 'join' }] })).toEqual([1, 40, 120]);
  expect(
    chooseStarts(scores, 160, {
      edits: [
        { seq: 80, kind: 'join' },
        { seq: 93, kind: 'start' },
      ],
    }),
  ).toEqual([1, 40, 93, 120]);
});

test('scores of segments are those of the whole, also after they were stored', () => {
  const work = Array.from({ length: 14 }, (_, i) => [message(`Part ${i} is next.`), ...shell(`make part-${i}`)]).flat();
  const tasks = ['Build the pier', 'Now paint the boats', 'Next, print the timetable'].flatMap((text) => [
    prompt(text),
    ...work,
    message('Done.'),
  ]);
  const events = script(...tasks);
  const segments = cutByStructure(events);
  expect(segments.length).toBeGreaterThan(1);
  expect(segments.map(({ scores }) => scores.places[0]?.seq)).toEqual(segments.map(({ firstSeq }) => firstSeq));
  const parts = segments.map(({ scores }) => readScores(JSON.parse(JSON.stringify(storedScores(scores)))));
  const whole = joinScores(parts);
  const starts = segments.map(({ firstSeq }) => firstSeq);
  expect(chooseStarts(whole, events.length)).toEqual(starts);
  expect(divideScores(whole, starts)).toEqual(parts);
  const fine = cutByStructure(events, { granularity: 'fine' }).map(({ firstSeq }) => firstSeq);
  expect(chooseStarts(whole, events.length, { granularity: 'fine', from: { granularity: 'normal', starts } })).toEqual(fine);
});

test('a person may start a segment at any event, also where no step begins', () => {
  const events = script(prompt('Build the pier'), ...Array.from({ length: 30 }, () => shell('make pier')).flat());
  const segments = cutByStructure(events, { edits: [{ seq: 21, kind: 'start' }] });
  expect(segments.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
    [1, 20],
    [21, 61],
  ]);
  expect(segments.map(({ scores }) => Math.round(scores.length))).toEqual([10, 21]);
});
