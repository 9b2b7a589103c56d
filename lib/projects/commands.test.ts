import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { type Context, localContext } from '@/lib/auth/context';
import { ensureProject, installationKey } from '@/lib/projects/commands';
import { getProject, listProjects } from '@/lib/projects/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'someone');

test('a project is made at first use, once', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => ensureProject(context(), 'flower')));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await getProject(context(), 'flower')).toEqual(made[0]);
  expect(await getProject(context(), 'tree')).toBeNull();
  expect(await listProjects(context())).toEqual([{ name: 'flower', session_count: 0, last_event_at: null, url: '/flower' }]);
});

test.each(['', 'Flower', 'a b', '-a', 'api', 'x'.repeat(49), 'a\u0000'])('no project can be named %j', async (name) => {
  await expect(ensureProject(context(), name)).rejects.toMatchObject({ code: 'invalid_request' });
});

test('an actor sees and makes only the projects it may see', async () => {
  const { id } = await ensureProject(context(), 'mine');
  await ensureProject(context(), 'theirs');
  const ctx: Context = { ...context(), projects: new Set([id]) };
  expect((await listProjects(ctx)).map(({ name }) => name)).toEqual(['mine']);
  expect(await getProject(ctx, 'theirs')).toBeNull();
  await expect(ensureProject(ctx, 'theirs')).rejects.toMatchObject({ code: 'not_found' });
  await expect(ensureProject(ctx, 'new')).rejects.toMatchObject({ code: 'not_found' });
});

test('a key is made once and is the same for everybody', async () => {
  const keys = await Promise.all(Array.from({ length: 4 }, () => installationKey({ ...context(), db: { ...held.db } }, 'test')));
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  expect(await installationKey(context(), 'other')).not.toEqual(keys[0]);
});
