import { describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { listCuts } from '@/lib/segments/cut-queries';
import { getSegment, getSuccessorSegment } from '@/lib/segments/queries';
import { cutSession } from '@/lib/segments/recut-commands';
import type { Segment } from '@/lib/segments/schema';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { bounds, starts, task, testCuts } from '@/lib/segments/testing-cuts';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const { ferry, all, spans, split, merge, move, checkCuts } = testCuts(context);

describe('boundaries by persons', () => {
  test('a split makes two of one; the rest keeps span, text and items; old links lead on', async () => {
    const session = await ferry('split');
    const [first, second, ...rest] = await all(session);
    expect(await split(first, 8)).toMatchObject({ cut: 2, reason: 'split', granularity: 'normal', made_by: 'Ida' });
    const after = await all(session);
    expect(bounds(after)).toEqual([[1, 7], [8, first?.last_seq], ...bounds([second as Segment, ...rest])]);
    expect(after[2]).toMatchObject({ title: second?.title, rev: second?.rev, outcome: second?.outcome });
    const [before, now] = [await spans(session, 1), await spans(session, 2)];
    expect(now.slice(2)).toEqual(before.slice(1));
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
    await session.append(...task('sell'), ...task('count'));
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
    await session.append(...task('sell'));
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
    expect(await spans(session, 3)).toEqual(await spans(session, 1));
    await checkCuts(session);
  });

  test('items keep their ids by their words, each once', async () => {
    const session = await testSession(context(), 'items');
    const questions = [{ question: 'Which colour?', options: [{ label: 'Red' }] }];
    const asks = { kind: 'tool_call', tool: { name: 'AskUserQuestion', call_id: 'q', input: { questions } } };
    const answer = { name: 'AskUserQuestion', call_id: 'q', output: 'User has answered your questions: "Which colour?"="Red".' };
    await session.append(...task('build', 2), asks, { actor: 'tool', kind: 'tool_result', tool: answer }, say('Painted red.'));
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
    expect((await spans(session, 3))[0]).toBe((await spans(session, 1))[0]);
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
    expect((await listCuts(context(), session.sid))?.items).toHaveLength(2);
  });

  test('a subagent’s event begins no segment, and late ones are in the facts of every later cut', async () => {
    const session = await testSession(context(), 'threads');
    await session.append(
      ask('Review the ferry'),
      { kind: 'tool_call', tool: { name: 'Task', call_id: 't1', input: {} } },
      { ...say('Looking'), thread: 'sub', actor: 'subagent' },
      say('Started.'),
      ...task('paint', 3),
    );
    await session.settle();
    const [one] = await all(session);
    await expect(split(one, 3)).rejects.toMatchObject({ code: 'not_possible' });
    await split(one, 4);
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
      session.append(...task('sell')),
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
