import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { ensureSettled, settleSession } from '@/lib/segments/commands';
import { getActivity, getSegment, getSegmentOfEvent, getTimeline, listSegments } from '@/lib/segments/queries';
import { segmentDetail, timeline } from '@/lib/segments/schema';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { putSession } from '@/lib/sessions/commands';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

const titles = async (sid: string) =>
  (await listSegments(context(), sid, { limit: 500 }))?.items.map(({ n, title, status }) => [n, title, status]);

test('events become segments as they come; closed ones keep id, number and revision', async () => {
  const session = await testSession(context(), 'grows');
  await session.append(ask('Fix the parser'), say('Let me look.'));
  await session.settle();
  const first = await getSegment(context(), session.sid, 1);
  await session.append(say('Fixed in `lib/a.ts`.'), ask('yes'), say('Committed.'));
  await session.settle();
  session.sleep();
  await session.append(ask('Write the docs'), say('Written.'));
  await session.settle();
  const closed = await getSegment(context(), session.sid, 1);
  expect(closed).toMatchObject({
    id: first?.id,
    n: 1,
    of: 2,
    title: 'Fix the parser',
    status: 'done',
    outcome: 'Fixed in `lib/a.ts`.',
    is_open: false,
    first_seq: 1,
    last_seq: 5,
    event_count: 5,
  });
  expect(closed?.claims.outcome).toMatchObject([
    { text: 'Fixed in `lib/a.ts`.', evidence: [3], support: 'cited', origin: 'heuristic', verdict: null },
  ]);
  session.sleep();
  await session.append(ask('Now send it to the shop'), say('Sent.'));
  await session.settle();
  expect(await getSegment(context(), session.sid, 1)).toEqual({ ...closed, of: 3 });
  expect(await titles(session.sid)).toEqual([
    [1, 'Fix the parser', 'done'],
    [2, 'Write the docs', 'done'],
    [3, '“send it to the shop”', 'done'],
  ]);
});

test('one by one or all at once, the cut is the same', async () => {
  const events = [
    ask('Fix the parser'),
    say('Fixed.'),
    ask('ok'),
    run('npm test'),
    say('Passed.'),
    ask('Write docs for it'),
    { ...say('x'), thread: 'sub' },
    say('Written.'),
  ];
  const slow = await testSession(context(), 'slow');
  for (const event of events) {
    await slow.append(event);
    await slow.settle();
  }
  const fast = await testSession(context(), 'fast');
  await fast.append(...events);
  await fast.settle();
  const read = async (sid: string) =>
    (await listSegments(context(), sid, { limit: 9 }))?.items.map(({ id, sid: _sid, url, rev, written_at, ...rest }) => rest);
  expect(await read(slow.sid)).toEqual(await read(fast.sid));
});

test('settling again changes nothing, also at once', async () => {
  const session = await testSession(context(), 'again');
  await session.append(ask('Fix the parser'), { ...say('Fixed.'), usage: { input: 5, output: 7 } });
  await Promise.all([1, 2, 3].map(() => settleSession(context(), session.id)));
  const before = await getTimeline(context(), session.sid);
  await settleSession(context(), session.id);
  expect(await getTimeline(context(), session.sid)).toEqual(before);
  expect(await getSession(context(), session.sid)).toMatchObject({ segment_count: 1, cut: 1, usage: { input: 5, output: 7 } });
});

test("a subagent's late events belong to the segment of the call that spawned it", async () => {
  const session = await testSession(context(), 'threads');
  await session.append(
    ask('Review the parser'),
    run('git commit -m "Count leap days"', '[main abc1234] Count leap days'),
    { kind: 'tool_call', tool: { name: 'Task', call_id: 't1', input: {} } },
    { ...say('Looking'), thread: 'sub', actor: 'subagent' },
  );
  await session.append(say('Started.'));
  session.sleep();
  await session.append(ask('Now write the docs'), say('Written.'));
  await session.settle();
  await session.append({ ...run('npm test'), thread: 'sub', actor: 'subagent', usage: { output: 9 } });
  await session.settle();
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({
    event_count: 6,
    rev: 1,
    verification: 'verified',
    facts: { subagents: 1, checks: { run: 1, failed: 0, last: 'passed' }, usage: { output: 9 } },
  });
  expect(await getSegment(context(), session.sid, 2)).toMatchObject({ event_count: 2, facts: { subagents: 0 } });
  expect(await getSegmentOfEvent(context(), session.sid, 8)).toBe(1);
  expect((await getSession(context(), session.sid))?.usage.output).toBe(9);
});

test('a session that has stopped has nothing in progress, and one that was ended nothing open', async () => {
  const session = await testSession(context(), 'stopped');
  await session.append(ask('Fix the parser'), say('Looking.'), {
    kind: 'tool_call',
    tool: { name: 'Bash', call_id: 'c', input: { command: 'ls' } },
  });
  await session.settle();
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ status: 'abandoned', is_open: true, outcome: null });
  await putSession(context(), session.key, { status: 'live' });
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ status: 'in_progress', is_open: true });
  await putSession(context(), session.key, { status: 'done' });
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ status: 'unknown', is_open: false });
});

test('a question that waits is what the session waits on', async () => {
  const session = await testSession(context(), 'gate');
  const input = { questions: [{ question: 'Which port?' }] };
  await session.append(ask('Start the server'), { kind: 'tool_call', tool: { name: 'AskUserQuestion', call_id: 'q', input } });
  await session.settle();
  const before = await getSessionRecord(context(), session.sid);
  expect(before?.waits_on_person).toMatchObject([{ text: 'Which port?', kind: 'question', segment: { n: 1 } }]);
  await session.append(
    {
      actor: 'tool',
      kind: 'tool_result',
      tool: { name: 'AskUserQuestion', call_id: 'q', output: 'User has answered your questions: "Which port?"="3000".' },
    },
    say('Started on 3000.'),
  );
  await session.settle();
  const after = await getTimeline(context(), session.sid);
  expect(await getSessionRecord(context(), session.sid)).toMatchObject({
    stands: { outcome: 'Started on 3000.' },
    waits_on_person: [],
    totals: { questions: 0 },
  });
  expect(after?.segments[0]).toMatchObject({
    rev: 2,
    key_decisions: [{ text: 'Which port? 3000', by: 'person', evidence: [2, 3], support: 'cited' }],
  });
  expect(await getSegment(context(), session.sid, 1, { rev: 1 })).toMatchObject({
    rev: 1,
    status: 'blocked',
    open_questions: [{ text: 'Which port?', state: 'open' }],
  });
  expect(await getSegment(context(), session.sid, 1, { rev: 3 })).toBeNull();
});

test('a long session: the first sixty segments whole, the others as lines, everything by its schema', async () => {
  const session = await testSession(context(), 'long');
  for (let i = 1; i <= 70; i += 1) {
    await session.append(
      ask(`Now do part ${i} of the work, see #${i % 3}`),
      say(`Part ${i} is done: ${'it works now and '.repeat(16)}it stays.`),
    );
    session.sleep();
  }
  await session.settle();
  const read = await getTimeline(context(), session.sid);
  expect(timeline.parse(read)).toEqual(read);
  expect(read).toMatchObject({ cut: 1, of: 70 });
  expect([read?.segments.length, read?.rows.length, read?.rows[0]?.n, read?.rows[0]?.outcome?.length]).toEqual([60, 10, 61, 298]);
  expect(read?.references[0]).toMatchObject({ text: '#1' });
  expect(read?.references[0]?.segments).toHaveLength(24);
  const page = await listSegments(context(), session.sid, { after: 65, limit: 3 });
  expect(page?.items.map(({ n }) => n)).toEqual([66, 67, 68]);
  expect(page?.next_cursor).toBe('68');
  expect((await listSegments(context(), session.sid, { after: 68, limit: 3 }))?.next_cursor).toBeNull();
  const tape = await getActivity(context(), session.sid);
  expect(tape?.bins.reduce((sum, bin) => sum + bin.events, 0)).toBe(140);
});

test('what is not there is null', async () => {
  const session = await testSession(context(), 'crash');
  await session.append(ask('Fix the parser'));
  await session.settle();
  const one = await getSegment(context(), session.sid, 1);
  expect(segmentDetail.parse(one)).toEqual(one);
  expect(one).toMatchObject({ title: 'Fix the parser' });
  await ensureSettled(context(), 'nothing0');
  expect(await getTimeline(context(), 'nothing0')).toBeNull();
  expect(await getTimeline(context(), session.sid, { cut: 2 })).toBeNull();
  expect(await getSegment(context(), session.sid, 2)).toBeNull();
  expect(await listSegments(context(), session.sid, { cut: 2, limit: 1 })).toBeNull();
  expect(await getActivity(context(), 'nothing0')).toBeNull();
  expect(await getSegmentOfEvent(context(), session.sid, 99)).toBeNull();
});
