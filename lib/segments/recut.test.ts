import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { settleSession } from '@/lib/segments/commands';
import { listCuts } from '@/lib/segments/cut-queries';
import { cut as cutSchema } from '@/lib/segments/cut-schema';
import { ALGORITHM } from '@/lib/segments/heuristic-commands';
import { getSegment, getSuccessorSegment, listSegments } from '@/lib/segments/queries';
import { changeBoundaries, cutSession } from '@/lib/segments/recut-commands';
import type { Segment } from '@/lib/segments/schema';
import { listUnsettled } from '@/lib/segments/settling-queries';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

type Session = Awaited<ReturnType<typeof testSession>>;

const part = (name: string, length = 8) => [
  ask(`Now ${name} the ferry`),
  ...Array.from({ length }, (_, i) => [say(`Step ${i} to ${name} it.`), run(`make ${name}-${i}`)]).flat(),
  say(`The ferry is done: ${name}. Decided to keep it.`),
];

/** A session of a day's tasks; those in the afternoon are short. */
async function ferry(name: string): Promise<Session> {
  const session = await testSession(context(), name);
  for (const task of ['build', 'paint']) {
    await session.append(...part(task));
    session.sleep();
  }
  for (const task of ['launch', 'load', 'christen']) await session.append(...part(task, 2));
  await session.settle();
  return session;
}

const all = async (session: Session, cut?: number) =>
  (await listSegments(context(), session.sid, { limit: 500, ...(cut && { cut }) }))?.items ?? [];
const bounds = (segments: readonly Segment[]) => segments.map(({ first_seq, last_seq }) => [first_seq, last_seq]);
const starts = (segments: readonly Segment[]) => segments.map(({ first_seq }) => first_seq);

const stored = (session: Session, cut: number) =>
  held.db.orm.execute<{ n: number; span_id: string; first_seq: number; is_open: boolean; scores: { places: number[][] } | null }>(
    sql`select n, span_id, first_seq, is_open, scores from segments where session_id = ${session.id} and cut = ${cut} order by n`,
  );

/** Every cut divides the main thread without gaps, in order, to its end when it was made. */
async function checkCuts(session: Session, skip: number[] = []): Promise<void> {
  const cuts = await listCuts(context(), session.sid);
  for (const each of cuts ?? []) {
    expect(cutSchema.parse(each)).toEqual(each);
    const segments = await all(session, each.n);
    expect(segments).toHaveLength(each.segment_count);
    expect(segments.map(({ n }) => n)).toEqual(segments.map((_, i) => i + 1));
    if (skip.includes(each.n)) continue;
    expect(segments[0]?.first_seq).toBe(1);
    const main = await held.db.orm.execute<{ seq: number }>(
      sql`select seq from events where session_id = ${session.id} and thread = 'main' and seq <= ${segments.at(-1)?.last_seq ?? 0} order by seq`,
    );
    expect(
      segments.flatMap(({ first_seq, last_seq }) => main.filter(({ seq }) => seq >= (first_seq ?? 0) && seq <= (last_seq ?? 0))),
    ).toEqual([...main]);
    const rows = await stored(session, each.n);
    expect(rows.filter(({ is_open }) => is_open).map(({ n }) => n)).toEqual([segments.length]);
    for (const row of rows) expect(row.scores?.places[0]?.[0]).toBe(row.first_seq);
    expect(new Set(rows.map(({ span_id }) => span_id)).size).toBe(rows.length);
  }
}

const split = (segment: Segment | undefined, at: number) =>
  changeBoundaries(context(), { reason: 'split', segment: segment?.id ?? '', at });
const merge = (segment: Segment | undefined) => changeBoundaries(context(), { reason: 'merge', segment: segment?.id ?? '' });
const move = (segment: Segment | undefined, first_seq: number) =>
  changeBoundaries(context(), { reason: 'move', moves: [{ segment: segment?.id ?? '', first_seq }] });

describe('granularity', () => {
  test('coarse, normal and fine are nested new cuts; what has the same events stays what it was', async () => {
    const session = await ferry('nested');
    const normal = await all(session);
    const coarse = await cutSession(context(), session.sid, 'coarse');
    expect(coarse).toMatchObject({ cut: 2, reason: 'granularity', granularity: 'coarse', made_by: 'Ida' });
    expect(coarse.url).toMatch(/^\/trial\/sessions\/.*nested|^\/trial\/sessions\//);
    const two = await all(session);
    expect(starts(normal)).toEqual(expect.arrayContaining(starts(two)));
    expect(two.length).toBeLessThan(normal.length);
    expect((await cutSession(context(), session.sid, 'normal')).cut).toBe(3);
    const three = await all(session);
    expect(bounds(three)).toEqual(bounds(normal));
    const said = ({ id: _id, cut: _cut, url: _url, ...rest }: Segment) => rest;
    expect(three.map(said)).toEqual(normal.map(said));
    expect((await stored(session, 3)).map((row) => row.span_id)).toEqual((await stored(session, 1)).map((row) => row.span_id));
    await cutSession(context(), session.sid, 'fine');
    expect(starts(await all(session))).toEqual(expect.arrayContaining(starts(normal)));
    await checkCuts(session);
    expect((await getSession(context(), session.sid))?.segment_count).toBe((await all(session)).length);
  });

  test('the same again makes no cut', async () => {
    const session = await ferry('again');
    expect(await cutSession(context(), session.sid, 'normal')).toMatchObject({ cut: 1, reason: null, made_by: null });
    const both = await Promise.all([1, 2].map(() => cutSession(context(), session.sid, 'coarse')));
    expect(both.map(({ cut }) => cut)).toEqual([2, 2]);
    expect(await listCuts(context(), session.sid)).toHaveLength(2);
  });

  test('a coarse session goes on coarsely; where nothing changes the cut only takes the granularity', async () => {
    const session = await testSession(context(), 'coarse on');
    await session.append(...part('build', 3));
    expect(await cutSession(context(), session.sid, 'coarse')).toMatchObject({ cut: 1, granularity: 'coarse', reason: null });
    for (const task of ['launch', 'load', 'christen']) await session.append(...part(task, 2));
    session.sleep();
    await session.append(...part('paint'));
    await session.settle();
    const grown = starts(await all(session));
    const normal = await ferry('normal on');
    expect(grown.length).toBeLessThan(starts(await all(normal)).length);
    await checkCuts(session);
  });

  test('scores are computed where an older program stored none', async () => {
    const session = await ferry('no scores');
    const normal = await all(session);
    await held.db.orm.execute(sql`update segments set scores = null where session_id = ${session.id}`);
    await cutSession(context(), session.sid, 'coarse');
    expect(starts(normal)).toEqual(expect.arrayContaining(starts(await all(session))));
  });

  test('a session without events has nothing to cut', async () => {
    const session = await testSession(context(), 'empty');
    await expect(cutSession(context(), session.sid, 'fine')).rejects.toMatchObject({ code: 'not_possible' });
    await expect(cutSession(context(), 'nothing0', 'fine')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('boundaries by persons', () => {
  test('a split makes two of one; the rest keeps span, text and items; old links lead on', async () => {
    const session = await ferry('split');
    const [first, second, ...rest] = await all(session);
    expect(await split(first, 8)).toMatchObject({ cut: 2, reason: 'split', granularity: 'normal', made_by: 'Ida' });
    const after = await all(session);
    expect(bounds(after)).toEqual([[1, 7], [8, first?.last_seq], ...bounds([second as Segment, ...rest])]);
    expect(after[2]).toMatchObject({ title: second?.title, rev: second?.rev, outcome: second?.outcome });
    const [before, now] = [await stored(session, 1), await stored(session, 2)];
    expect(now.slice(2).map((row) => row.span_id)).toEqual(before.slice(1).map((row) => row.span_id));
    expect(await getSegment(context(), session.sid, 1)).toMatchObject({ id: first?.id, last_seq: first?.last_seq });
    expect(await getSegment(context(), session.sid, 2, { cut: 2 })).toMatchObject({ first_seq: 8 });
    expect(await getSuccessorSegment(context(), first?.id ?? '')).toMatchObject({ cut: 2, n: 2 });
    expect(await getSuccessorSegment(context(), second?.id ?? '')).toMatchObject({ cut: 2, n: 3 });
    await checkCuts(session);
  });

  test('it stands at every granularity and while the session grows', async () => {
    const session = await ferry('stands');
    const segments = await all(session);
    const last = segments.at(-1);
    const at = (last?.last_seq ?? 0) - 1;
    await split(segments[0], 8);
    await split((await all(session)).at(-1), at);
    for (const granularity of ['coarse', 'fine', 'normal'] as const) {
      await cutSession(context(), session.sid, granularity);
      expect(starts(await all(session))).toEqual(expect.arrayContaining([8, at]));
    }
    session.sleep();
    await session.append(...part('sell'), ...part('count'));
    await session.settle();
    expect(starts(await all(session))).toEqual(expect.arrayContaining([8, at]));
    await checkCuts(session);
  });

  test('a merge makes one of two, also of the open one, and no later cut draws that boundary', async () => {
    const session = await ferry('merge');
    const segments = await all(session);
    const [joined, last] = segments.slice(-2);
    expect(await merge(joined)).toMatchObject({ cut: 2, reason: 'merge', segment_count: segments.length - 1 });
    expect((await all(session)).at(-1)).toMatchObject({ first_seq: joined?.first_seq, last_seq: last?.last_seq });
    await session.append(say('And one thing more.'));
    session.sleep();
    await session.append(...part('sell'));
    await session.settle();
    const grown = starts(await all(session));
    expect(grown.slice(0, segments.length - 1)).toEqual(starts(segments).slice(0, -1));
    expect(grown.length).toBeGreaterThan(segments.length - 1);
    for (const granularity of ['fine', 'coarse', 'normal'] as const) {
      await cutSession(context(), session.sid, granularity);
      expect(starts(await all(session))).not.toContain(last?.first_seq);
    }
    await checkCuts(session);
  });

  test('a move, there and back', async () => {
    const session = await ferry('move');
    const segments = await all(session);
    const start = segments[1]?.first_seq ?? 0;
    expect(await move(segments[1], start)).toMatchObject({ cut: 1 });
    expect(await move(segments[1], start - 3)).toMatchObject({ cut: 2, reason: 'move' });
    expect(starts(await all(session))).toEqual(starts(segments).with(1, start - 3));
    await move((await all(session))[1], start);
    const back = await all(session);
    expect(bounds(back)).toEqual(bounds(segments));
    expect((await stored(session, 3)).map((row) => row.span_id)).toEqual((await stored(session, 1)).map((row) => row.span_id));
    await checkCuts(session);
  });

  test('items keep their ids by their words, each once', async () => {
    const session = await testSession(context(), 'items');
    const questions = [{ question: 'Which colour?', options: [{ label: 'Red' }] }];
    const asks = { kind: 'tool_call', tool: { name: 'AskUserQuestion', call_id: 'q', input: { questions } } };
    const answer = { name: 'AskUserQuestion', call_id: 'q', output: 'User has answered your questions: "Which colour?"="Red".' };
    await session.append(...part('build', 2), asks, { actor: 'tool', kind: 'tool_result', tool: answer }, say('Painted red.'));
    await session.settle();
    const [one] = await all(session);
    const [decision] = one?.key_decisions ?? [];
    expect(decision?.text).toContain('Which colour?');
    await split(one, 3);
    const halves = await all(session);
    expect(halves.map((half) => half.key_decisions.map(({ id }) => id))).toEqual([[], [decision?.id]]);
    await merge(halves[0]);
    const [again] = await all(session);
    expect(again?.key_decisions.map(({ id }) => id)).toEqual([decision?.id]);
    expect((await stored(session, 3))[0]?.span_id).toBe((await stored(session, 1))[0]?.span_id);
  });

  test('what cannot be is refused with what to do; an older cut is a conflict unless all is so already', async () => {
    const session = await ferry('refused');
    const segments = await all(session);
    const [first, second] = segments;
    const refusal = (work: Promise<unknown>) => work.then(() => null).catch(({ code, message }) => [code, message]);
    const end = first?.last_seq ?? 0;
    expect(await refusal(split(first, 1))).toEqual([
      'not_possible',
      `Segment 1 begins with event 1 already. Split it at an event from 2 to ${end}.`,
    ]);
    expect(await refusal(split(first, end + 1))).toEqual([
      'not_possible',
      `Event ${end + 1} is not in segment 1. Split it at an event from 2 to ${end}.`,
    ]);
    expect((await refusal(merge(segments.at(-1))))?.[1]).toMatch(/is the last one; merge the one before it instead/);
    expect((await refusal(move(first, 4)))?.[1]).toMatch(/begins where the session begins/);
    expect((await refusal(move(second, 1)))?.[1]).toMatch(
      /^Segment 2 cannot begin with event 1: segment 1 begins with 1\. Choose/,
    );
    expect((await refusal(split(undefined, 1)))?.[0]).toBe('not_found');
    await split(first, 8);
    expect(await split(first, 8)).toMatchObject({ cut: 2 });
    const refused = await split(second, end + 3).catch((error) => error);
    expect(refused).toMatchObject({ code: 'conflict', details: { extra: { current_cut: 2 } } });
    expect(refused.message).toContain('the newest is cut 2');
    expect(await listCuts(context(), session.sid)).toHaveLength(2);
  });

  test('a subagent’s event begins no segment, and late ones are in the facts of every later cut', async () => {
    const session = await testSession(context(), 'threads');
    await session.append(
      ask('Review the ferry'),
      { kind: 'tool_call', tool: { name: 'Task', call_id: 't1', input: {} } },
      { ...say('Looking'), thread: 'sub', actor: 'subagent' },
      say('Started.'),
      ...part('paint', 3),
    );
    await session.settle();
    const [one] = await all(session);
    await expect(split(one, 3)).rejects.toMatchObject({ code: 'not_possible' });
    await split(one, 5);
    await session.append({ ...run('npm test'), thread: 'sub', actor: 'subagent', usage: { output: 9 } });
    await merge((await all(session))[0]);
    expect((await all(session))[0]).toMatchObject({
      event_count: (one?.event_count as number) + 1,
      facts: { checks: { run: 1 } },
    });
    expect((await getSession(context(), session.sid))?.usage.output).toBe(9);
    await checkCuts(session);
  });

  test('while events come in, cuts and appends do not disturb each other', async () => {
    const session = await ferry('busy');
    const [first] = await all(session);
    const [result] = await Promise.all([
      split(first, 8),
      session.append(...part('sell')),
      cutSession(context(), session.sid, 'fine').catch(() => null),
      session.settle(),
    ]);
    await session.settle();
    expect(result.reason).toBe('split');
    expect(starts(await all(session))).toContain(8);
    expect((await all(session)).at(-1)?.last_seq).toBe((await getSession(context(), session.sid))?.event_count);
    await checkCuts(session);
  });
});

test('another version of the segmenter cuts anew, as finely and with every boundary of a person', async () => {
  const session = await ferry('version');
  const [first] = await all(session);
  await split(first, 8);
  await cutSession(context(), session.sid, 'coarse');
  const before = await all(session);
  await held.db.orm.execute(sql`update cuts set algorithm = 'turns@1' where session_id = ${session.id}`);
  expect(await listUnsettled(context(), ALGORITHM)).toContain(session.id);
  await settleSession(context(), session.id);
  expect((await listCuts(context(), session.sid))?.at(-1)).toMatchObject({
    ...{ n: 4, reason: 'version', granularity: 'coarse', made_by: null, current: true },
    algorithm: expect.stringMatching(/^structure@/),
  });
  const after = await all(session);
  expect(starts(after)).toContain(8);
  const said = (segments: readonly Segment[]) => segments.slice(0, 3).map(({ title, rev }) => [title, rev]);
  expect(said(after)).toEqual(said(before));
  expect(await listUnsettled(context(), ALGORITHM)).not.toContain(session.id);
  expect(await listCuts(context(), session.sid)).toHaveLength(4);
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ id: first?.id });
  await checkCuts(session);
});
