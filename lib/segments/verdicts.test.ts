import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSegments } from '@/lib/segments/commands';
import { getSegment, getTimeline } from '@/lib/segments/queries';
import { segmentDetail } from '@/lib/segments/schema';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { listSessions } from '@/lib/sessions/list-queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
type Session = Awaited<ReturnType<typeof testSession>>;
const put = (session: Session, item: object) =>
  putSegments(context(), session.key, [{ key: 'a', title: 'Mend the gate', ...item }]);
const outcome = async (session: Session) => (await getSegment(context(), session.sid, 1))?.claims.outcome ?? [];
const listed = async (session: Session) => (await listSessions(context(), 'trial'))?.items.find(({ sid }) => sid === session.sid);
const failing = (output: string) => {
  const event = run('npm test', output);
  return { ...event, tool: { ...event.tool, exit_code: 1, is_error: true } };
};

test('an agent says that all tests pass after exit code 1: the events contradict it, in the API, on the timeline and in the list', async () => {
  const session = await testSession(context(), 'boasts');
  await session.append(ask('Mend the gate'), failing('Tests  1 failed | 3 passed (4)'), say('Mended.'));
  await put(session, { first: 1, last: 3, outcome: 'Mended the hinge. All tests pass.' });
  const reason = 'The last test run (`npm test`) ended with exit code 1';
  const contradicted = { origin: 'agent', verdict: { is: 'contradicted', reason, evidence: [2] } };
  expect(await outcome(session)).toMatchObject([{ verdict: null }, contradicted]);
  const timeline = await getTimeline(context(), session.sid);
  expect(timeline?.segments[0]?.claims.outcome).toMatchObject([{ verdict: null }, contradicted]);
  expect(segmentDetail.parse(await getSegment(context(), session.sid, 1)).revisions).toMatchObject([{ rev: 1, origin: 'agent' }]);
  expect(await listed(session)).toMatchObject({ last_outcome: 'Mended the hinge. All tests pass.', contradicted: true });
});

test('a verdict is no revision: it comes with the events and changes with them', async () => {
  const session = await testSession(context(), 'early');
  await put(session, { first: 1, outcome: 'All tests pass.' });
  expect(await outcome(session)).toMatchObject([{ verdict: null }]);
  await session.append(ask('Mend the gate'), failing('Tests  1 failed | 3 passed (4)'));
  await session.settle();
  expect(await outcome(session)).toMatchObject([{ verdict: { is: 'contradicted', evidence: [2] } }]);
  await session.append(run('npm test', 'Tests  4 passed (4)'));
  await put(session, { first: 1, last: 3, outcome: 'All tests pass.' });
  expect(await outcome(session)).toMatchObject([{ verdict: { is: 'confirmed', evidence: [3] } }]);
  expect(await listed(session)).not.toHaveProperty('contradicted');
  const read = await getSegment(context(), session.sid, 1);
  expect(read).toMatchObject({ rev: 1, revisions: [{ rev: 1 }] });
});

test('a name that no event of the session has is said to be missing; one from an earlier segment is not', async () => {
  const session = await testSession(context(), 'names');
  await session.append(ask('Look at `spring_tension`'), run('cat hinge.ts', 'const rate = "src/gate/latch.ts";\nmax_angle'));
  await session.append(ask('Mend the gate'), say('Mended.'));
  await put(session, {
    first: 3,
    last: 4,
    outcome: 'Raised `retry_budget`. Kept `spring_tension`, `max_angle` and `gate/latch.ts`. Took 4812 ms.',
    key_decisions: ['Leave `door_stop` out'],
    next_steps: ['Add `soft_close`'],
  });
  expect((await outcome(session)).map(({ verdict }) => verdict?.reason ?? null)).toEqual([
    "`retry_budget` does not occur in this session's events",
    null,
    "`4812` does not occur in this segment's events",
  ]);
  const read = await getSegment(context(), session.sid, 1);
  expect(read?.key_decisions[0]?.verdict?.is).toBe('unfounded');
  expect(read?.next_steps[0]?.verdict).toBeNull();
});

test('a session without events has no verdicts', async () => {
  const session = await testSession(context(), 'told');
  await put(session, { outcome: 'All tests pass. Raised `retry_budget`.' });
  expect(await outcome(session)).toMatchObject([{ verdict: null }, { verdict: null }]);
});

test('a compiled record leaves out what the events contradict', async () => {
  const session = await testSession(context(), 'compiled');
  await session.append(
    ask('Mend the gate'),
    failing('Tests  1 failed | 3 passed (4)'),
    say('All tests pass. Fixed the hinge in `src/gate.ts`.'),
  );
  await session.settle();
  expect(await outcome(session)).toMatchObject([
    { text: 'Fixed the hinge in `src/gate.ts`.', origin: 'heuristic', verdict: null },
  ]);
});

test('a number is looked for beside the cited event once that has arrived', async () => {
  const session = await testSession(context(), 'late');
  const text = 'It weighs 4812 kg.';
  await session.append(ask('Weigh the gate'), say('4812 it is'), say('Now I paint it.'));
  await put(session, { first: 1, outcome: text, claims: { outcome: [{ text, evidence: ['e5'] }] } });
  expect(await outcome(session)).toMatchObject([{ evidence: [], verdict: null }]);
  await session.append(say('Painting.'), say('Painted.'));
  await session.settle();
  const reason = '`4812` does not occur in the cited events';
  expect(await outcome(session)).toMatchObject([{ evidence: [5], support: 'cited', verdict: { is: 'unfounded', reason } }]);
});
