import { describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { appendResult, event } from '@/lib/events/schema';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { segmentsResult } from '@/lib/segments/schema';
import { session } from '@/lib/sessions/schema';

const api = testApi(testDatabase());
const BASE = '/api/v1/projects/odd/sessions';
const made = async (name: string) => (await good(session, api.send('PUT', `${BASE}/${name}`, {}))).sid;

describe('a query that holds what Postgres cannot', () => {
  test.each([
    'agent=%00',
    'branch=a%00',
    'from=0100-01-01T00:00:00Z',
    'to=20260301T080000%2B0100',
    `limit=${Number.MAX_SAFE_INTEGER}`,
  ])('is answered: sessions?%s', async (query) => {
    await made('one');
    expect((await api.fetch(`${BASE}?${query}`)).status).toBe(200);
  });

  test.each([
    'events?thread=%00',
    'events?from=9999-12-31T23:59:59Z',
    'segments?cursor=2147483647',
    `segments?limit=${Number.MAX_SAFE_INTEGER}`,
  ])('is answered: %s', async (path) => {
    expect((await api.fetch(`/api/v1/sessions/${await made('two')}/${path}`)).status).toBe(200);
  });

  test.each(['from=0000-01-01T00:00:00Z', 'from=9999-12-31T23:59:59-14:00', 'to=2026-03-01T08:00:00'])(
    'is refused: %s',
    async (query) => {
      expect(await bad(api.fetch(`${BASE}?${query}`))).toMatchObject({ code: 'invalid_request' });
      expect(await bad(api.fetch(`/api/v1/sessions/${await made('two')}/events?${query}`))).toMatchObject({
        code: 'invalid_request',
      });
    },
  );

  test.each(['/api/v1/sessions/%00', '/api/v1/sessions/%00/events', '/api/v1/sessions/%00/export', '/odd/sessions/%00.md'])(
    'is not found: %s',
    async (path) => {
      expect(await bad(api.fetch(path))).toMatchObject({ code: 'not_found' });
    },
  );
});

test('times are read in every form of ISO 8601 that has an offset; a bad one loses no other event', async () => {
  const at = [
    '20261120T084401Z',
    '2026-11-20T09:44:01+01',
    '2026-W47-5T08:44:01Z',
    '9999-12-31T23:59:59-14:00',
    '0001-01-01T00:00:00Z',
    '2026-11-20T08:44:01',
  ];
  const events = at.map((time, i) => ({ id: `t${i}`, at: time, actor: 'agent', kind: 'note' }));
  const result = await good(appendResult, api.send('POST', `${BASE}/times/events`, { events }));
  expect(result.rejected.map(({ id, code, path }) => [id, code, path])).toEqual(
    [3, 4, 5].map((i) => [`t${i}`, 'invalid_event', `events[${i}].at`]),
  );
  const { items } = await good(page(event), api.fetch(`/api/v1/sessions/${await made('times')}/events`));
  expect(items.map((item) => item.at)).toEqual(Array(3).fill('2026-11-20T08:44:01.000Z'));
});

test('a cut that a session does not have is not found, by any reading of it', async () => {
  const sid = await made('cuts');
  for (const path of ['segments', 'timeline', 'activity', 'export', 'segments/1']) {
    expect(await bad(api.fetch(`/api/v1/sessions/${sid}/${path}?cut=9`))).toMatchObject({ code: 'not_found' });
  }
});

test('a session that names itself is neither its parent nor its worker nor its successor', async () => {
  const self = await good(session, api.send('PUT', `${BASE}/self`, { parent: 'self', predecessor: 'self' }));
  expect(self).toMatchObject({ parent: null, predecessor: null, workers: [], successors: [] });
});

test('an answer to segments shows no secret that stood for a key', async () => {
  const secret = `${'gh'}p_${'a1B2c3D4e5F6'.repeat(3)}`;
  const segments = [
    { key: 'a', title: 'A', [secret]: 1 },
    { key: secret, title: 5 },
  ];
  const result = await good(segmentsResult, api.send('POST', `${BASE}/secret/segments`, { segments }));
  expect(result).toMatchObject({ segments: [{ key: 'a' }], rejected: [{ id: expect.stringContaining('redacted') }] });
  expect(JSON.stringify(result)).not.toContain(secret);
});
