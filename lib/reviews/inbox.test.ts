import { expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '@/db/testing';
import { page } from '@/lib/http/schema';
import { good, testApi } from '@/lib/http/testing';
import { inbox, reviewCounts } from '@/lib/reviews/inbox-schema';
import { seenResult } from '@/lib/reviews/visit-schema';
import { session, sessionRow } from '@/lib/sessions/schema';

const api = testApi(testDatabase());
const OLD = '2026-03-02T09:00:00.000Z';

function project(name: string) {
  const path = `/api/v1/projects/${name}`;
  const put = (id: string, fields: Record<string, unknown> = {}) =>
    good(session, api.send('PUT', `${path}/sessions/${id}`, { title: id, started_at: OLD, status: 'done', ...fields }));
  const segments = (id: string, ...drafts: Record<string, unknown>[]) =>
    good(
      z.object({ segments: z.array(z.object({ id: z.string() })) }),
      api.send('POST', `${path}/sessions/${id}/segments`, {
        segments: drafts.map((draft, i) => ({ key: `s${i + 1}`, title: `Part ${i + 1}`, status: 'done', ...draft })),
      }),
    );
  const box = async (query = '') =>
    (await good(inbox, api.fetch(`${path}/inbox?${query}`))).groups.map(({ group, count, items }) => [
      group,
      count,
      items.map(({ external_id }) => external_id).join(' '),
    ]);
  const counts = () => good(reviewCounts, api.fetch(`${path}/counts`));
  const row = async (id: string) => {
    const { items } = await good(page(sessionRow), api.fetch(`${path}/sessions?q=${id}`));
    return items.find(({ external_id }) => external_id === id);
  };
  return { path, put, segments, box, counts, row };
}

const see = async (sid: string, seq: number | null) =>
  expect((await api.send('PUT', `/api/v1/sessions/${sid}/seen`, { seq })).status).toBe(204);

test('sessions stand where they need somebody, the newest first, and an ended one without segments nowhere', async () => {
  const { put, segments, box, counts } = project('groups');
  await put('asks', { status: 'waiting' });
  await put('blocked');
  await segments('blocked', { next_steps: [{ text: 'Restart the pier display', owner: 'person' }] });
  await put('older');
  await segments('older', { open_questions: ['Which pier?'] });
  await put('newer', { started_at: '2026-03-03T09:00:00.000Z' });
  await segments('newer', {});
  await put('runs', { status: 'live' });
  await put('nothing', { status: 'failed' });
  expect(await box()).toEqual([
    ['waiting', 2, 'blocked asks'],
    ['review', 2, 'newer older'],
    ['live', 1, 'runs'],
  ]);
  expect(await box('waiting=1&review=0')).toEqual([
    ['waiting', 2, 'blocked'],
    ['review', 2, ''],
    ['live', 1, 'runs'],
  ]);
  expect(await box('has=questions')).toEqual([['review', 1, 'older']]);
  expect(await counts()).toEqual({ inbox: 4, questions: 1 });
});

test('a step that a later segment picked up waits for nobody', async () => {
  const { put, segments, box } = project('steps');
  await put('lead');
  await segments('lead', { next_steps: [{ key: 'restart', text: 'Restart it', owner: 'person' }] }, { picks_up: ['restart'] });
  expect(await box()).toEqual([['review', 1, 'lead']]);
});

test('a session is unseen until it is opened, and again when a segment was added, it began to wait, or somebody calls it so', async () => {
  const { path, put, segments, row } = project('seen');
  const { sid } = await put('lead');
  await segments('lead', {});
  const isUnseen = async () => (await row('lead'))?.is_unseen;
  expect(await row('lead')).toMatchObject({ is_unseen: true, last_seen_seq: null, last_seen_at: null });
  await see(sid, 0);
  expect(await row('lead')).toMatchObject({ is_unseen: false, last_seen_seq: 0, last_seen_at: expect.any(String) });
  await put('lead');
  expect(await isUnseen()).toBe(false);
  await segments('lead', {}, {});
  expect(await isUnseen()).toBe(true);
  await see(sid, 0);
  await put('lead', { status: 'waiting' });
  expect(await isUnseen()).toBe(true);
  expect(await good(seenResult, api.send('PUT', `${path}/seen`, undefined))).toEqual({ seen: 1 });
  expect(await isUnseen()).toBe(false);
  await see(sid, null);
  expect(await row('lead')).toMatchObject({ is_unseen: true, last_seen_seq: null });
});

test('calls of tools are no news; a new segment and the end of the session are', async () => {
  const { path, put, row } = project('calls');
  const { sid } = await put('lead', { status: 'live' });
  let n = 0;
  const append = (...events: Record<string, unknown>[]) =>
    api.send('POST', `${path}/sessions/lead/events`, {
      events: events.map((event) => ({
        id: `e${++n}`,
        at: new Date(Date.parse(OLD) + n * 10_000).toISOString(),
        actor: 'agent',
        kind: 'message',
        ...event,
      })),
    });
  const isUnseen = async () => {
    await api.fetch(`/api/v1/sessions/${sid}`);
    return (await row('lead'))?.is_unseen;
  };
  await append({ actor: 'human', kind: 'prompt', text: 'Fix the parser' }, { text: 'Let me look.' });
  expect(await isUnseen()).toBe(false);
  await see(sid, 2);
  await append({ text: 'Still looking.' });
  expect(await isUnseen()).toBe(false);
  n += 12 * 360;
  await append({ actor: 'human', kind: 'prompt', text: 'Write the docs of the whole harbour' }, { text: 'Written.' });
  expect(await isUnseen()).toBe(true);
  await see(sid, 5);
  expect(await isUnseen()).toBe(false);
  await see(sid, 1);
  expect((await row('lead'))?.last_seen_seq).toBe(5);
  await put('lead', { status: 'failed' });
  expect(await isUnseen()).toBe(true);
});

test('a list is narrowed by words and references', async () => {
  const { path, put } = project('narrow');
  await put('one', { title: 'Mend the #271 table', branch: 'tide/271' });
  const { sid } = await put('two', { title: 'Rest' });
  await api.send('POST', `${path}/sessions/two/events`, {
    events: [{ id: 'a', at: OLD, actor: 'human', kind: 'prompt', text: 'Look at #271' }],
  });
  await api.fetch(`/api/v1/sessions/${sid}`);
  const names = async (query: string) =>
    (await good(page(sessionRow), api.fetch(`${path}/sessions?${query}`))).items.map(({ external_id }) => external_id);
  expect(await names('q=TIDE')).toEqual(['one']);
  expect(await names('q=%25')).toEqual([]);
  expect(await names('ref=%23271')).toEqual(['two']);
  expect(await names('review=mine')).toEqual([]);
  expect(await names('has=comments')).toEqual([]);
});
