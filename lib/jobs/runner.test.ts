import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { releaseOrphans } from '@/lib/jobs/commands';
import { defineJob } from '@/lib/jobs/job';
import { JOBS } from '@/lib/jobs/registry';
import { type JobRunner, startRunner } from '@/lib/jobs/runner';
import { job } from '@/lib/jobs/schema';
import { settleJob } from '@/lib/jobs/settle';
import { log } from '@/lib/log';
import { enqueueUnsettled } from '@/lib/segments/commands';
import { ask, say, testSession } from '@/lib/segments/testing';
import { sessionRow, session as sessionSchema } from '@/lib/sessions/schema';
import { transcriptResult } from '@/lib/transcripts/schema';
import { SessionFile } from '@/lib/transcripts/testing';

const held = testDatabase();
const api = testApi(held);
const context = () => localContext(held.db, 'Ida');
const runners: JobRunner[] = [];
const start = (kinds = JOBS) => runners.push(startRunner(held.db, held.url, kinds));
const stopAll = () => Promise.all(runners.splice(0).map((runner) => runner.stop()));
const read = (sid: string) => good(sessionSchema, api.fetch(`/api/v1/sessions/${sid}`));
const stored = (sid: string) => good(page(job), api.fetch(`/api/v1/sessions/${sid}/jobs`));
/** What the database says of the session; reading it by the API would cut it. */
const settledSeq = async (sid: string) =>
  (await held.db.sql<{ n: number }[]>`select settled_seq as n from sessions where sid = ${sid}`)[0]?.n;
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 50 });

/** Makes every cut fail for real. */
async function breakCuts() {
  await held.db.sql`
    create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'The shelf is full'; end $$`;
  await held.db.sql`create trigger refuse before insert on segments for each row execute function refuse()`;
}
const mendCuts = () => held.db.sql`drop trigger if exists refuse on segments`;

beforeEach(async () => {
  vi.spyOn(log, 'warn').mockReturnValue();
  await held.db.sql`delete from graphile_worker._private_jobs`;
});
afterEach(async () => {
  await stopAll();
  await mendCuts();
});

test('a session is cut as it grows, without anybody who reads it', async () => {
  start();
  const session = await testSession(context(), 'grows');
  await session.append(ask('Fix the parser'), say('Looking.'));
  await until(async () => expect(await settledSeq(session.sid)).toBe(2));
  await session.append(say('Fixed.'));
  await until(async () => expect(await settledSeq(session.sid)).toBe(3));
  await until(async () => expect((await stored(session.sid)).items).toEqual([]));
});

test('of several runners one does each job', async () => {
  const done: string[] = [];
  const counted = defineJob({ ...settleJob, run: async (_, { session }) => void done.push(session) });
  const sessions = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => testSession(context(), id)));
  for (const { append } of sessions) await append(ask('Fix the parser'));
  start([counted]);
  start([counted]);
  await until(async () => expect(done).toHaveLength(5));
  await stopAll();
  expect(done.sort()).toEqual(sessions.map(({ id }) => id).sort());
});

test('a cut that fails says why, waits, and succeeds when it is tried again', async () => {
  await breakCuts();
  start();
  const session = await testSession(context(), 'fails');
  await session.append(ask('Fix the parser'), say('The secret of the parser.'));
  await until(async () => expect((await stored(session.sid)).items[0]?.state).toBe('failed'));
  const failed = await read(session.sid);
  expect(failed.analysis).toMatchObject({ state: 'failed', reason: 'The shelf is full', max_attempts: 5, settled_seq: 0 });
  expect(failed).toMatchObject({ stored_event_count: 2, segment_count: 0 });
  await stopAll();
  await mendCuts();
  const again = await good(page(job), api.send('POST', `/api/v1/sessions/${session.sid}/jobs/retry`, {}));
  expect(again.items).toMatchObject([{ name: 'settle', state: 'queued', reason: null, attempts: 0 }]);
  start();
  await until(async () => expect(await settledSeq(session.sid)).toBe(2));
  expect((await read(session.sid)).analysis).toMatchObject({ state: 'current', reason: null, next_try_at: null, settled_seq: 2 });
});

test('reads and lists answer while cuts fail, and cut nothing once the job has failed', async () => {
  await breakCuts();
  const session = await testSession(context(), 'read');
  await session.append(ask('Fix the parser'));
  expect((await read(session.sid)).analysis).toMatchObject({ state: 'queued', settled_seq: 0 });
  for (const path of ['/segments', '/timeline', '/events', '/events/1', '/activity', '/export']) {
    const answer = await api.fetch(`/api/v1/sessions/${session.sid}${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
  }
  const { items } = await good(page(sessionRow), api.fetch('/api/v1/projects/trial/sessions'));
  expect(items.find(({ sid }) => sid === session.sid)?.analysis.state).toBe('queued');
  await held.db
    .sql`update graphile_worker._private_jobs set last_error = 'It broke', attempts = 1 where key = ${`settle:${session.id}`}`;
  await mendCuts();
  expect((await read(session.sid)).analysis).toMatchObject({ state: 'failed', settled_seq: 0 });
});

test('a transcript is taken though its cut fails, with a warning', async () => {
  await breakCuts();
  const file = new SessionFile('cccc0000-0000-4000-8000-000000000001').prompt('Plant the roses').say('They are planted.');
  const send = () => good(transcriptResult, api.fetch('/api/v1/projects/trial/transcripts', { method: 'POST', body: file.text }));
  const [session] = (await send()).sessions;
  expect(session).toMatchObject({ accepted: 2, segments: 0, warnings: [{ code: 'cut_failed' }] });
  expect((await stored(session?.sid ?? '')).items).toMatchObject([{ name: 'settle', state: 'queued' }]);
  await held.db.sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'It broke'`;
  await mendCuts();
  expect((await send()).sessions[0]).toMatchObject({ duplicates: 2, segments: 1, warnings: [] });
  expect((await stored(session?.sid ?? '')).items.filter(({ name }) => name === 'settle')).toMatchObject([
    { state: 'queued', reason: null, attempts: 0 },
  ]);
});

test('runners let each other’s jobs alone', async () => {
  let finish = () => {};
  const work = new Promise<void>((resolve) => {
    finish = resolve;
  });
  start([defineJob({ ...settleJob, run: () => work })]);
  const session = await testSession(context(), 'held');
  await session.append(ask('Fix the parser'));
  await until(async () => expect((await stored(session.sid)).items[0]?.state).toBe('running'));
  await releaseOrphans(context());
  expect((await stored(session.sid)).items[0]).toMatchObject({ state: 'running', attempts: 1 });
  finish();
});

test('a start queues what an earlier version left behind', async () => {
  const session = await testSession(context(), 'old');
  await session.append(ask('Fix the parser'));
  await held.db.sql`delete from graphile_worker._private_jobs`;
  expect((await read(session.sid)).analysis.state).toBe('current');
  await session.append(say('Fixed.'));
  await held.db.sql`delete from graphile_worker._private_jobs`;
  await enqueueUnsettled(context());
  expect((await stored(session.sid)).items).toMatchObject([{ name: 'settle', state: 'queued' }]);
});

test.each([
  ['GET', ''],
  ['POST', '/retry'],
])('%s jobs%s of an unknown session are not found', async (method, path) => {
  expect(await bad(api.fetch(`/api/v1/sessions/00000000/jobs${path}`, { method }))).toMatchObject({ status: 404 });
});
