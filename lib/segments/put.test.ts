import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSegments } from '@/lib/segments/commands';
import { getSegment, getSuccessorSegment, getTimeline, listSegments } from '@/lib/segments/queries';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { putSession } from '@/lib/sessions/commands';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
type Session = Awaited<ReturnType<typeof testSession>>;
const put = (session: Session, ...items: unknown[]) => putSegments(context(), session.key, items);
const all = async (session: Session, cut?: number) =>
  (await listSegments(context(), session.sid, { cut, limit: 500 }))?.items ?? [];
const shape = async (session: Session, cut?: number) =>
  (await all(session, cut)).map((one) => [one.n, one.key, one.first_seq, one.last_seq, one.is_open]);

test('a session without events: segments in order of arrival, times as sent, and the same again changes nothing', async () => {
  const session = await testSession(context(), 'told');
  const items = [
    {
      key: 'a',
      title: 'First',
      status: 'done',
      outcome: 'It works. Really.',
      open_questions: ['Why?'],
      started_at: '2026-03-02T10:00:00+01:00',
      ended_at: '2026-03-02T09:30:00Z',
    },
    {
      key: 'b',
      title: 'Second',
      next_steps: ['Ship it', { text: 'Restart it', owner: 'person' }],
      key_decisions: ['Kept it small'],
    },
  ];
  const result = await put(session, ...items);
  expect(result).toMatchObject({
    segments: [
      { n: 1, key: 'a', rev: 1 },
      { n: 2, key: 'b', rev: 1 },
    ],
    rejected: [],
    warnings: [],
  });
  expect(await put(session, ...items)).toEqual(result);
  const [a] = await all(session);
  expect(a).toMatchObject({
    url: result.segments[0]?.url,
    origin: 'agent',
    is_open: false,
    first_seq: null,
    started_at: '2026-03-02T09:00:00.000Z',
    claims: { outcome: [{ text: 'It works.', support: 'none' }, { text: 'Really.' }] },
  });
  const record = await getSessionRecord(context(), session.sid);
  expect(record).toMatchObject({
    stands: { outcome: 'It works. Really.', segment: { n: 1 } },
    waits_on_person: [{ text: 'Restart it', segment: { n: 2 } }],
    totals: { waits_on_person: 1, questions: 1, next_steps: 1 },
  });
});

test('changed text makes a revision; items keep their ids; the earlier one can be read', async () => {
  const session = await testSession(context(), 'revised');
  await put(session, { key: 'a', title: 'One', open_questions: ['Why?', { key: 'q', text: 'How?' }] });
  const before = await getSegment(context(), session.sid, 1);
  const result = await put(session, { key: 'a', title: 'Two', open_questions: [{ key: 'q', text: 'How exactly?' }, 'why?'] });
  expect(result.segments).toMatchObject([{ id: before?.id, n: 1, rev: 2 }]);
  const after = await getSegment(context(), session.sid, 1);
  expect(after?.open_questions.map(({ id, text }) => [id, text])).toEqual([
    [before?.open_questions[1]?.id, 'How exactly?'],
    [before?.open_questions[0]?.id, 'why?'],
  ]);
  expect(await getSegment(context(), session.sid, 1, { rev: 1 })).toMatchObject({
    title: 'One',
    rev: 1,
    open_questions: [{ text: 'Why?' }, { text: 'How?' }],
  });
  expect(
    (
      await put(session, {
        key: 'a',
        title: 'Two',
        status: 'failed',
        open_questions: [{ key: 'q', text: 'How exactly?' }, 'why?'],
      })
    ).segments,
  ).toMatchObject([{ rev: 3 }]);
});

test('evidence is no text: it changes in place', async () => {
  const session = await testSession(context(), 'cited');
  await session.append(ask('Measure the cache'), run('wc -c cache', '19766 cache'), say('It has 19,766 bytes.'));
  const sent = { key: 'a', title: 'Cache', outcome: 'It has 19,766 bytes. All is well.', first: 1, last: 'e3' };
  await put(session, sent);
  const read = async () => (await getSegment(context(), session.sid, 1))?.claims.outcome;
  expect(await read()).toEqual([
    { text: 'It has 19,766 bytes.', evidence: [2, 3], support: 'matched', origin: 'agent', verdict: null },
    { text: 'All is well.', evidence: [], support: 'none', origin: 'agent', verdict: null },
  ]);
  const result = await put(session, { ...sent, claims: { outcome: [{ text: 'It has 19,766 bytes.', evidence: ['e2'] }] } });
  expect(result.segments).toMatchObject([{ rev: 1 }]);
  expect((await read())?.[0]).toEqual({
    text: 'It has 19,766 bytes.',
    evidence: [2],
    support: 'cited',
    origin: 'agent',
    verdict: null,
  });
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({
    ask: 'Measure the cache',
    facts: { commands: 1 },
    event_count: 3,
  });
});

test('one bad item never loses the others', async () => {
  const session = await testSession(context(), 'mixed');
  await session.append(ask('Count'), say('One'), say('Two'), say('Three'));
  await putSession(context(), session.key, { status: 'done' });
  const result = await put(
    session,
    { key: 'a', title: 'A', first: 1, last: 2 },
    { key: 'b', title: 7 },
    { key: 'c', title: 'C', first: 2, last: 3 },
    { key: 'd', title: 'D', first: 4, last: 3 },
    { key: 'e', title: 'E', next_steps: [{ text: 'x', evidence: [1, 99] }] },
    'nothing',
    { key: 'f', title: 'F', first: 3, last: 4, colour: 'red' },
  );
  expect(result.segments.map(({ key, n }) => [key, n])).toEqual([
    ['a', 1],
    ['f', 2],
  ]);
  expect(result.rejected.map(({ index, id, code, path }) => [index, id, code, path])).toEqual([
    [1, 'b', 'invalid_segment', 'segments[1].title'],
    [2, 'c', 'overlap', 'segments[2].first'],
    [3, 'd', 'invalid_segment', 'segments[3].last'],
    [4, 'e', 'unknown_event', 'segments[4].next_steps[0].evidence[1]'],
    [5, null, 'invalid_segment', 'segments[5]'],
  ]);
  expect(result.warnings).toMatchObject([{ code: 'unknown_keys' }]);
});

test('an agent cut covers everything: gaps join the segment before, what follows is open', async () => {
  const session = await testSession(context(), 'covers');
  await session.append(say('Hello'), say('Working'), say('Between'), say('More'), ask('Go on with it'), say('Later'));
  await put(session, { key: 'b', title: 'B', first: 4, last: 4 }, { key: 'a', title: 'A', first: 2, last: 2 });
  expect(await shape(session)).toEqual([
    [1, 'a', 1, 3, false],
    [2, 'b', 4, 4, false],
    [3, null, 5, 6, true],
  ]);
  expect((await all(session))[2]).toMatchObject({ origin: 'heuristic', title: '“Go on with it”', outcome: 'Later' });
  await session.append(say('Latest'));
  await session.settle();
  expect((await all(session))[2]).toMatchObject({ last_seq: 7, outcome: 'Latest' });
  await put(session, { key: 'c', title: 'C', first: 5, last: 7 });
  expect(await shape(session)).toEqual([
    [1, 'a', 1, 3, false],
    [2, 'b', 4, 4, false],
    [3, 'c', 5, 7, false],
  ]);
  expect((await all(session))[0]?.cut).toBe(1);
});

test('the first agent segment after closed heuristic ones starts a new cut; old links lead on', async () => {
  const session = await testSession(context(), 'recut');
  await session.append(ask('Fix the parser'), say('Fixed.'));
  session.sleep();
  await session.append(ask('Now write the docs'), say('Written.'));
  await session.settle();
  const [old] = await all(session);
  const result = await put(session, { key: 'a', title: 'Parser and docs', first: 1, last: 4 });
  expect(result.segments[0]?.url).toMatch(/\/segments\/1\?cut=2$/);
  expect((await getTimeline(context(), session.sid))?.cut).toBe(2);
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ id: old?.id, cut: 1, title: 'Fix the parser' });
  expect(await getSuccessorSegment(context(), old?.id ?? '')).toMatchObject({ cut: 2, n: 1, title: 'Parser and docs' });
  expect(await getSuccessorSegment(context(), result.segments[0]?.id ?? '')).toBeNull();
});

test('a segment that would renumber closed ones takes all to a new cut', async () => {
  const session = await testSession(context(), 'inserted');
  await session.append(...Array.from({ length: 9 }, (_, i) => say(`Step ${i}`)));
  await put(
    session,
    { key: 'a', title: 'A', first: 1, last: 2, open_questions: [{ key: 'q', text: 'Why?' }] },
    { key: 'c', title: 'C', first: 7, last: 8, answers: [{ question: 'q', text: 'So' }] },
  );
  const before = await all(session, 1);
  const result = await put(session, { key: 'b', title: 'B', first: 4, last: 5 });
  expect(result.segments).toMatchObject([{ n: 2, key: 'b', rev: 1 }]);
  expect(await shape(session)).toEqual([
    [1, 'a', 1, 3, false],
    [2, 'b', 4, 6, false],
    [3, 'c', 7, 8, false],
    [4, null, 9, 9, true],
  ]);
  expect((await all(session, 1)).map(({ id, n, title }) => [id, n, title])).toEqual(
    before.map(({ id, n, title }) => [id, n, title]),
  );
  const question = (await all(session))[0]?.open_questions[0];
  expect(question).toMatchObject({
    id: before[0]?.open_questions[0]?.id,
    state: 'answered',
    answer: 'So',
    answered_in: { n: 3 },
  });
  expect(question?.answered_in?.url).toContain('?cut=2');
});

test('events that have not arrived are awaited', async () => {
  const session = await testSession(context(), 'early');
  const result = await put(session, {
    key: 'a',
    title: 'A',
    outcome: 'Done.',
    claims: { outcome: [{ text: 'Done.', evidence: ['e2', 3] }] },
    first: 'e1',
    last: 'e3',
  });
  expect(result.rejected).toEqual([]);
  expect((await all(session))[0]).toMatchObject({ first_seq: null, claims: { outcome: [{ evidence: [], support: 'none' }] } });
  await session.append(say('One'), say('Two'));
  await session.settle();
  expect(await shape(session)).toEqual([[1, 'a', 1, 2, true]]);
  await session.append(say('Three'), say('Four'));
  await session.settle();
  expect(await shape(session)).toEqual([
    [1, 'a', 1, 3, false],
    [2, null, 4, 4, true],
  ]);
  expect((await all(session))[0]).toMatchObject({
    rev: 1,
    event_count: 3,
    claims: { outcome: [{ evidence: [2, 3], support: 'cited' }] },
  });
});

test('items are picked up, answered and superseded, in this session or another of the project, before or after', async () => {
  const early = await testSession(context(), 'items-early');
  const late = await testSession(context(), 'items-late');
  await put(early, { key: 'a', title: 'A', next_steps: ['Ship it'], key_decisions: [{ key: 'd', text: 'Use red' }] });
  const [step] = (await all(early))[0]?.next_steps ?? [];
  await put(late, { key: 'z', title: 'Z', picks_up: [step?.id] });
  await put(
    early,
    { key: 'b', title: 'B', supersedes: ['d'], answers: [{ question: 'q', text: 'Blue' }] },
    { key: 'c', title: 'C', open_questions: [{ key: 'q', text: 'Which?' }] },
  );
  const [a, , c] = await all(early);
  expect(a?.next_steps).toMatchObject([{ state: 'picked_up', picked_up_in: { sid: late.sid, n: 1 } }]);
  expect(a?.key_decisions).toMatchObject([{ superseded_by: { sid: early.sid, n: 2 } }]);
  expect(c?.open_questions).toMatchObject([{ state: 'answered', answer: 'Blue', answered_in: { n: 2 } }]);
  expect((await getSessionRecord(context(), early.sid))?.totals).toMatchObject({ questions: 0, next_steps: 0 });
});

test('secrets and what Postgres cannot hold are replaced before anything is stored', async () => {
  const session = await testSession(context(), 'hostile');
  await put(session, { key: 'a', title: 'Key AKIAIOSFODNN7REALKEY found', outcome: 'a\u0000b \ud800 c' });
  const [a] = await all(session);
  expect(a?.title).not.toContain('AKIAIOSFODNN7REALKEY');
  expect(a?.outcome).toBe('a\u2400b \ufffd c');
});

test('five hundred segments at once', async () => {
  const session = await testSession(context(), 'many');
  await session.append(...Array.from({ length: 1000 }, (_, i) => say(`Step ${i}`)));
  const result = await put(
    session,
    ...Array.from({ length: 500 }, (_, i) => ({ key: `k${i}`, title: `Part ${i}`, first: 2 * i + 1, last: 2 * i + 2 })),
  );
  expect(result.segments).toHaveLength(500);
  expect(await getSegment(context(), session.sid, 400)).toMatchObject({ of: 500, first_seq: 799, last_seq: 800, event_count: 2 });
});

test('a segment whose events were named by id keeps them: another one by seq is refused', async () => {
  const session = await testSession(context(), 'named');
  await session.append(...Array.from({ length: 10 }, () => say('on')));
  await put(session, { key: 'a', title: 'A', first: 'e1', last: 'e6' });
  expect((await put(session, { key: 'b', title: 'B', first: 5, last: 9 })).rejected).toMatchObject([
    { id: 'b', code: 'overlap' },
  ]);
  expect((await put(session, { key: 'b', title: 'B', first: 7, last: 9 })).rejected).toEqual([]);
});

test('keys that no segment has are named, whatever they are', async () => {
  const session = await testSession(context(), 'keys');
  const { warnings } = await put(session, { key: 'a', title: 'A', toString: 1, mood: 'fine' });
  expect(warnings).toMatchObject([{ code: 'unknown_keys', message: expect.stringMatching(/toString, mood/) }]);
});
