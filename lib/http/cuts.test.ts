import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { appendResult } from '@/lib/events/schema';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { cut, cutResult } from '@/lib/segments/cut-schema';
import { segment, segmentDetail } from '@/lib/segments/schema';
import { session } from '@/lib/sessions/schema';

const api = testApi(testDatabase());

/** A session of three tasks, a day apart. */
async function tasks(name: string) {
  const path = `/api/v1/projects/harbour/sessions/${name}`;
  const { sid } = await good(session, api.send('PUT', path, { title: `Boats of ${name}` }));
  const events = ['Count', 'Paint', 'Sell'].flatMap((verb, day) =>
    Array.from({ length: 12 }, (_, i) => ({
      ...{
        id: `${verb}${i}`,
        at: `2026-03-0${day + 1}T09:${10 + i}:00Z`,
        text: i === 0 ? `Now ${verb} the boats` : `${verb}: ${i}`,
      },
      ...(i === 0 ? { actor: 'human', kind: 'prompt' } : { actor: 'agent', kind: 'message' }),
    })),
  );
  await good(appendResult, api.send('POST', `${path}/events`, { events }));
  const read = async () => (await good(page(segment), api.fetch(`/api/v1/sessions/${sid}/segments`))).items;
  return { sid, path, read };
}

const cuts = async (sid: string) => (await good(page(cut), api.fetch(`/api/v1/sessions/${sid}/cuts`))).items;
const act = (path: string, body?: object) =>
  good(cutResult, api.send(body && 'moves' in body ? 'PATCH' : 'POST', `/api/v1/${path}`, body));
const refuse = (path: string, body?: object) =>
  bad(api.send(body && 'moves' in body ? 'PATCH' : 'POST', `/api/v1/${path}`, body));

test('a session is split, merged, moved and cut again; every cut is listed', async () => {
  const { sid, read } = await tasks('lead');
  const [first] = await read();
  const made = await act(`segments/${first?.id}/split`, { at: 5 });
  expect(made).toMatchObject({ cut: 2, reason: 'split', granularity: 'normal', made_by: expect.any(String) });
  expect(made.url).toBe(`http://127.0.0.1:3000/harbour/sessions/boats-of-lead-${sid}`);
  const [one, two] = await read();
  expect([one?.last_seq, two?.first_seq]).toEqual([4, 5]);
  expect(await act(`sessions/${sid}/boundaries`, { moves: [{ segment: two?.id, first_seq: 7 }] })).toMatchObject({
    reason: 'move',
  });
  const [moved] = await read();
  expect(moved).toMatchObject({ first_seq: 1, last_seq: 6, url: expect.stringMatching(/\/segments\/1\?cut=3$/) });
  expect(await act(`segments/${moved?.id}/merge`)).toMatchObject({ cut: 4, reason: 'merge' });
  expect((await read()).map(({ first_seq }) => first_seq)).not.toContain(7);
  expect(await act(`sessions/${sid}/segmentation`, { granularity: 'normal' })).toMatchObject({ cut: 4 });
  expect((await cuts(sid)).map(({ n, reason, current }) => [n, reason, current])).toEqual([
    [1, null, false],
    [2, 'split', false],
    [3, 'move', false],
    [4, 'merge', true],
  ]);
  const second = await good(page(cut), api.fetch(`/api/v1/sessions/${sid}/cuts?cursor=1&limit=2`));
  expect([second.items.map(({ n }) => n), second.next_cursor]).toEqual([[2, 3], '3']);
  expect(await good(segmentDetail, api.fetch(`/api/v1/sessions/${sid}/segments/1`))).toMatchObject({ id: first?.id, cut: 1 });
});

test('what cannot be is refused with what to do', async () => {
  const { sid, read } = await tasks('refused');
  const [first] = await read();
  const split = `segments/${first?.id}/split`;
  expect(await refuse(split, { at: 1 })).toMatchObject({
    ...{ status: 422, code: 'not_possible', title: 'Not possible' },
    detail: `Segment 1 begins with event 1 already. Split it at an event from 2 to ${first?.last_seq}.`,
  });
  await act(split, { at: 3 });
  expect(await refuse(split, { at: 4 })).toMatchObject({ status: 409, code: 'conflict', current_cut: 2 });
  expect(await refuse(split, {})).toMatchObject({ status: 400, code: 'invalid_request' });
  expect(await refuse('segments/nothing/split', { at: 2 })).toMatchObject({ status: 404 });
  expect(await refuse(`sessions/${sid}/segmentation`, { granularity: 'tiny' })).toMatchObject({ status: 400 });
  expect(await refuse('sessions/nothing0/segmentation', { granularity: 'fine' })).toMatchObject({ status: 404 });
  expect(await bad(api.fetch('/api/v1/sessions/nothing0/cuts'))).toMatchObject({ status: 404 });
  const other = await tasks('other');
  const foreign = { moves: [{ segment: (await other.read())[0]?.id, first_seq: 3 }] };
  expect(await refuse(`sessions/${sid}/boundaries`, foreign)).toMatchObject({ status: 404 });
});

test('a session without its events is not cut', async () => {
  const path = '/api/v1/projects/harbour/sessions/told';
  const { sid } = await good(session, api.send('PUT', path, { title: 'Told' }));
  await api.send('POST', `${path}/segments`, { segments: [{ key: 'a', title: 'Told only' }] });
  const [only] = (await good(page(segment), api.fetch(`/api/v1/sessions/${sid}/segments`))).items;
  expect(await refuse(`sessions/${sid}/segmentation`, { granularity: 'fine' })).toMatchObject({ status: 422 });
  expect(await refuse(`segments/${only?.id}/split`, { at: 1 })).toMatchObject({ status: 422 });
});
