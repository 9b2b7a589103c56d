import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { getEvent, listEvents } from '@/lib/events/queries';
import { settleSession } from '@/lib/segments/commands';
import { getSegment, getTimeline } from '@/lib/segments/queries';
import { listReferenceUses } from '@/lib/segments/reference-queries';
import { referenceUse } from '@/lib/segments/schema';
import { ask, run, say, testSession } from '@/lib/segments/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

const uses = async (ref: string, page: { cursor?: string; limit?: number } = {}) =>
  listReferenceUses(context(), 'trial', { ref, limit: 50, ...page });
const lines = async (ref: string) => (await uses(ref))?.items.map(({ sid, n, seq, role, text }) => [sid, n, seq, role, text]);
const stored = async (sid: string) => {
  const page = await listEvents(context(), sid);
  return page?.items.flatMap(({ seq, references }) => references.map(({ kind, role, text }) => `${seq} ${kind} ${role} ${text}`));
};

const call = (id: string, command: string) => ({ kind: 'tool_call', tool: { name: 'Bash', call_id: id, input: { command } } });
const result = (id: string, output: string) => ({
  actor: 'tool',
  kind: 'tool_result',
  tool: { name: 'Bash', call_id: id, output, exit_code: 0, is_error: false },
});

test('references stand at their events, at once or as the session grows', async () => {
  const events = [
    ask('Fix #12 on `lib/a.ts`'),
    call('a', 'git checkout -b fix/a && git commit -qam x'),
    result('a', "Switched to a new branch 'fix/a'"),
    call('b', 'gh pr create --fill'),
    result('b', 'https://github.com/acme/shop/pull/41'),
    { ...say('Read ab135e5.'), thread: 'sub', actor: 'subagent' },
  ];
  const expected = [
    '1 file mentioned lib/a.ts',
    '1 issue mentioned #12',
    '3 branch produced fix/a',
    '5 pull_request produced #41',
    '6 commit mentioned ab135e5',
  ];
  const fast = await testSession(context(), 'refs-fast');
  await fast.append(...events);
  await fast.settle();
  const slow = await testSession(context(), 'refs-slow');
  for (const event of events) {
    await slow.append(event);
    await slow.settle();
  }
  expect(await stored(fast.sid)).toEqual(expected);
  expect(await stored(slow.sid)).toEqual(expected);
  expect((await getEvent(context(), slow.sid, 5))?.references).toEqual([{ kind: 'pull_request', text: '#41', role: 'produced' }]);
});

test('a segment has the strongest role of what its events refer to, files apart', async () => {
  const session = await testSession(context(), 'refs-segment');
  await session.append(ask('Close #7 and look at ENT-96'), run('gh issue close 7', ''), run('cat lib/b.ts', 'x'), say('Closed.'));
  await session.settle();
  const references = [
    { kind: 'issue', text: '#7', role: 'closed' },
    { kind: 'ticket', text: 'ENT-96', role: 'mentioned' },
  ];
  const segment = await getSegment(context(), session.sid, 1);
  expect(segment?.references).toEqual(references);
  expect(segment?.facts).not.toHaveProperty('references');
  expect((await getTimeline(context(), session.sid))?.references).toEqual(
    references.map((reference) => ({ ...reference, segments: [1] })),
  );
});

test('a reference leads to every segment that has it, newest first, page by page', async () => {
  const first = await testSession(context(), 'refs-first');
  await first.append(ask('Look at #271, not at #27'), run('gh issue view 271', 'Dates'), say('Seen.'));
  await first.settle();
  const second = await testSession(context(), 'refs-second');
  await second.append(
    ask('Go on with https://github.com/acme/shop/issues/271'),
    run('git commit -am "Read dates"', '[fix/dates 0c4fe12ab] Read dates'),
  );
  second.sleep();
  await second.append(ask('Now write the docs'), run('gh issue comment 271 --body x', ''), say('Written.'));
  await second.settle();
  expect(await lines('#271')).toEqual([
    [second.sid, 2, 4, 'commented', '#271'],
    [first.sid, 1, 2, 'read', '#271'],
    [second.sid, 1, 1, 'mentioned', 'https://github.com/acme/shop/issues/271'],
  ]);
  expect(await lines('acme/shop#271')).toHaveLength(1);
  expect(await lines('0c4fe12')).toEqual([[second.sid, 1, 2, 'produced', '0c4fe12ab']]);
  expect(await lines('0c4fe12ab0000000000000000000000000000000')).toHaveLength(1);
  expect(await lines('origin/fix/dates')).toEqual([[second.sid, 1, 2, 'touched', 'fix/dates']]);
  expect(await lines('#2710')).toEqual([]);
  const page = await uses('#271', { limit: 2 });
  for (const item of page?.items ?? []) expect(referenceUse.parse(item)).toEqual(item);
  const rest = await uses('#271', { limit: 2, cursor: page?.next_cursor ?? '' });
  expect(rest).toMatchObject({ items: [{ sid: second.sid, n: 1 }], next_cursor: null });
});

test('a project has its own references only', async () => {
  expect(await listReferenceUses(context(), 'nowhere', { ref: '#1', limit: 5 })).toBeNull();
  expect(await listReferenceUses({ ...context(), projects: new Set() }, 'trial', { ref: '#271', limit: 5 })).toBeNull();
});

test('a session that was settled before references were written gets them all', async () => {
  const session = await testSession(context(), 'refs-late');
  await session.append(ask('Look at #55'));
  await session.settle();
  await held.db.orm.execute(sql`delete from event_references where session_id = ${session.id}`);
  await session.append(say('#66 is the same.'));
  await settleSession(context(), session.id);
  expect(await stored(session.sid)).toEqual(['1 issue mentioned #55', '2 issue mentioned #66']);
});
