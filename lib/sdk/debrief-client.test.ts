import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '@/db/testing';
import { refused, standIn } from '@/lib/cli/testing';
import type { eventInput } from '@/lib/events/schema';
import { testApi } from '@/lib/http/testing';
import { DebriefClient, DebriefError, type DebriefEvent, type DebriefRejection } from '@/lib/sdk/debrief-client';

const held = testDatabase();
const event = (id: string, text = id): DebriefEvent => ({ id, actor: 'human', kind: 'prompt', text });

it('takes events as the API does', () => {
  expectTypeOf<DebriefEvent>().toExtend<z.input<typeof eventInput>>();
  expectTypeOf<z.input<typeof eventInput>>().toExtend<DebriefEvent>();
});

it('stores events in order, once, and tells of those that are refused', async () => {
  const api = testApi(held);
  const rejections: DebriefRejection[] = [];
  const fetch = ((address: string, init: RequestInit) => api.fetch(new URL(address).pathname, init)) as typeof globalThis.fetch;
  const client = new DebriefClient({
    url: 'http://127.0.0.1:3000/',
    project: 'pears',
    fetch,
    onRejected: (one) => rejections.push(one),
  });
  const session = client.session('my session/1');
  for (let n = 1; n <= 2500; n += 1) session.add(event(`e${n}`));
  await session.flush();
  session.add(event('e1'));
  session.add(event('e2', 'something else'));
  await session.flush();
  expect(rejections).toEqual([{ id: 'e2', code: 'id_conflict', message: expect.any(String) }]);
  const list = await (await api.fetch('/api/v1/projects/pears/sessions')).json();
  expect(list.items).toMatchObject([{ external_id: 'my session/1', event_count: 2500 }]);
});

describe('a server that is busy', () => {
  const ends: (() => unknown)[] = [];
  afterEach(() => Promise.all(ends.splice(0).map((end) => end())));
  const serve = async (...args: Parameters<typeof standIn>) => {
    const server = await standIn(...args);
    ends.push(server.close);
    return server;
  };

  it('is asked again, in order', async () => {
    const ok = { status: 200, body: { rejected: [] } };
    const { url, received } = await serve((_, nth) => {
      if (nth === 1) return null;
      return nth === 2 ? { status: 503, body: {}, headers: { 'retry-after': '0' } } : ok;
    });
    const session = new DebriefClient({ url, project: 'pears', token: 'dbf_x', waitMs: 0 }).session('a');
    session.add(event('1'));
    await session.flush();
    session.add(event('2'));
    await session.flush();
    expect(received.map(({ body }) => JSON.parse(body).events[0].id)).toEqual(['1', '1', '1', '2']);
    expect(received[0]).toMatchObject({ authorization: 'Bearer dbf_x', path: '/api/v1/projects/pears/sessions/a/events' });
  });

  it('is given up, and so is one that refuses', async () => {
    const { url } = await serve(() => ({ status: 401, body: refused(401, 'unauthenticated', 'Who are you?') }));
    const refusedBy = new DebriefClient({ url, project: 'pears' }).session('a');
    refusedBy.add(event('1'));
    await expect(refusedBy.flush()).rejects.toEqual(new DebriefError('Who are you?', 'unauthenticated', 401));
    const away = new DebriefClient({ url: 'http://127.0.0.1:1', project: 'pears', attempts: 2 }).session('a');
    away.add(event('1'));
    await expect(away.flush()).rejects.toThrow('Debrief did not answer at http://127.0.0.1:1');
  });
});
