import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { type Context, localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { changeMarks, markSegment, markSegments, unmarkSegment } from '@/lib/reviews/mark-commands';
import { getMarks } from '@/lib/reviews/mark-queries';
import { sessionMarks } from '@/lib/reviews/mark-schema';
import { putSegments } from '@/lib/segments/commands';
import { getSegment, getTimeline } from '@/lib/segments/queries';
import { timeline } from '@/lib/segments/schema';
import { ask, say, testSession } from '@/lib/segments/testing';
import { testCuts } from '@/lib/segments/testing-cuts';
import { listSessions } from '@/lib/sessions/list-queries';
import { getSession, selectSessions } from '@/lib/sessions/queries';
import { leavesToReview, reviewedCounts } from '@/lib/sessions/review-queries';

const held = testDatabase();
const cuts = testCuts(() => ctx);
let ctx: Context;
let mara: Context;

beforeAll(async () => {
  ctx = localContext(held.db, 'Ida');
  const { id } = await testTeam(held).person({ name: 'Mara Voss', isAdmin: true });
  mara = { db: held.db, actor: { type: 'person', id, name: 'Mara Voss', isAdmin: true }, projects: 'all' };
});

const numbersMarked = async (who: Context, sid: string) => {
  const { segments, rows } = timeline.parse(await getTimeline(who, sid));
  return [...segments, ...rows].filter(({ mark }) => mark?.current).map(({ n }) => n);
};
const coverage = async (who: Context, sid: string) => (await getSession(who, sid))?.review;

test('a mark is one person’s, and everybody is told of it', async () => {
  const { sid } = await cuts.ferry('two-people');
  const [first, second] = await cuts.all({ sid } as never);
  if (!first || !second) throw new Error('no segments');
  const mark = await markSegment(ctx, first.id, 1);
  expect(mark).toEqual({ rev: 1, at: expect.any(String), current: true });
  expect(await markSegment(ctx, first.id, 1)).toEqual(mark);
  await markSegment(mara, first.id, 1);
  await markSegment(mara, second.id, 1);
  const seen = await getSegment(ctx, sid, 1);
  expect(seen).toMatchObject({ mark, marks: [{ current: true }, { person: 'Mara Voss', rev: 1, current: true }] });
  expect(await getSegment(ctx, sid, 2)).toMatchObject({ mark: null, marks: [{ person: 'Mara Voss' }] });
  expect(await coverage(ctx, sid)).toEqual({ reviewed: 1, of: 5, events_share: expect.closeTo(0.2, 1) });
  expect(await coverage(mara, sid)).toMatchObject({ reviewed: 2, of: 5 });
  const all = sessionMarks.parse(await getMarks(mara, sid));
  expect(all.segments.map(({ n, marks }) => [n, marks.length])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  await unmarkSegment(mara, first.id);
  await unmarkSegment(mara, first.id);
  expect(await numbersMarked(mara, sid)).toEqual([2]);
  expect(await numbersMarked(ctx, sid)).toEqual([1]);
});

test('a mark lapses where the record says something else, and only there', async () => {
  const session = await testSession(ctx, 'rewritten');
  await session.append(ask('Paint the gate'), say('Painted.'), ask('Oil the hinge'), say('Oiled.'));
  const written = (outcome: string) => [
    { key: 'gate', title: 'Paint the gate', outcome, first: 1, last: 2 },
    { key: 'hinge', title: 'Oil the hinge', outcome: 'It turns.', first: 3, last: 4 },
  ];
  await putSegments(ctx, session.key, written('It is green.'));
  await markSegments(ctx, session.sid, { all: true });
  expect(await coverage(ctx, session.sid)).toEqual({ reviewed: 2, of: 2, events_share: 1 });
  await putSegments(ctx, session.key, written('It is green.'));
  expect(await numbersMarked(ctx, session.sid)).toEqual([1, 2]);
  await putSegments(ctx, session.key, written('It is blue.'));
  const changed = await getSegment(ctx, session.sid, 1);
  expect(changed).toMatchObject({ rev: 2, mark: { rev: 1, current: false }, marks: [{ rev: 1, current: false }] });
  expect(await getSegment(ctx, session.sid, 1, { rev: 1 })).toMatchObject({ rev: 1, mark: { rev: 1, current: false } });
  expect(await coverage(ctx, session.sid)).toMatchObject({ reviewed: 1, of: 2 });
  await expect(markSegment(ctx, changed?.id ?? '', 1)).rejects.toMatchObject({
    code: 'conflict',
    details: { extra: { current_rev: 2 } },
  });
  await expect(markSegment(ctx, changed?.id ?? '', 3)).rejects.toMatchObject({ code: 'not_possible' });
  expect(await markSegment(ctx, changed?.id ?? '', 2)).toMatchObject({ rev: 2, current: true });
  await putSegments(ctx, session.key, written('It is green.'));
  await putSegments(ctx, session.key, written('It is blue.'));
  expect(await numbersMarked(ctx, session.sid)).toEqual([1, 2]);
});

test('a mark of an earlier revision is put back as it was', async () => {
  const session = await testSession(ctx, 'put-back');
  await session.append(ask('Paint the gate'), say('Painted.'));
  const write = (outcome: string) => putSegments(ctx, session.key, [{ key: 'gate', title: 'Paint', outcome, first: 1, last: 2 }]);
  await write('It is green.');
  await markSegments(ctx, session.sid, { all: true });
  await write('It is blue.');
  const { id = '', mark } = (await getSegment(ctx, session.sid, 1)) ?? {};
  const was = { rev: 1, at: mark?.at ?? '' };
  expect(await markSegments(ctx, session.sid, { all: true })).toMatchObject({ marked: [{ id, rev: 2, was }] });
  const back = (at: string, rev = 1) => changeMarks(ctx, session.sid, { marks: [{ segment: id, rev, at }] });
  expect(await back(was.at)).toEqual({ marked: [], unmarked: [], rejected: [] });
  expect(await getSegment(ctx, session.sid, 1)).toMatchObject({ mark: { ...was, current: false } });
  await markSegment(ctx, id, 2);
  await back('9000-01-01T00:00:00Z');
  const { mark: late } = (await getSegment(ctx, session.sid, 1)) ?? {};
  expect(Date.parse(late?.at ?? '')).toBeLessThanOrEqual(Date.now());
  expect(await back(was.at, 3)).toMatchObject({ rejected: [{ code: 'stale_rev' }] });
  expect((await changeMarks(ctx, session.sid, { marks: [{ segment: id, rev: 1 }] })).rejected).toHaveLength(1);
});

test('marks stay where another cut has the same events, whichever cut they were made in', async () => {
  const session = await cuts.ferry('recut');
  const before = await cuts.all(session);
  await markSegments(ctx, session.sid, { all: true });
  await cuts.split(before[1], 27);
  const after = await cuts.all(session);
  const same = after.filter((s) => before.some((old) => old.first_seq === s.first_seq && old.last_seq === s.last_seq));
  expect(same.map(({ n }) => n)).toEqual([1, 4, 5, 6]);
  expect(await numbersMarked(ctx, session.sid)).toEqual([1, 4, 5, 6]);
  expect((await cuts.all(session, 1)).every(({ mark }) => mark?.current)).toBe(true);
  const old = before.find(({ first_seq }) => first_seq === same[0]?.first_seq);
  await unmarkSegment(ctx, old?.id ?? '');
  expect(await numbersMarked(ctx, session.sid)).not.toContain(same[0]?.n);
  await markSegment(ctx, old?.id ?? '', old?.rev ?? 0);
  expect(await numbersMarked(ctx, session.sid)).toContain(same[0]?.n);
  await markSegments(ctx, session.sid, { up_to: 1, cut: 1 });
  expect((await getMarks(ctx, session.sid, { cut: 1 }))?.segments.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
});

test('many are marked at once, and what was marked so can be taken back', async () => {
  const session = await cuts.ferry('batch');
  const [one, two, three] = await cuts.all(session);
  const elsewhere = (await cuts.all(await cuts.ferry('elsewhere')))[0]?.id ?? '';
  await markSegment(ctx, two?.id ?? '', 1);
  const { marked } = await markSegments(ctx, session.sid, { up_to: 3 });
  expect(marked.map(({ n }) => n)).toEqual([1, 3]);
  const back = await changeMarks(ctx, session.sid, { marks: marked.map(({ id }) => ({ segment: id, rev: null })) });
  expect(back).toEqual({ marked: [], unmarked: [one, three].map((s) => ({ id: s?.id, n: s?.n })), rejected: [] });
  expect(await numbersMarked(ctx, session.sid)).toEqual([2]);
  const mixed = await changeMarks(ctx, session.sid, {
    marks: [
      { segment: one?.id ?? '', rev: 1 },
      { segment: two?.id ?? '', rev: null },
      { segment: three?.id ?? '', rev: 7 },
      { segment: elsewhere, rev: 1 },
      { segment: 'none', rev: null },
    ],
  });
  expect(mixed).toMatchObject({ marked: [{ n: 1 }], unmarked: [{ n: 2 }] });
  expect(mixed.rejected.map(({ index, code }) => [index, code])).toEqual([
    [2, 'stale_rev'],
    [3, 'unknown_segment'],
    [4, 'unknown_segment'],
  ]);
  expect(await numbersMarked(ctx, session.sid)).toEqual([1]);
});

test('sessions are counted and found by what is left to review', async () => {
  const [done, begun] = [await cuts.ferry('done'), await cuts.ferry('begun')];
  await markSegments(mara, done.sid, { all: true });
  await markSegments(mara, begun.sid, { up_to: 2 });
  expect(await reviewedCounts(mara, [done.id, begun.id])).toMatchObject(
    new Map([
      [done.id, { reviewed: 5, events_share: 1 }],
      [begun.id, { reviewed: 2 }],
    ]),
  );
  expect(await reviewedCounts({ actor: { type: 'job', name: 'x' }, db: held.db, projects: 'all' }, [done.id])).toEqual(new Map());
  const left = async (who: Context) => (await selectSessions(who, leavesToReview(who))).map(({ sid }) => sid);
  expect(await left(mara)).not.toContain(done.sid);
  expect(await left(mara)).toContain(begun.sid);
  expect(await left(ctx)).toContain(done.sid);
  const listed = (await listSessions(mara, 'trial'))?.items.find(({ sid }) => sid === begun.sid);
  expect(listed?.review).toMatchObject({ reviewed: 2, of: 5 });
});

test('a project’s token reviews for nobody', async () => {
  const session = await cuts.ferry('token');
  const [segment] = await cuts.all(session);
  const of = (personId: string | null): Context => ({ ...ctx, actor: { type: 'token', id: 'x', name: 'ci', personId } });
  await expect(markSegment(of(null), segment?.id ?? '', 1)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(markSegments(of(null), session.sid, { all: true })).rejects.toMatchObject({ code: 'forbidden' });
  const you = ctx.actor.type === 'person' ? ctx.actor.id : '';
  await markSegment(of(you), segment?.id ?? '', 1);
  expect(await numbersMarked(ctx, session.sid)).toEqual([1]);
});
