import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { jobContext } from '@/lib/auth/context';
import { loadDemo } from '@/lib/demo/commands';
import { DEMO_PROJECT } from '@/lib/demo/sessions';
import { listEvents } from '@/lib/events/queries';
import { listSegments } from '@/lib/segments/queries';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { putSession } from '@/lib/sessions/commands';
import { listSessions } from '@/lib/sessions/list-queries';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => jobContext(held.db, 'start');
const sessions = async () => (await listSessions(context(), DEMO_PROJECT, { limit: 10 }))?.items ?? [];
const orchestrator = async () => {
  const found = (await sessions()).find(({ external_id }) => external_id === 'tidal-orchestrator-2');
  return found?.sid ?? '';
};

test('several instances that start at once load one demo', async () => {
  await Promise.all([loadDemo(context()), loadDemo(context()), loadDemo(context())]);
  expect((await sessions()).map(({ external_id, agent, status }) => [external_id, agent, status]).sort()).toEqual([
    ['tidal-orchestrator-1', 'claude', 'done'],
    ['tidal-orchestrator-2', 'claude', 'waiting'],
    ['tidal-worker-14', 'codex', 'done'],
  ]);
});

test('its orchestrator has agent segments, a predecessor and a worker', async () => {
  const sid = await orchestrator();
  const session = await getSession(context(), sid);
  expect(session).toMatchObject({
    segment_count: 13,
    cuts: 1,
    predecessor: { title: 'Finish brief #13 and hand over' },
    open_questions: 2,
  });
  expect(session?.workers).toMatchObject([{ title: 'Brief 14: holiday timetable' }]);
  expect((await getSessionRecord(context(), sid))?.waits_on_person).toHaveLength(1);
  const segments = (await listSegments(context(), sid, { limit: 20 }))?.items ?? [];
  expect(segments.map(({ status }) => status)).toEqual([
    'done',
    'done',
    'done',
    'done',
    'done',
    'done',
    'done',
    'done',
    'done',
    'partial',
    'failed',
    'done',
    'blocked',
  ]);
  expect(segments.every(({ origin }) => origin === 'agent')).toBe(true);
  const all = segments.flatMap((segment) => [
    ...segment.claims.summary,
    ...segment.claims.outcome,
    ...segment.key_decisions,
    ...segment.next_steps,
    ...segment.open_questions,
  ]);
  expect(all.filter(({ support }) => support !== 'cited')).toEqual([]);
  expect(segments.flatMap(({ facts }) => facts.commits).length).toBeGreaterThan(4);
});

test('a secret in an output is redacted', async () => {
  const events = (await listEvents(context(), await orchestrator(), { limit: 500, fields: 'full' }))?.items ?? [];
  expect(events.filter(({ redacted }) => redacted.includes('url-password'))).toHaveLength(1);
});

test('loading again changes nothing', async () => {
  const before = await sessions();
  await loadDemo(context());
  expect(await sessions()).toEqual(before);
});

test('a database that holds anything else stays as it is', async () => {
  await putSession(context(), { project: 'harbour', externalId: 'own' }, { title: 'Own work' });
  await loadDemo(context());
  expect((await sessions()).length).toBe(3);
});
