import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { getSegment } from '@/lib/segments/queries';
import { changeBoundaries, previewBoundaries } from '@/lib/segments/recut-commands';
import { ask, run, say, testSession } from '@/lib/segments/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');

test('a preview shows both sides of a boundary as they would be, and keeps nothing', async () => {
  const session = await testSession(context(), 'preview');
  await session.append(ask('Mend the gate'), ...[1, 2, 3, 4].flatMap((i) => [say(`Step ${i}.`), run(`make ${i}`)]));
  await session.settle();
  const segment = (await getSegment(context(), session.sid, 1))?.id ?? '';
  const before = await held.db.sql`select count(*)::int as cuts, (select count(*)::int from segments) as segments from cuts`;
  const split = { reason: 'split' as const, segment, at: 4 };
  const preview = await previewBoundaries(context(), split, session.sid);
  expect(preview).toMatchObject({
    before: [{ n: 1, first_seq: 1, last_seq: 9, comments: 0, edited: false }],
    after: [
      { n: 1, first_seq: 1, last_seq: 3, event_count: 3 },
      { n: 2, first_seq: 4, last_seq: 9, event_count: 6 },
    ],
  });
  expect(await held.db.sql`select count(*)::int as cuts, (select count(*)::int from segments) as segments from cuts`).toEqual(
    before,
  );
  await changeBoundaries(context(), split);
  expect(await getSegment(context(), session.sid, 2, { cut: 2 })).toMatchObject({
    title: preview.after[1]?.title,
    outcome: preview.after[1]?.outcome,
  });
  const late = previewBoundaries(context(), split, session.sid);
  await expect(late).resolves.toEqual({ before: [], after: [] });
  const far = previewBoundaries(
    context(),
    { ...split, segment: (await getSegment(context(), session.sid, 1, { cut: 2 }))?.id ?? '', at: 9 },
    session.sid,
  );
  await expect(far).rejects.toMatchObject({ code: 'not_possible' });
});
