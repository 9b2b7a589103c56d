import { describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSegments } from '@/lib/segments/commands';
import { getCut, listCuts } from '@/lib/segments/cut-queries';
import { getSegment, getSuccessorSegment } from '@/lib/segments/queries';
import { cutSession } from '@/lib/segments/recut-commands';
import { say, testSession } from '@/lib/segments/testing';
import { bounds, task, testCuts } from '@/lib/segments/testing-cuts';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const { all, spans, split, merge, move, checkCuts } = testCuts(context);

type Session = Awaited<ReturnType<typeof testSession>>;
const put = (session: Session, ...items: unknown[]) => putSegments(context(), session.key, items);

const built = {
  ...{ key: 'build', title: 'Build the ferry', first: 'e1', last: 18, outcome: 'The ferry is built.', status: 'done' },
  next_steps: [{ key: 'paint', text: 'Paint it', evidence: [5, 'e999'] }],
  open_questions: ['Who steers it?'],
};
const painted = { key: 'paint', title: 'Paint the ferry', first: 19, last: 36, picks_up: ['paint'] };

/** Two tasks, and an agent that wrote of both. */
async function told(name: string): Promise<Session> {
  const session = await testSession(context(), name);
  await session.append(...task('build'));
  session.sleep();
  await session.append(...task('paint'));
  await put(session, built, painted);
  return session;
}

describe('the segments that an agent wrote', () => {
  test('are kept when the session is cut anew, and their links lead on', async () => {
    const session = await told('kept');
    const [one, two] = await all(session);
    const { cut } = one ?? { cut: 0 };
    const made = await cutSession(context(), session.sid, 'normal');
    expect(made).toMatchObject({ cut: cut + 1, reason: 'granularity', granularity: 'normal', made_by: 'Ida' });
    expect((await all(session)).every(({ origin }) => origin === 'heuristic')).toBe(true);
    expect(await getSegment(context(), session.sid, 2, { cut })).toMatchObject({ id: two?.id, title: 'Paint the ferry' });
    expect(await getSuccessorSegment(context(), two?.id ?? '')).toMatchObject({ cut: cut + 1, first_seq: 19 });
    expect(await spans(session, cut + 1)).toEqual(await spans(session, cut));
    await checkCuts(session);
    await session.append(say('And varnished.'));
    await session.settle();
    expect((await all(session)).at(-1)).toMatchObject({ last_seq: 37, cut: cut + 1 });
  });

  test('are not torn apart', async () => {
    const session = await told('whole');
    const [one, two] = await all(session);
    for (const work of [() => split(one, 5), () => merge(one), () => move(two, 10)])
      await expect(work()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Cut the session anew first'),
      });
  });

  test('sent again change nothing after the session was cut anew', async () => {
    const session = await told('again');
    const before = await put(session, built, painted);
    await cutSession(context(), session.sid, 'normal');
    const cuts = await listCuts(context(), session.sid);
    expect(await put(session, built, painted)).toEqual(before);
    expect(await put(session, painted)).toEqual({ ...before, segments: before.segments.slice(1) });
    expect(await listCuts(context(), session.sid)).toEqual(cuts);
    expect((await all(session))[0]?.origin).toBe('heuristic');
  });

  test('come back with all of them when one is new or changed', async () => {
    const session = await told('more');
    const [one, two] = await all(session);
    await cutSession(context(), session.sid, 'normal');
    session.sleep();
    await session.append(...task('sell'));
    await session.settle();
    const result = await put(session, { key: 'sell', title: 'Sell the ferry', first: 37, last: 54 });
    expect(result).toMatchObject({ segments: [{ n: 3, key: 'sell', rev: 1 }], rejected: [] });
    const now = await all(session);
    expect(bounds(now)).toEqual([
      [1, 18],
      [19, 36],
      [37, 54],
    ]);
    expect(now.map(({ title }) => title)).toEqual(['Build the ferry', 'Paint the ferry', 'Sell the ferry']);
    expect(now[0]?.next_steps[0]).toMatchObject({ id: one?.next_steps[0]?.id, state: 'picked_up' });
    expect(now[1]).toMatchObject({ rev: two?.rev, event_count: 18, facts: two?.facts });
    expect(await getCut(context(), session.sid)).toMatchObject({
      origin: 'agent',
      reason: 'agent',
      granularity: null,
    });
    expect((await spans(session, now[0]?.cut ?? 0))[0]).toBe((await spans(session, one?.cut ?? 0))[0]);
    await cutSession(context(), session.sid, 'normal');
    const changed = await put(session, { ...painted, title: 'Paint the ferry red' });
    expect(changed.segments).toMatchObject([{ n: 2, rev: 2 }]);
    expect(await all(session)).toHaveLength(3);
    expect((await getSession(context(), session.sid))?.segment_count).toBe(3);
    await checkCuts(session);
  });

  test('inserted among the earlier ones make one new cut', async () => {
    const session = await testSession(context(), 'between');
    await session.append(...task('build'), ...task('paint'));
    await put(session, painted);
    await cutSession(context(), session.sid, 'normal');
    const count = (await listCuts(context(), session.sid))?.items.length ?? 0;
    await put(session, { key: 'build', title: 'Build the ferry', first: 3, last: 10 });
    expect((await all(session)).map(({ n, title }) => [n, title])).toEqual([
      [1, 'Build the ferry'],
      [2, 'Paint the ferry'],
    ]);
    expect((await listCuts(context(), session.sid))?.items).toHaveLength(count + 1);
    await checkCuts(session);
  });

  test('do not take the place of a cut that a person made', async () => {
    const session = await testSession(context(), 'one segment');
    await session.append(...task('build', 3));
    await session.settle();
    await split((await all(session))[0], 4);
    await merge((await all(session))[0]);
    await put(session, { key: 'build', title: 'Build the ferry', first: 1, last: 8 });
    expect((await listCuts(context(), session.sid))?.items.map(({ origin }) => origin)).toEqual([
      ...['heuristic', 'heuristic', 'heuristic', 'agent'],
    ]);
    expect(await all(session, 3)).toHaveLength(1);
  });
});
