import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { listSegments } from '@/lib/segments/queries';
import { ask, say, testSession } from '@/lib/segments/testing';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const MINUTE = 60_000;

test('events of a clock that is ahead happened when they came', async () => {
  const ctx = localContext(held.db, 'Ida');
  const session = await testSession(ctx, 'ahead');
  const ahead = new Date(Date.now() + 3 * MINUTE).toISOString();
  await session.append({ ...ask('Wind the clock'), at: ahead }, { ...say('It is wound.'), at: ahead });
  await session.settle();
  const [segment] = (await listSegments(ctx, session.sid, { limit: 1 }))?.items ?? [];
  const { last_event_at, started_at } = (await getSession(ctx, session.sid)) ?? {};
  for (const time of [segment?.started_at, segment?.ended_at, last_event_at, started_at])
    expect(Date.parse(time ?? '')).toBeLessThanOrEqual(Date.now());
});
