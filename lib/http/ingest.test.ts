import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { testDatabase } from '@/db/testing';
import { appendResult, event } from '@/lib/events/schema';
import { page } from '@/lib/http/schema';
import { bad, good, testApi } from '@/lib/http/testing';
import { LIMITS } from '@/lib/limits';
import { session, sessionRow } from '@/lib/sessions/schema';

const api = testApi(testDatabase());
const JSON_TYPE = { 'content-type': 'application/json' };
const LINES = { 'content-type': 'application/x-ndjson' };
const prompt = (id: string, text = 'Tidy the harbour') => ({
  id,
  at: '2026-03-01T08:00:00.000Z',
  actor: 'human',
  kind: 'prompt',
  text,
});
const eventsOf = (name: string) => `/api/v1/projects/harbour/sessions/${name}/events`;
const append = (name: string, ...events: unknown[]) => good(appendResult, api.send('POST', eventsOf(name), { events }));
const sidOf = async (name: string) => {
  const put = await good(session, api.send('PUT', `/api/v1/projects/harbour/sessions/${name}`, {}));
  return put.sid;
};

describe('a session', () => {
  test('is made by the first PUT and updated by the next: absent stays, null clears', async () => {
    const path = '/api/v1/projects/harbour/sessions/put';
    const first = await api.send('PUT', path, { title: 'Count the boats', agent: 'claude', branch: 'main' });
    expect(first.status).toBe(201);
    const second = await api.send('PUT', path, { branch: null, status: 'done' });
    expect(second.status).toBe(200);
    const body = session.parse(await second.json());
    expect(body).toMatchObject({ title: 'Count the boats', agent: 'claude', branch: null, status: 'done', external_id: 'put' });
    expect(body.url).toBe(`http://127.0.0.1:3000/harbour/sessions/count-the-boats-${body.sid}`);
    expect(await good(session, api.fetch(`/api/v1/sessions/${body.sid}`))).toEqual(body);
  });

  test('knows parent and predecessor in whichever order they arrive', async () => {
    const put = (name: string, body: unknown) => good(session, api.send('PUT', `/api/v1/projects/pier/sessions/${name}`, body));
    await put('worker', { parent: 'lead', started_at: '2026-03-01T09:00:00Z' });
    await put('later', { predecessor: 'lead' });
    const lead = await put('lead', { title: 'Lead', predecessor: 'earlier' });
    const earlier = await put('earlier', { title: 'Earlier' });
    const again = await good(session, api.fetch(`/api/v1/sessions/${lead.sid}`));
    expect(again.predecessor?.sid).toBe(earlier.sid);
    expect(again.workers.map((worker) => worker.segment)).toEqual([null]);
    expect(again.successors).toHaveLength(1);
    const rows = (await good(page(sessionRow), api.fetch('/api/v1/projects/pier/sessions'))).items;
    expect(rows.find((row) => row.external_id === 'worker')?.parent?.sid).toBe(lead.sid);
    expect(rows.find((row) => row.external_id === 'lead')).toMatchObject({
      workers: again.workers,
      successors: again.successors,
    });
  });

  test('may have any id that a URL can carry', async () => {
    const name = 'a/b c%2F?#é\u202e';
    const made = await good(session, api.send('PUT', `/api/v1/projects/harbour/sessions/${encodeURIComponent(name)}`, {}));
    expect(made.external_id).toBe(name);
  });
});

describe('events', () => {
  test('are stored, counted and given back', async () => {
    const result = await append('events', prompt('a'), { id: 'b', actor: 'agent', kind: 'message', text: 'Done', colour: 'red' });
    expect(result).toMatchObject({ accepted: 2, duplicates: 0, rejected: [], seqs: { a: 1, b: 2 }, last_seq: 2 });
    expect(result.warnings).toHaveLength(1);
    const sid = await sidOf('events');
    const { items, next_cursor } = await good(page(event), api.fetch(`/api/v1/sessions/${sid}/events`));
    expect(items.map((item) => [item.seq, item.id, item.text])).toEqual([
      [1, 'a', 'Tidy the harbour'],
      [2, 'b', 'Done'],
    ]);
    expect([items[1]?.data, next_cursor]).toEqual([{ colour: 'red' }, null]);
  });

  test('one bad event does not lose the others', async () => {
    const result = await append('bad', prompt('a'), { id: 'b', kind: 'nonsense' }, 'text', prompt('c'));
    expect([result.accepted, result.rejected.map((item) => item.index)]).toEqual([2, [1, 2]]);
  });

  test('a broken or too deep line of NDJSON is one bad event', async () => {
    const lines = [
      JSON.stringify(prompt('a')),
      '{"id":',
      '',
      `{"id":"c","data":${'['.repeat(300)}${']'.repeat(300)}}`,
      JSON.stringify(prompt('d')),
    ];
    const result = await good(
      appendResult,
      api.fetch(eventsOf('lines'), { method: 'POST', headers: LINES, body: lines.join('\n') }),
    );
    expect([result.accepted, result.rejected.map((item) => [item.index, item.code])]).toEqual([
      2,
      [
        [1, 'invalid_json'],
        [2, 'too_deep'],
      ],
    ]);
  });

  test.each([
    ['escapes', String.raw`{ "id":"a", "actor":"agent","kind":"message","text":"\u0000 \ud800 \u001b[31m" }`],
    ['odd characters and spaces', '{"id":"b","actor":"agent","kind":"message","text":"é\u202e😀"   }'],
  ])('the raw line of NDJSON comes back byte for byte: %s', async (name, text) => {
    const line = Buffer.from(text);
    const body = Buffer.concat([line, Buffer.from('\r\n')]);
    const path = `raw ${name}`;
    await good(appendResult, api.fetch(eventsOf(path), { method: 'POST', headers: LINES, body }));
    const answer = await api.fetch(`/api/v1/sessions/${await sidOf(path)}/events/1/raw`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(line);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('gzip is understood', async () => {
    const body = gzipSync(JSON.stringify({ events: [prompt('a')] }));
    const result = await good(
      appendResult,
      api.fetch(eventsOf('gzip'), { method: 'POST', headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body }),
    );
    expect(result.accepted).toBe(1);
  });

  test('a preview is cut and says so; one event is whole', async () => {
    const long = 'x'.repeat(LIMITS.preview_chars + 10);
    await append('long', {
      id: 'a',
      actor: 'agent',
      kind: 'tool_call',
      text: long,
      tool: { name: 'Write', input: { deep: [long] }, output: long },
    });
    const sid = await sidOf('long');
    const { items } = await good(page(event), api.fetch(`/api/v1/sessions/${sid}/events?fields=preview`));
    const cut = long.slice(0, LIMITS.preview_chars);
    expect(items[0]).toMatchObject({ is_cut: true, text: cut, tool: { input: { deep: [cut] }, output: cut } });
    expect(await good(event, api.fetch(`/api/v1/sessions/${sid}/events/1`))).toMatchObject({
      is_cut: false,
      text: long,
      tool: { input: { deep: [long] }, output: long },
    });
  });

  test('are narrowed by place, time, kind and thread, page by page', async () => {
    const at = (minute: number) => `2026-03-01T08:0${minute}:00.000Z`;
    const many = Array.from({ length: 9 }, (_, i) => ({
      ...prompt(`e${i + 1}`),
      at: at(i),
      kind: i % 3 === 0 ? 'prompt' : 'note',
      thread: i === 8 ? 'sub' : 'main',
    }));
    await append('many', ...many);
    const sid = await sidOf('many');
    const seqs = async (query: string) => {
      const { items, next_cursor } = await good(page(event), api.fetch(`/api/v1/sessions/${sid}/events?${query}`));
      return [items.map((item) => item.seq), next_cursor];
    };
    expect(await seqs('limit=4')).toEqual([[1, 2, 3, 4], '4']);
    expect(await seqs('limit=4&after=4')).toEqual([[5, 6, 7, 8], '8']);
    expect(await seqs('limit=4&after=8')).toEqual([[9], null]);
    expect(await seqs('from=3&to=5')).toEqual([[3, 4, 5], null]);
    expect(await seqs(`from=${at(7)}`)).toEqual([[8, 9], null]);
    expect(await seqs('kind=prompt')).toEqual([[1, 4, 7], null]);
    expect(await seqs('thread=sub')).toEqual([[9], null]);
    expect(await seqs('limit=99999')).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9], null]);
  });
});

describe('a request that cannot be taken has stored nothing', () => {
  const post = (init: RequestInit) => bad(api.fetch(eventsOf('nothing'), { method: 'POST', ...init }));
  const small = JSON.stringify({ events: [prompt('a')] });
  const nested = (levels: number) => `{"events":[${'['.repeat(levels)}${']'.repeat(levels)}]}`;

  test.each([
    ['no JSON', { headers: JSON_TYPE, body: '{"events":' }, 400, 'invalid_json'],
    ['nothing at all', { headers: JSON_TYPE, body: '' }, 400, 'invalid_json'],
    ['no events', { headers: JSON_TYPE, body: '{}' }, 400, 'invalid_request'],
    ['a type that is not read', { headers: { 'content-type': 'text/csv' }, body: small }, 415, 'unsupported_media_type'],
    [
      'another charset',
      { headers: { 'content-type': 'application/json; charset=latin1' }, body: small },
      415,
      'unsupported_media_type',
    ],
    ['another encoding', { headers: { ...JSON_TYPE, 'content-encoding': 'br' }, body: small }, 415, 'unsupported_media_type'],
    ['gzip that is none', { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: small }, 400, 'invalid_request'],
    [
      'gzip that breaks off',
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(small).subarray(0, 40) },
      422,
      'body_incomplete',
    ],
    ['too deep', { headers: JSON_TYPE, body: nested(300) }, 400, 'too_deep'],
    [
      'too many',
      { headers: JSON_TYPE, body: JSON.stringify({ events: Array(LIMITS.batch_events + 1).fill(1) }) },
      413,
      'body_too_large',
    ],
    ['too large', { headers: JSON_TYPE, body: Buffer.alloc(LIMITS.body_bytes + 1, ' ') }, 413, 'body_too_large'],
    [
      'a bomb',
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(LIMITS.body_bytes + 1, ' ')) },
      413,
      'body_too_large',
    ],
  ])('%s', async (_, init, status, code) => expect(await post(init)).toMatchObject({ status, code }));

  test('and no session was made of it', async () => {
    const rows = await good(page(sessionRow), api.fetch('/api/v1/projects/harbour/sessions?limit=500'));
    expect(rows.items.map((row) => row.external_id)).not.toContain('nothing');
  });

  test('a body that is larger than it says is refused; its rest is taken in, up to a measure, for the client reads the answer last', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    let sent = 0;
    const body = new ReadableStream({ pull: (stream) => (sent++ < 400 ? stream.enqueue(chunk) : stream.close()) });
    expect(await post({ headers: { ...JSON_TYPE, 'content-length': '10' }, body, duplex: 'half' } as RequestInit)).toMatchObject({
      status: 413,
    });
    await vi.waitFor(() => expect(sent).toBeGreaterThan(70));
    expect(sent).toBeLessThan(100);
  });

  test.each(['Harbour', 'api', '-x', 'x'.repeat(49)])(
    'a project cannot be named %s, and the answer says the rule',
    async (name) => {
      const problem = await bad(api.send('PUT', `/api/v1/projects/${name}/sessions/a`, {}));
      expect(problem).toMatchObject({ status: 400, code: 'invalid_request', issues: [{ path: 'project' }] });
      expect(problem.detail).toMatch(/48 characters|reserved/);
    },
  );

  test('issues name the place and never the value', async () => {
    const problem = await bad(
      api.send('PUT', '/api/v1/projects/harbour/sessions/a', { status: 'my-own-secret', started_at: 'yesterday' }),
    );
    expect(problem.issues.map((issue) => issue.path)).toEqual(['status', 'started_at']);
    expect(JSON.stringify(problem)).not.toMatch(/my-own-secret|yesterday/);
  });
});
