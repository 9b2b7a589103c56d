import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { listEvents } from '@/lib/events/queries';
import { putSegments } from '@/lib/segments/commands';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { putSession } from '@/lib/sessions/commands';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

const WORKER = 'bbbb1111-0000-4000-8000-00000000000b';

/** The first three events are one segment, the others another. */
const halves = [
  { key: 'a', title: 'What there was', first: 1, last: 3 },
  { key: 'b', title: 'What was done', first: 4 },
];

/** A session of two segments, of which the second starts another agent that tells its name. */
async function orchestrator(project: string) {
  const session = await testSession(context(), 'lead', project);
  await session.append(ask('Look at the pumps'), run('cat pumps.md'), say('Two of them leak.'));
  session.sleep();
  await session.append(
    ask('Now let another agent mend the pumps'),
    run('claude -p "Mend the pumps" --output-format json', `{"type":"result","session_id":"${WORKER}","result":"Mended."}`),
    say('They are mended.'),
  );
  await putSegments(context(), session.key, halves);
  await session.settle();
  return session;
}

async function workerOf(project: string) {
  const worker = await testSession(context(), WORKER, project);
  worker.sleep();
  await worker.append(ask('Mend the pumps'), say('Mended.'));
  await worker.settle();
  return worker;
}

test.each(['orchestrator first', 'worker first'])(
  'a session that a call started hangs under the segment of the call: %s',
  async (order) => {
    const project = order.replace(' ', '-');
    const [one, other] = order === 'worker first' ? [workerOf, orchestrator] : [orchestrator, workerOf];
    const sessions = [await one(project), await other(project)];
    const [lead, worker] = order === 'worker first' ? sessions.reverse() : sessions;
    expect(await getSession(context(), worker?.sid ?? '')).toMatchObject({ parent: { sid: lead?.sid } });
    expect(await getSession(context(), lead?.sid ?? '')).toMatchObject({ workers: [{ sid: worker?.sid, segment: 2 }] });
    const { items } = (await listEvents(context(), lead?.sid ?? '', { kind: ['tool_call'] })) ?? { items: [] };
    expect(items.map((event) => event.worker?.sid)).toEqual([undefined, worker?.sid]);
  },
);

test('what clients say of a session is stronger than what a call says', async () => {
  const lead = await orchestrator('stronger');
  await putSession(context(), { project: 'stronger', externalId: WORKER }, { parent: 'somebody-else' });
  await workerOf('stronger');
  expect(await getSession(context(), lead.sid)).toMatchObject({ workers: [] });
});

test('a worker without a call that names it hangs under the segment that was under way', async () => {
  const lead = await testSession(context(), 'lead', 'timed');
  await lead.append(ask('Look at the locks'), run('cat locks.md'), say('They stick.'));
  lead.sleep();
  await lead.append(ask('Now let somebody oil them'), say('Somebody does.'));
  await putSegments(context(), lead.key, halves);
  const worker = await testSession(context(), 'oiler', 'timed');
  await putSession(context(), worker.key, { parent: 'lead' });
  worker.sleep();
  worker.sleep();
  await worker.append(ask('Oil the locks'), say('Oiled.'));
  await worker.settle();
  expect(await getSession(context(), lead.sid)).toMatchObject({ workers: [{ sid: worker.sid, segment: 2 }] });
});
