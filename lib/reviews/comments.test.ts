import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { testTeam } from '@/lib/auth/testing';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { ensureProject } from '@/lib/projects/commands';
import { addComment, deleteComment, restoreComment } from '@/lib/reviews/comment-commands';
import { listComments } from '@/lib/reviews/comment-queries';
import { comment } from '@/lib/reviews/comment-schema';
import { putSegments } from '@/lib/segments/commands';
import { getSegment, getTimeline } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import { ask, run, say, testSession } from '@/lib/segments/testing';

const held = testDatabase();
const context = () => localContext(held.db, 'Ida');
const local = testApi(held);
const team = testApi(held, { DEBRIEF_MODE: 'team' });

const ITEM = { key: 'oil', text: 'Oil the hinge of the gate' };
const told = { key: 'gate', title: 'Mend the gate', outcome: 'The gate swings. The hinge is new.', next_steps: [ITEM] };

async function gate(name: string) {
  const session = await testSession(context(), name);
  await putSegments(context(), session.key, [told]);
  const segment = await getSegment(context(), session.sid, 1);
  if (!segment) throw new Error('no segment');
  return { ...session, segment, put: (more: object) => putSegments(context(), session.key, [{ ...told, ...more }]) };
}

const quoteOf = (text: string, start: number) => ({
  field: 'outcome' as const,
  item: null,
  start,
  end: start + text.length,
  text,
  rev: 1,
});

test('comments are read in order, counted, and a page ends where it is told to', async () => {
  const { segment, sid } = await gate('order');
  for (const body of ['One', 'Two', 'Three']) await addComment(context(), segment.id, { body });
  const first = await listComments(context(), segment.id, { limit: 2 });
  expect(first?.items.map(({ body, by, mine }) => [body, by, mine])).toEqual([
    ['One', 'Ida', true],
    ['Two', 'Ida', true],
  ]);
  const rest = await listComments(context(), segment.id, { after: first?.next_cursor ?? undefined });
  expect(rest).toMatchObject({
    items: [{ body: 'Three', url: `${segment.url}#comment-${rest?.items[0]?.id}` }],
    next_cursor: null,
  });
  expect(await getSegment(context(), sid, 1)).toMatchObject({ comment_count: 3 });
});

test('a quote is found again after the record changed, and is stale once its words are gone', async () => {
  const { segment, put } = await gate('quote');
  await addComment(context(), segment.id, { body: 'Which one?', quote: quoteOf('The hinge is new.', 17) });
  const item = segment.next_steps[0]?.id ?? '';
  await addComment(context(), segment.id, {
    body: 'With what?',
    quote: { field: 'next_step', item, start: 0, end: 3, text: 'Oil', rev: 1 },
  });
  const quotes = async () =>
    (await listComments(context(), segment.id))?.items.map(({ quote }) => [quote?.start, quote?.end, quote?.stale]);
  expect(await quotes()).toEqual([
    [17, 34, false],
    [0, 3, false],
  ]);
  await put({ outcome: 'At last: The hinge is new.', next_steps: [{ ...ITEM, text: 'Do oil the hinge' }] });
  expect(await quotes()).toEqual([
    [9, 26, false],
    [0, 3, true],
  ]);
  await put({ outcome: null, next_steps: [] });
  expect(await quotes()).toEqual([
    [17, 34, true],
    [0, 3, true],
  ]);
});

test('a deleted comment leaves none of its words', async () => {
  const { segment, sid, id: session } = await gate('deleted');
  const { id } = await addComment(context(), segment.id, { body: 'A slip of the pen', quote: quoteOf('The gate', 0) });
  await deleteComment(context(), id, { mayModerate: false });
  expect(await listComments(context(), segment.id)).toEqual({ items: [], next_cursor: null });
  expect(await getSegment(context(), sid, 1)).toMatchObject({ comment_count: 0 });
  expect([...(await held.db.sql`select body, quote from comments where session_id = ${session}`)]).toEqual([
    { body: '', quote: null },
  ]);
  await expect(deleteComment(context(), id, { mayModerate: true })).rejects.toMatchObject({ code: 'not_found' });
});

test('who deleted their comment puts it back as it was, once', async () => {
  const { segment } = await gate('put-back');
  const made = await addComment(context(), segment.id, { body: 'Which hinge?', quote: quoteOf('The gate', 0) });
  await deleteComment(context(), made.id, { mayModerate: false });
  expect(await restoreComment(context(), made.id, made)).toEqual(made);
  expect(await restoreComment(context(), made.id, { body: 'Other words' })).toEqual(made);
  expect((await listComments(context(), segment.id))?.items).toEqual([made]);
});

test('a comment stays with its events when the session is cut again', async () => {
  const session = await testSession(context(), 'recut');
  await session.append(ask('Mend the gate'), ...[1, 2, 3, 4].flatMap((i) => [say(`Step ${i}.`), run(`make ${i}`)]));
  await session.settle();
  const whole = await getSegment(context(), session.sid, 1);
  await addComment(context(), whole?.id ?? '', { body: 'All of it' });
  await changeBoundaries(context(), { reason: 'split', segment: whole?.id ?? '', at: 4 });
  expect((await getTimeline(context(), session.sid))?.segments.map((one) => one.comment_count)).toEqual([0, 0]);
  const half = await getSegment(context(), session.sid, 1, { cut: 2 });
  await changeBoundaries(context(), { reason: 'merge', segment: half?.id ?? '' });
  expect((await getTimeline(context(), session.sid))?.segments.map((one) => one.comment_count)).toEqual([1]);
});

test('over the API: words are kept without secrets; what is too long or empty is refused', async () => {
  const { segment } = await gate('words');
  const post = (body: unknown) => local.send('POST', `/api/v1/segments/${segment.id}/comments`, { body });
  const secret = `ghp_${'a1B2'.repeat(9)}`;
  expect(await good(comment, post(`It says ${secret}`))).toMatchObject({ body: expect.not.stringContaining(secret), mine: true });
  expect(await good(comment, post('a\u0000b'))).toMatchObject({ body: 'a\u2400b' });
  expect(await bad(post('   '))).toMatchObject({ status: 400, issues: [{ path: 'body' }] });
  expect(await bad(post('x'.repeat(10_001)))).toMatchObject({ status: 400 });
  const list = await good(page(comment), local.fetch(`/api/v1/segments/${segment.id}/comments?limit=1`));
  expect(list.items[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/trial\/sessions\//);
});

test('who wrote a comment changes it; an administrator of the project deletes others’, and it is written down', async () => {
  const { segment } = await gate('people');
  const { id: projectId } = await ensureProject(context(), 'trial');
  const people = testTeam(held);
  const [ida, noor, boss] = await Promise.all([
    people.person({ name: 'Ida', roles: { [projectId]: 'reviewer' } }),
    people.person({ name: 'Noor', roles: { [projectId]: 'reviewer' } }),
    people.person({ name: 'Mia', roles: { [projectId]: 'admin' } }),
  ]);
  const made = await good(comment, team.send('POST', `/api/v1/segments/${segment.id}/comments`, { body: 'Ours' }, ida.headers));
  const change = (headers: Record<string, string>) =>
    team.send('PATCH', `/api/v1/comments/${made.id}`, { body: 'Mine' }, headers);
  expect(await bad(change(noor.headers))).toMatchObject({ status: 403 });
  expect(await bad(change(boss.headers))).toMatchObject({ status: 403 });
  expect(await good(comment, change(ida.headers))).toMatchObject({ body: 'Mine', by: 'Ida', edited_at: expect.any(String) });
  const remove = (headers: Record<string, string>) => team.fetch(`/api/v1/comments/${made.id}`, { method: 'DELETE', headers });
  expect(await bad(remove(noor.headers))).toMatchObject({ status: 403 });
  expect((await remove(boss.headers)).status).toBe(204);
  const log = await held.db.sql`select actor_name, details from audit_log where action = 'comment.deleted'`;
  expect([...log]).toEqual([{ actor_name: 'Mia', details: { by: 'Ida' } }]);
  const restore = (headers: Record<string, string>) => team.send('PUT', `/api/v1/comments/${made.id}`, { body: 'Back' }, headers);
  expect(await bad(restore(ida.headers))).toMatchObject({ status: 404 });
});
