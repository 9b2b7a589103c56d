import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSegments, settleSession } from '@/lib/segments/commands';
import { linkLineage, linkSession } from '@/lib/segments/lineage-commands';
import { getSegment } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { segmentDetail } from '@/lib/segments/schema';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { putSession } from '@/lib/sessions/commands';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

/** The whole list of tasks, as an agent writes it down. */
const tasks = (...items: [string, string][]) => ({
  actor: 'tool',
  kind: 'note',
  data: { type: 'todo', is_whole: true, items: items.map(([content, status]) => ({ content, status })) },
});
const commit = (subject: string) => run(`git commit -m "${subject}"`, `[main 3f2a9bc] ${subject}\n 1 file changed`);
const stepsOf = async (sid: string, n: number) =>
  (await getSegment(context(), sid, n))?.next_steps.map(({ text, state, picked_up_in }) => [text, state, picked_up_in?.n]);
const stored = (segmentId: string | undefined) =>
  held.db.orm.execute(sql`select * from links where segment_id = ${segmentId ?? null} order by id`);

test('a task is picked up, then done, in later segments of a session that grows', async () => {
  const session = await testSession(context(), 'tasks');
  await session.append(
    ask('Plan the harbour log'),
    tasks(['Draw the buoys', 'pending'], ['Print the log', 'pending']),
    say('The plan stands.'),
  );
  session.sleep();
  await session.append(
    ask('Now draw'),
    tasks(['Draw the buoys', 'in_progress'], ['Print the log', 'pending']),
    say('Drawing goes on.'),
  );
  await session.settle();
  expect(await stepsOf(session.sid, 1)).toEqual([
    ['Draw the buoys', 'picked_up', 2],
    ['Print the log', 'open', undefined],
  ]);
  session.sleep();
  await session.append(
    ask('Next, finish it'),
    tasks(['Draw the buoys', 'completed'], ['Print the log', 'pending']),
    say('The buoys are drawn.'),
  );
  await session.settle();
  expect((await stepsOf(session.sid, 1))?.[0]).toEqual(['Draw the buoys', 'done', 3]);
  expect((await stepsOf(session.sid, 2))?.[0]).toEqual(['Draw the buoys', 'done', 3]);
  expect((await getSessionRecord(context(), session.sid))?.totals.next_steps).toBe(3);
  const third = await getSegment(context(), session.sid, 3);
  const before = await stored(third?.id);
  await Promise.all([1, 2, 3].map(() => linkLineage(context(), session.id)));
  expect(await stored(third?.id)).toEqual(before);
  expect(before).toHaveLength(2);
});

test('the reply that opens the next segment answers the question before it', async () => {
  const session = await testSession(context(), 'gate');
  const looks = (what: string) => Array.from({ length: 14 }, (_, i) => run(`cat ${what}-${i}.md`));
  const question = 'Which approach do you prefer?';
  await session.append(
    ask('Look at the moorings'),
    ...looks('mooring'),
    say(`There are two ways: chains or ropes.\n\n${question}`),
  );
  session.sleep();
  await session.append(ask('Go with chains and write all of it down for the keeper'), ...looks('chain'), say('Done.'));
  await session.settle();
  const first = await getSegment(context(), session.sid, 1);
  expect(segmentDetail.parse(first)).toEqual(first);
  expect(first?.open_questions).toMatchObject([
    {
      ...{
        text: `There are two ways: chains or ropes. ${question}`,
        state: 'answered',
        answer: 'Go with chains and write all of it down for the keeper',
      },
      ...{ answered_in: { n: 2 }, suggested_in: null },
    },
  ]);
  expect((await getSessionRecord(context(), session.sid))?.totals.questions).toBe(0);
});

/** Two segments that an agent wrote: a question, and one that shares its rare names. */
const asked = (more: object = {}) => [
  { key: 'a', title: 'Look at the pumps', open_questions: [{ key: 'q', text: 'Does `pump.ts` still drop #271?' }], ...more },
];
const fixed = (more: object = {}) => [
  { key: 'b', title: 'Mend `pump.ts`', outcome: 'It keeps #271 now.', key_decisions: ['Keep every stroke'], ...more },
];

test('a segment with the rare names of a question is a suggestion, and the question stays open', async () => {
  const session = await testSession(context(), 'maybe');
  await putSegments(context(), session.key, [...asked(), ...fixed()]);
  const first = await getSegment(context(), session.sid, 1);
  expect(first?.open_questions).toMatchObject([
    {
      ...{ state: 'open', answer: null, answered_in: null },
      suggested_in: { sid: session.sid, n: 2, reason: 'Names `pump.ts` and #271, and decides something.' },
    },
  ]);
  const second = await getSegment(context(), session.sid, 2);
  expect(segmentDetail.parse(second)).toEqual(second);
  expect(second?.may_answer).toMatchObject([
    { id: first?.open_questions[0]?.id, text: 'Does `pump.ts` still drop #271?', asked_in: { n: 1 } },
  ]);
  expect((await getSessionRecord(context(), session.sid))?.totals.questions).toBe(1);
  expect((await getSession(context(), session.sid))?.open_questions).toBe(1);
});

test('the word of an agent wins over what was found, and stays when links are found anew', async () => {
  const session = await testSession(context(), 'said');
  await putSegments(context(), session.key, [...asked(), ...fixed()]);
  await putSegments(context(), session.key, [
    { key: 'c', title: 'Ask the keeper', answers: [{ question: 'q', text: 'No, it never did.' }] },
  ]);
  await linkLineage(context(), session.id);
  expect((await getSegment(context(), session.sid, 1))?.open_questions).toMatchObject([
    { state: 'answered', answer: 'No, it never did.', answered_in: { n: 3 }, suggested_in: null },
  ]);
  const second = await getSegment(context(), session.sid, 2);
  expect(second?.may_answer).toEqual([]);
  expect(await stored(second?.id)).toEqual([]);
});

test('links go on across sessions of a lineage, from whichever side it is settled', async () => {
  const before = await testSession(context(), 'before');
  await before.append(ask('Plan the quay'), tasks(['Lay granite bollards along the quay', 'pending']), say('Planned.'));
  await before.settle();
  const after = await testSession(context(), 'after');
  after.sleep();
  await after.append(ask('Go on with the quay'), commit('feat: lay granite bollards along the quay'), say('Laid.'));
  await after.settle();
  expect(await stepsOf(before.sid, 1)).toEqual([['Lay granite bollards along the quay', 'open', undefined]]);
  await putSession(context(), after.key, { predecessor: 'before' });
  await settleSession(context(), before.id);
  const [step] = (await getSegment(context(), before.sid, 1))?.next_steps ?? [];
  expect(step).toMatchObject({ state: 'picked_up', picked_up_in: { sid: after.sid, n: 1 } });
  await putSession(context(), after.key, { predecessor: null });
  await linkSession(context(), after.sid);
  expect((await stepsOf(before.sid, 1))?.[0]?.[1]).toBe('open');
});

test('a worker takes up the steps of the session that started it', async () => {
  const parent = await testSession(context(), 'orchestrator');
  await parent.append(ask('Plan the lights'), tasks(['Replace the harbour lanterns', 'pending']), say('Planned.'));
  await parent.settle();
  const worker = await testSession(context(), 'worker');
  await putSession(context(), worker.key, { parent: 'orchestrator' });
  worker.sleep();
  await worker.append(ask('Replace the harbour lanterns'), say('Replaced.'));
  await worker.settle();
  expect((await getSegment(context(), parent.sid, 1))?.next_steps).toMatchObject([
    { state: 'picked_up', picked_up_in: { sid: worker.sid } },
  ]);
});

test('what another cut said does not count in the newest', async () => {
  const session = await testSession(context(), 'cut-again');
  await session.append(ask('Plan the crane'), tasks(['Grease the jib of the crane', 'pending']), say('Planned.'));
  session.sleep();
  await session.append(ask('Now grease the jib of the crane'), say('Greased.'));
  await session.settle();
  const first = await getSegment(context(), session.sid, 1);
  expect(first?.next_steps).toMatchObject([{ state: 'picked_up', picked_up_in: { n: 2 } }]);
  await putSegments(context(), session.key, [
    { key: 'all', title: 'The crane', first: 1, next_steps: ['Grease the jib of the crane'] },
  ]);
  expect((await getSessionRecord(context(), session.sid))?.totals.next_steps).toBe(1);
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ next_steps: first?.next_steps });
});

test('after a new cut the links are those of its segments', async () => {
  const session = await testSession(context(), 'coarser');
  await session.append(ask('Plan the ferry'), tasks(['Paint the hull of the ferry', 'pending']), say('Planned.'));
  session.sleep();
  await session.append(ask('Now paint the hull of the ferry'), run('ls'), say('Painted.'));
  await session.settle();
  const [first, second] = [await getSegment(context(), session.sid, 1), await getSegment(context(), session.sid, 2)];
  expect(first?.next_steps).toMatchObject([{ state: 'picked_up', picked_up_in: { n: 2 } }]);
  await changeBoundaries(context(), { reason: 'split', segment: second?.id ?? '', at: (second?.first_seq ?? 0) + 1 });
  const [again] = (await getSegment(context(), session.sid, 1, { cut: 2 }))?.next_steps ?? [];
  expect(again).toMatchObject({ state: 'picked_up', picked_up_in: { n: 2 } });
  expect(again?.picked_up_in?.url).toContain('cut=2');
  expect((await getSegment(context(), session.sid, 1))?.next_steps).toEqual(first?.next_steps);
});

test('a ticket that a later segment closes takes up the step that names it', async () => {
  const session = await testSession(context(), 'tickets');
  await session.append(ask('Plan the lamps'), tasks(['#41: new lamps', 'pending']), say('Planned.'));
  session.sleep();
  await session.append(ask('Now hang the lamps on the mole'), run('gh issue close 41', 'Closed issue #41'), say('Closed.'));
  await session.settle();
  expect(await stepsOf(session.sid, 1)).toEqual([['#41: new lamps', 'picked_up', 2]]);
});
