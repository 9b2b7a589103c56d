import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { releaseOrphans } from '@/lib/jobs/commands';
import { enqueue } from '@/lib/jobs/queue';
import { ask, say, testSession } from '@/lib/segments/testing';
import { listJobs } from '@/lib/sessions/job-queries';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const jobsOf = async (sid: string) => (await listJobs(context(), sid))?.items ?? [];
const allJobs = () => held.db.sql<{ key: string | null; locked_by: string | null; attempts: number }[]>`
  select key, locked_by, attempts from graphile_worker.jobs order by id`;

/** As if a runner had taken the session's job. */
const take = (id: string, by = 'pool-gone') => held.db.sql`
  update graphile_worker._private_jobs set locked_at = now(), locked_by = ${by}, attempts = attempts + 1 where key = ${`settle:${id}`}`;
const useUp = (id: string) => held.db.sql`
  update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'It broke' where key = ${`settle:${id}`}`;

beforeEach(async () => void (await held.db.sql`delete from graphile_worker._private_jobs`));
afterEach(async () => void (await held.db.sql`drop function if exists refuse() cascade`));

test('appending puts one job into the queue, however often', async () => {
  const session = await testSession(context(), 'once');
  await session.append(ask('Fix the parser'));
  const [first] = await jobsOf(session.sid);
  await session.append(say('Looking.'));
  await session.append(say('Fixed.'));
  expect(await jobsOf(session.sid)).toEqual([first]);
  expect(first).toMatchObject({ name: 'settle', state: 'queued', reason: null, attempts: 0, max_attempts: 5 });
});

test('events that are not stored leave no job', async () => {
  const session = await testSession(context(), 'undone');
  await held.db.sql`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'No room'; end $$`;
  await held.db
    .sql`create constraint trigger refuse after update on sessions deferrable initially deferred for each row execute function refuse()`;
  await expect(session.append(ask('Fix the parser'))).rejects.toThrow('No room');
  expect(await jobsOf(session.sid)).toEqual([]);
});

test('events that come while their session is cut are cut by a second job', async () => {
  const session = await testSession(context(), 'meanwhile');
  await session.append(ask('Fix the parser'));
  await take(session.id);
  expect(await jobsOf(session.sid)).toMatchObject([{ state: 'running', attempts: 1 }]);
  expect((await getSession(context(), session.sid))?.analysis).toMatchObject({ state: 'running', settled_seq: 0 });
  await session.append(say('Looking.'));
  expect(await jobsOf(session.sid)).toMatchObject([{ state: 'queued', attempts: 0 }]);
  expect(await allJobs()).toHaveLength(2);
});

test('a job whose tries are used up gets one more for new events, and stays failed until then', async () => {
  const session = await testSession(context(), 'tired');
  await session.append(ask('Fix the parser'));
  await useUp(session.id);
  expect((await getSession(context(), session.sid))?.analysis).toMatchObject({
    state: 'failed',
    reason: 'It broke',
    attempts: 5,
    next_try_at: null,
  });
  await session.append(say('Looking.'));
  expect(await jobsOf(session.sid)).toMatchObject([{ state: 'failed', reason: 'It broke', attempts: 4 }]);
  expect((await getSession(context(), session.sid))?.analysis.next_try_at).not.toBeNull();
});

test('the job of a process that was killed is free again, one of a living process is not', async () => {
  const [killed, living, followed] = await Promise.all(['killed', 'living', 'followed'].map((id) => testSession(context(), id)));
  if (!killed || !living || !followed) throw new Error('No session');
  for (const { append } of [killed, living, followed]) await append(ask('Fix the parser'));
  await take(killed.id);
  await take(living.id, 'pool-living');
  await take(followed.id);
  await followed.append(say('Looking.'));
  const connection = await held.db.sql.reserve();
  await connection`select set_config('application_name', 'debrief pool-living', false)`;
  await releaseOrphans(context());
  await connection`reset application_name`;
  connection.release();
  expect(await jobsOf(killed.sid)).toMatchObject([{ state: 'failed', reason: 'The server stopped while this was running.' }]);
  expect(await allJobs()).toEqual([
    { key: `settle:${killed.id}`, locked_by: null, attempts: 1 },
    { key: `settle:${living.id}`, locked_by: 'pool-living', attempts: 1 },
    { key: `settle:${followed.id}`, locked_by: null, attempts: 0 },
  ]);
});

test('nobody takes a job while events that it must see are being stored', async () => {
  const session = await testSession(context(), 'locked');
  await session.append(ask('Fix the parser'));
  await held.db.sql.begin(async (sql) => {
    await enqueue(sql, { name: 'settle', sessionId: session.id, delayMs: 0 });
    const free = await held.db
      .sql`select from graphile_worker._private_jobs where key = ${`settle:${session.id}`} for update skip locked`;
    expect(free).toHaveLength(0);
  });
});
