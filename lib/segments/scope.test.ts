import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { type Context, localContext } from '@/lib/auth/context';
import { getEvent, getRawLine, listEvents } from '@/lib/events/queries';
import { getExport } from '@/lib/exports/queries';
import { ensureProject } from '@/lib/projects/commands';
import { ensureSettled, putSegments } from '@/lib/segments/commands';
import { listCuts } from '@/lib/segments/cut-queries';
import { linkSession } from '@/lib/segments/lineage-commands';
import {
  getActivity,
  getSegment,
  getSegmentOfEvent,
  getSuccessorSegment,
  getTimeline,
  listSegments,
} from '@/lib/segments/queries';
import { changeBoundaries, cutSession } from '@/lib/segments/recut-commands';
import { listReferenceUses } from '@/lib/segments/reference-queries';
import { getSessionRecord } from '@/lib/segments/session-record-queries';
import { ask, run, say, testSession } from '@/lib/segments/testing';
import { putSession } from '@/lib/sessions/commands';
import { retryJobs } from '@/lib/sessions/job-commands';
import { listJobs } from '@/lib/sessions/job-queries';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

/** Somebody who may see another project than the tests' own. */
async function stranger(): Promise<Context> {
  const { id } = await ensureProject(context(), 'elsewhere');
  return { ...context(), projects: new Set([id]) };
}

/** A session that its agent described, in the tests' own project. */
async function described(name: string) {
  const session = await testSession(context(), name);
  await session.append(ask('Mend the gate of #271'), run('npm test', 'ok'), say('Mended.'));
  const item = { key: 'a', title: 'Mend the gate', first: 1, last: 3, next_steps: [{ key: 'paint', text: 'Paint the gate' }] };
  await putSegments(context(), session.key, [item]);
  const segment = await getSegment(context(), session.sid, 1);
  if (!segment) throw new Error('No segment');
  return { session, segment };
}

test('whoever may not see a project reads nothing of it', async () => {
  const { session, segment } = await described('read');
  const [ctx, { sid }] = [await stranger(), session];
  const found = await Promise.all([
    getSession(ctx, sid),
    getTimeline(ctx, sid),
    getActivity(ctx, sid),
    getSegment(ctx, sid, 1),
    getSuccessorSegment(ctx, segment.id),
    getSegmentOfEvent(ctx, sid, 1),
    listSegments(ctx, sid, { limit: 5 }),
    listCuts(ctx, sid),
    listJobs(ctx, sid),
    listEvents(ctx, sid),
    getEvent(ctx, sid, 1),
    getRawLine(ctx, sid, 1),
    getSessionRecord(ctx, sid, { withKin: true }),
    getExport(ctx, sid, { format: 'json', origin: '' }),
    listReferenceUses(ctx, 'trial', { ref: '#271', limit: 5 }),
  ]);
  expect(found.filter((each) => each !== null)).toEqual([]);
  expect(await listReferenceUses(ctx, 'elsewhere', { ref: '#271', limit: 5 })).toMatchObject({ items: [] });
});

test('nor changes anything in it', async () => {
  const { session, segment } = await described('written');
  const [ctx, { sid, key }] = [await stranger(), session];
  await session.append(say('More.'));
  const stored = () => held.db.orm.execute(sql`select * from sessions where id = ${session.id}`);
  const before = await stored();
  const refused = await Promise.allSettled([
    cutSession(ctx, sid, 'fine'),
    changeBoundaries(ctx, { reason: 'split', segment: segment.id, at: 2 }),
    changeBoundaries(ctx, { reason: 'merge', segment: segment.id }),
    changeBoundaries(ctx, { reason: 'move', moves: [{ segment: segment.id, first_seq: 2 }] }, sid),
    retryJobs(ctx, sid),
    putSession(ctx, key, { title: 'Mine now' }),
    putSegments(ctx, key, [{ key: 'b', title: 'Mine now' }]),
  ]);
  expect(refused.map((each) => each.status === 'rejected' && each.reason.code)).toEqual(refused.map(() => 'not_found'));
  await ensureSettled(ctx, sid);
  await linkSession(ctx, sid);
  expect(await stored()).toEqual(before);
});

test('an item of another project is not taken up by its id', async () => {
  const { segment } = await described('named');
  const [step] = segment.next_steps;
  const ctx = await stranger();
  const key = { project: 'elsewhere', externalId: 'named' };
  await putSegments(ctx, key, [{ key: 'b', title: 'Paint it', picks_up: [step?.id, 'paint'] }]);
  const links = await held.db.orm.execute(sql`select item_id from links where target in (${step?.id ?? ''}, 'paint')`);
  expect([...links]).toEqual([{ item_id: null }, { item_id: null }]);
  expect((await getSegment(context(), segment.sid, 1))?.next_steps).toMatchObject([{ state: 'open' }]);
});
