import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditLog } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { settleSession } from '@/lib/segments/commands';
import { getCut, listCuts } from '@/lib/segments/cut-queries';
import { ALGORITHM } from '@/lib/segments/heuristic-commands';
import { getSegment } from '@/lib/segments/queries';
import { cutSession } from '@/lib/segments/recut-commands';
import type { Segment } from '@/lib/segments/schema';
import { listUnsettled } from '@/lib/segments/settling-queries';
import { testSession } from '@/lib/segments/testing';
import { bounds, starts, task, testCuts } from '@/lib/segments/testing-cuts';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const { ferry, all, spans, split, checkCuts } = testCuts(context);

describe('granularity', () => {
  test('coarse, normal and fine are nested new cuts; what has the same events stays what it was', async () => {
    const session = await ferry('nested');
    const normal = await all(session);
    const coarse = await cutSession(context(), session.sid, 'coarse');
    expect(coarse).toMatchObject({ cut: 2, reason: 'granularity', granularity: 'coarse', made_by: 'Ida' });
    expect(coarse.url).toBe((await getSession(context(), session.sid))?.url);
    const two = await all(session);
    expect(starts(normal)).toEqual(expect.arrayContaining(starts(two)));
    expect(two.length).toBeLessThan(normal.length);
    expect((await cutSession(context(), session.sid, 'normal')).cut).toBe(3);
    const three = await all(session);
    expect(bounds(three)).toEqual(bounds(normal));
    const said = ({ id: _id, cut: _cut, url: _url, ...rest }: Segment) => rest;
    expect(three.map(said)).toEqual(normal.map(said));
    expect(await spans(session, 3)).toEqual(await spans(session, 1));
    await cutSession(context(), session.sid, 'fine');
    expect(starts(await all(session))).toEqual(expect.arrayContaining(starts(normal)));
    await checkCuts(session);
    expect((await getSession(context(), session.sid))?.segment_count).toBe((await all(session)).length);
    const edits = await held.db.orm.select().from(auditLog).where(eq(auditLog.subjectId, session.sid)).orderBy(auditLog.id);
    expect(edits.map(({ action, details }) => [action, details?.granularity])).toEqual([
      ['session.recut', 'coarse'],
      ['session.recut', 'normal'],
    ]);
  });

  test('the same again makes no cut', async () => {
    const session = await ferry('again');
    expect(await cutSession(context(), session.sid, 'normal')).toMatchObject({ cut: 1, reason: null, made_by: null });
    const both = await Promise.all([1, 2].map(() => cutSession(context(), session.sid, 'coarse')));
    expect(both.map(({ cut }) => cut)).toEqual([2, 2]);
    expect((await listCuts(context(), session.sid))?.items).toHaveLength(2);
  });

  test('a coarse session goes on coarsely; where nothing changes the cut only takes the granularity', async () => {
    const [coarse, normal] = [await testSession(context(), 'coarse on'), await testSession(context(), 'normal on')];
    await coarse.append(...task('build', 3));
    expect(await cutSession(context(), coarse.sid, 'coarse')).toMatchObject({ cut: 1, granularity: 'coarse', reason: null });
    await normal.append(...task('build', 3));
    for (const session of [coarse, normal]) {
      for (let i = 1; i <= 24; i += 1) await session.append(...task(`build part ${i} of`, i % 5));
      await session.settle();
    }
    expect((await all(coarse)).length).toBeLessThan((await all(normal)).length);
    await checkCuts(coarse);
  });

  test('scores are computed where an older program stored none', async () => {
    const session = await ferry('no scores');
    const normal = await all(session);
    await held.db.sql`update segments set scores = null where session_id = ${session.id}`;
    await cutSession(context(), session.sid, 'coarse');
    expect(starts(normal)).toEqual(expect.arrayContaining(starts(await all(session))));
  });

  test('a session without events has nothing to cut', async () => {
    const session = await testSession(context(), 'empty');
    await expect(cutSession(context(), session.sid, 'fine')).rejects.toMatchObject({ code: 'not_possible' });
    await expect(cutSession(context(), 'nothing0', 'fine')).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('another version of the segmenter cuts anew, as finely and with every boundary of a person', async () => {
  const session = await ferry('version');
  const [first] = await all(session);
  await split(first, 8);
  await cutSession(context(), session.sid, 'coarse');
  const before = await all(session);
  await held.db.sql`update cuts set algorithm = 'turns@1' where session_id = ${session.id}`;
  expect(await listUnsettled(context(), ALGORITHM)).toContain(session.id);
  await settleSession(context(), session.id);
  expect(await getCut(context(), session.sid)).toMatchObject({
    ...{ n: 4, reason: 'version', granularity: 'coarse', made_by: null, current: true },
    algorithm: expect.stringMatching(/^structure@/),
  });
  const after = await all(session);
  expect(starts(after)).toContain(8);
  const said = (segments: readonly Segment[]) =>
    segments.map(({ first_seq, last_seq, title, rev }) => [first_seq, last_seq, title, rev]);
  expect(said(after)[0]).toEqual(said(before)[0]);
  expect(await listUnsettled(context(), ALGORITHM)).not.toContain(session.id);
  expect((await listCuts(context(), session.sid))?.items).toHaveLength(4);
  expect(await getSegment(context(), session.sid, 1)).toMatchObject({ id: first?.id });
  await checkCuts(session);
});
