import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { recordAudit } from '@/lib/audit/commands';
import { listAudit, readAudit } from '@/lib/audit/queries';
import { localContext } from '@/lib/auth/context';
import { ensureProject } from '@/lib/projects/commands';

const held = testDatabase();

test('the log is read newest first, page by page, of one project or of all', async () => {
  const ctx = localContext(held.db, 'Ida');
  const flower = await ensureProject(ctx, 'flower');
  const tree = await ensureProject(ctx, 'tree');
  for (let i = 0; i < 7; i++)
    await recordAudit(ctx, ctx.db.orm, {
      action: 'token.created',
      project: i % 2 ? tree : flower,
      subject: `token ${i}`,
      details: { scopes: ['read'] },
    });
  const first = await listAudit(ctx, flower.id, { action: 'token.created', limit: 3 });
  expect(first.items.map(({ subject }) => subject)).toEqual(['token 6', 'token 4', 'token 2']);
  const second = await listAudit(ctx, flower.id, { action: 'token.created', limit: 3, cursor: first.next_cursor ?? '' });
  expect(second).toMatchObject({
    items: [{ subject: 'token 0', project: 'flower', actor: { type: 'person', name: 'Ida' } }],
    next_cursor: null,
  });
  const all: string[] = [];
  for await (const { id } of readAudit(ctx, 'all')) all.push(id);
  expect(new Set(all).size).toBe(9); // the projects were made too
  const stranger = { ...ctx, projects: new Set([flower.id]) };
  expect((await listAudit(stranger, 'all')).items).toEqual([]);
  expect((await listAudit(ctx, 'all', { action: 'token.revoked' })).items).toEqual([]);
  expect((await listAudit(ctx, 'all', { actor: 'nobody' })).items).toEqual([]);
});
