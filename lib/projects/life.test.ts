import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { auditLog, projects, sessions } from '@/db/schema';
import { testDatabase } from '@/db/testing';
import { type Context, jobContext, localContext } from '@/lib/auth/context';
import { loadDemo } from '@/lib/demo/commands';
import { DEMO_PROJECT } from '@/lib/demo/sessions';
import { ensureProject } from '@/lib/projects/commands';
import { createProject, deleteProject, removeTombstone } from '@/lib/projects/life-commands';
import { getProject, getProjectCounts, listProjects, listTombstones } from '@/lib/projects/queries';
import { ensureSession, putSession } from '@/lib/sessions/commands';
import { deleteSession } from '@/lib/sessions/delete-commands';
import { getSession } from '@/lib/sessions/queries';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const key = (externalId: string, project = 'flower') => ({ project, externalId });
const actions = async () => (await held.db.orm.select().from(auditLog).orderBy(auditLog.id)).map(({ action }) => action);

beforeEach(async () => {
  await held.db.orm.delete(projects);
  await held.db.orm.delete(auditLog);
});

describe('a deleted session', () => {
  test('is gone, and who goes on sending is told so until an administrator lets it back', async () => {
    const { sid } = await putSession(context(), key('one'), { title: 'Bud' });
    await deleteSession(context(), sid);
    expect(await getSession(context(), sid)).toBeNull();
    await expect(putSession(context(), key('one'), {})).rejects.toMatchObject({ code: 'deleted' });
    expect(await listTombstones(context(), 'flower')).toMatchObject([{ external_id: 'one' }]);
    await removeTombstone(context(), 'flower', 'one');
    expect(await putSession(context(), key('one'), {})).toMatchObject({ created: true });
    await expect(deleteSession(context(), sid)).rejects.toMatchObject({ code: 'not_found' });
    expect(await actions()).toEqual(['project.created', 'session.deleted', 'session.changed']);
  });

  test('does not come back by writers at the same moment', async () => {
    const { sid } = await putSession(context(), key('raced'), {});
    const writers = Array.from({ length: 12 }, () => putSession(context(), key('raced'), {}).catch((error) => error.code));
    await Promise.all([deleteSession(context(), sid), ...writers]);
    expect(await held.db.orm.select().from(sessions).where(eq(sessions.externalId, 'raced'))).toEqual([]);
  });

  test('is told of in the words of its title, once, though two delete it', async () => {
    const { sid } = await putSession(context(), key('twice'), { title: 'Graft' });
    const results = await Promise.allSettled([deleteSession(context(), sid), deleteSession(context(), sid)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const entries = await held.db.orm.select().from(auditLog).where(eq(auditLog.action, 'session.deleted'));
    expect(entries).toMatchObject([{ subject: 'Graft', project: 'flower', actorName: 'Ida' }]);
  });
});

describe('a deleted project', () => {
  test('is nowhere, takes nothing, and comes back empty when it is made again', async () => {
    await putSession(context(), key('one'), {});
    expect(await getProjectCounts(context(), 'flower')).toMatchObject({ sessions: 1, events: 0 });
    await deleteProject(context(), 'flower');
    expect([await getProject(context(), 'flower'), await listProjects(context())]).toEqual([null, []]);
    await expect(putSession(context(), key('one'), {})).rejects.toMatchObject({ code: 'deleted' });
    await expect(ensureProject(context(), 'flower')).rejects.toMatchObject({ code: 'deleted' });
    await expect(deleteProject(context(), 'flower')).rejects.toMatchObject({ code: 'not_found' });
    await createProject(context(), 'flower');
    expect(await listProjects(context())).toMatchObject([{ name: 'flower', session_count: 0 }]);
    await expect(createProject(context(), 'flower')).rejects.toMatchObject({ code: 'conflict' });
    expect(await putSession(context(), key('one'), {})).toMatchObject({ created: true });
    expect(await actions()).toEqual(['project.created', 'project.deleted', 'project.restored']);
  });

  test('gets no session from writers at the same moment', async () => {
    await ensureProject(context(), 'flower');
    const writers = Array.from({ length: 12 }, (_, i) => ensureSession(context(), key(`w${i}`)).catch((error) => error.code));
    await Promise.all([deleteProject(context(), 'flower'), ...writers]);
    expect(await held.db.orm.select().from(sessions)).toEqual([]);
  });

  test('does not exist for who has no part in it', async () => {
    const { id } = await ensureProject(context(), 'mine');
    await ensureProject(context(), 'theirs');
    await deleteProject(context(), 'theirs');
    const ctx: Context = { ...context(), projects: new Set([id]) };
    for (const name of ['theirs', 'nothing'])
      await expect(putSession(ctx, key('one', name), {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(createProject(ctx, 'theirs')).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('the demo, deleted whole or in part, does not come back at the next start', async () => {
  const start = jobContext(held.db, 'start');
  await loadDemo(start);
  const [first] = await held.db.orm.select().from(sessions);
  await deleteSession(context(), first?.sid ?? '');
  await loadDemo(start);
  expect(await listProjects(context())).toMatchObject([{ name: DEMO_PROJECT, session_count: 2 }]);
  await deleteProject(context(), DEMO_PROJECT);
  await loadDemo(start);
  expect(await listProjects(context())).toEqual([]);
});
