import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connect } from '@/db/client';
import { sessions } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { putSession } from '@/lib/sessions/commands';

const held = testDatabase();
const context = () => localContext(held.db, 'someone');
const put = (externalId: string, input: Parameters<typeof putSession>[2]) =>
  putSession(context(), { project: 'flower', externalId }, input);

async function stored(sid: string) {
  const [row] = await held.db.orm.select().from(sessions).where(eq(sessions.sid, sid));
  if (!row) throw new Error('no such session');
  return row;
}

test('absent keys stay, null clears', async () => {
  const first = await put('merge', { title: 'One', branch: 'main', started_at: '2020-01-01T01:00:00+01:00', event_count: 496 });
  expect(first.created).toBe(true);
  const second = await put('merge', { branch: null, status: 'waiting', parent: 'comes-later' });
  expect(second).toEqual({ sid: first.sid, created: false });
  const row = await stored(first.sid);
  expect(row).toMatchObject({
    title: 'One',
    branch: null,
    status: 'waiting',
    parentExternalId: 'comes-later',
    statedEventCount: 496,
  });
  expect(row.startedAt?.toISOString()).toBe('2020-01-01T00:00:00.000Z');
  expect(row.sent).toMatchObject({ title: 'One', branch: null, status: 'waiting' });
  expect(row.activeAt).toEqual(new Date('2020-01-01'));
});

test('writers of different keys at once all stay', async () => {
  const inputs = [{ title: 'T' }, { agent: 'a' }, { model: 'm' }, { branch: 'b' }, { cwd: '/c' }, { status: 'done' as const }];
  const results = await Promise.all(inputs.map((input) => put('race', input)));
  expect(new Set(results.map(({ sid }) => sid)).size).toBe(1);
  expect(results.filter(({ created }) => created)).toHaveLength(1);
  expect(await stored(results[0]?.sid ?? '')).toMatchObject({
    title: 'T',
    agent: 'a',
    model: 'm',
    branch: 'b',
    cwd: '/c',
    status: 'done',
  });
});

test('secrets and what Postgres cannot hold are not stored', async () => {
  const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
  const { sid } = await put(`run ${secret}`, { title: `Use ${secret}\u0000`, cwd: '/\ud800' });
  const row = await stored(sid);
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(row.title).toMatch(/^Use ‹redacted:[\w-]+›\u2400$/);
  expect(row.cwd).toBe('/\ufffd');
  expect(await put(`run ${secret}`, {})).toEqual({ sid, created: false });
});

test('an id that is too long is refused', async () => {
  await expect(put('x'.repeat(201), {})).rejects.toMatchObject({ code: 'invalid_request' });
});

test('a database that is away is said so, for another try', async () => {
  const db = connect('postgres://nobody@127.0.0.1:1/none');
  await expect(putSession(localContext(db, 'someone'), { project: 'flower', externalId: 'a' }, {})).rejects.toMatchObject({
    code: 'unavailable',
  });
  await db.close();
});
