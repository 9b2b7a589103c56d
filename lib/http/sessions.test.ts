import { describe, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { project } from '@/lib/projects/schema';
import { sessionRow } from '@/lib/sessions/schema';

const api = testApi(testDatabase());
const rows = page(sessionRow);
const put = (projectName: string, name: string, body: unknown) =>
  api.send('PUT', `/api/v1/projects/${projectName}/sessions/${name}`, body);
const list = async (projectName: string, query = '') => {
  const { items, next_cursor } = await good(rows, api.fetch(`/api/v1/projects/${projectName}/sessions?${query}`));
  return { names: items.map((row) => row.external_id), items, next_cursor };
};
const minute = (n: number) => new Date(Date.parse('2030-01-01T00:00:00Z') + n * 60_000).toISOString();

describe('a list of sessions', () => {
  test('is read page by page, each once, newest activity first', async () => {
    for (let n = 0; n < 7; n++) await put('pages', `s${n}`, { started_at: minute(n % 3) });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { names, next_cursor } = await list('pages', `limit=2&cursor=${cursor}`.replace(/&cursor=$/, ''));
      seen.push(...names);
      cursor = next_cursor;
    }
    expect(seen.map((name) => Number(name.slice(1)) % 3)).toEqual([2, 2, 1, 1, 0, 0, 0]);
    expect(new Set(seen).size).toBe(7);
  });

  test.each(['active', 'started', 'events'])('can be sorted by %s', async (sort) => {
    const name = `by-${sort}`;
    await put(name, 'old', { started_at: minute(1), event_count: 30 });
    await put(name, 'new', { started_at: minute(2), event_count: 40 });
    await put(name, 'none', {});
    const first = await list(name, `sort=${sort}&limit=1`);
    const rest = await list(name, `sort=${sort}&cursor=${first.next_cursor}`);
    expect([...first.names, ...rest.names]).toEqual(['new', 'old', 'none']);
  });

  test('is narrowed by what a session is', async () => {
    await put('narrow', 'a', { agent: 'claude', branch: 'main', status: 'failed', started_at: minute(0), ended_at: minute(10) });
    await put('narrow', 'b', { agent: 'codex', branch: 'dev', status: 'done', started_at: minute(20), ended_at: minute(30) });
    await put('narrow', 'c', { agent: 'codex', started_at: minute(40) });
    const names = async (query: string) => (await list('narrow', query)).names.sort().join('');
    expect(await names('agent=codex')).toBe('bc');
    expect(await names('agent=codex,claude')).toBe('abc');
    expect(await names('branch=main')).toBe('a');
    expect(await names('status=failed,done')).toBe('ab');
    expect(await names('status=abandoned')).toBe('c');
    expect(await names('has=failures')).toBe('a');
    expect(await names('has=questions')).toBe('');
    expect(await names(`from=${minute(15)}`)).toBe('bc');
    expect(await names(`to=${minute(15)}`)).toBe('a');
    expect(await names(`from=${minute(5)}&to=${minute(25)}`)).toBe('ab');
  });

  test('says a status by the same rule that it filters by', async () => {
    await put('status', 'live', { started_at: new Date().toISOString() });
    await put('status', 'old', { started_at: '2020-01-01T00:00:00Z' });
    await put('status', 'ended', { started_at: '2020-01-01T00:00:00Z', ended_at: '2020-01-02T00:00:00Z' });
    const { items } = await list('status');
    for (const row of items) expect((await list('status', `status=${row.status}`)).names).toContain(row.external_id);
    expect(Object.fromEntries(items.map((row) => [row.external_id, row.status]))).toEqual({
      live: 'live',
      old: 'abandoned',
      ended: 'done',
    });
  });

  test.each(['limit=0', 'limit=many', 'status=happy', 'sort=colour', 'from=yesterday', 'cursor=nonsense'])(
    'refuses %s',
    async (query) => {
      await put('harbour', 'any', {});
      expect(await bad(api.fetch(`/api/v1/projects/harbour/sessions?${query}`))).toMatchObject({
        status: 400,
        code: 'invalid_request',
      });
    },
  );

  test('of an unknown project is not found', async () => {
    expect(await bad(api.fetch('/api/v1/projects/unknown/sessions'))).toMatchObject({ status: 404, code: 'not_found' });
  });
});

test('projects are listed by name with the count of their sessions', async () => {
  await put('quay', 'one', {});
  const { items } = await good(page(project), api.fetch('/api/v1/projects'));
  expect(items.find((item) => item.name === 'quay')).toMatchObject({
    session_count: 1,
    url: 'http://127.0.0.1:3000/quay',
  });
});

test.each(['', '/segments', '/segments/1', '/events', '/events/1', '/events/1/raw', '/timeline', '/activity', '/export'])(
  'what an unknown session has%s is not found',
  async (path) => {
    expect(await bad(api.fetch(`/api/v1/sessions/00000000${path}`))).toMatchObject({ status: 404, code: 'not_found' });
  },
);
