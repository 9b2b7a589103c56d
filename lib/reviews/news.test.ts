import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { type Context, localContext } from '@/lib/auth/context';
import { addComment } from '@/lib/reviews/comment-commands';
import { markSegments } from '@/lib/reviews/mark-commands';
import { getNewSince } from '@/lib/reviews/new-since-queries';
import { recordVisit } from '@/lib/reviews/visit-commands';
import { putSegments } from '@/lib/segments/commands';
import { getSegment } from '@/lib/segments/queries';
import { ask, say, testSession } from '@/lib/segments/testing';
import { renameSession } from '@/lib/sessions/rename-commands';
import { sessionDetail } from '@/lib/sessions/schema';
import { getSessionDetail } from '@/lib/sessions/version-queries';

const held = testDatabase();
let ctx: Context;
beforeAll(() => {
  ctx = localContext(held.db, 'Ida');
});

const written = (outcome: string) => [
  { key: 'gate', title: 'Paint the gate', outcome, first: 1, last: 2 },
  { key: 'hinge', title: 'Oil the hinge', outcome: 'It turns.', first: 3, last: 4 },
];

async function gate(name: string) {
  const session = await testSession(ctx, name);
  await session.append(ask('Paint the gate'), say('Painted.'), ask('Oil the hinge'), say('Oiled.'));
  await putSegments(ctx, session.key, written('It is green.'));
  return session;
}

test('the version of a session is another one when what is said of it is, and the same when somebody reviews it', async () => {
  const { sid, key } = await gate('version');
  const version = async () => sessionDetail.parse(await getSessionDetail(ctx, sid)).version;
  const seen = [await version()];
  expect(await version()).toBe(seen[0]);
  await markSegments(ctx, sid, { all: true });
  expect(await version()).toBe(seen[0]);
  const { id = '' } = (await getSegment(ctx, sid, 1)) ?? {};
  const steps = [
    () => putSegments(ctx, key, written('It is blue.')),
    () => addComment(ctx, id, { body: 'Which blue?' }),
    () => renameSession(ctx, sid, 'Gates'),
  ];
  for (const step of steps) {
    await step();
    seen.push(await version());
  }
  expect(new Set(seen).size).toBe(seen.length);
});

test('news begin at the first segment that the reader has not seen, and nowhere for who never came', async () => {
  const { sid } = await gate('news');
  expect(await getNewSince(ctx, sid)).toBeNull();
  await recordVisit(ctx, sid, 2);
  expect(await getNewSince(ctx, sid)).toEqual({ n: 2, at: expect.any(String) });
  await recordVisit(ctx, sid, 4);
  expect(await getNewSince(ctx, sid)).toBeNull();
  await recordVisit(ctx, sid, null);
  expect(await getNewSince(ctx, sid)).toBeNull();
});
