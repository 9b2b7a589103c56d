import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ApiError, apiGet, apiPath, apiSend, apiUpload } from '@/lib/http/api';

const answerWith = (answer: () => Response | Promise<Response>) => {
  const asked = vi.fn(async (_url: string, _init: RequestInit) => answer());
  vi.stubGlobal('fetch', asked);
  return asked;
};
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const schema = z.object({ n: z.number() });
const problemOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof ApiError ? error.problem : error;
};

afterEach(() => void vi.unstubAllGlobals());

test('a path encodes its variable parts', () => {
  expect(apiPath`/projects/${'harbour'}/sessions/${'a/b ?'}/segments/${3}`).toBe(
    '/api/v1/projects/harbour/sessions/a%2Fb%20%3F/segments/3',
  );
});

test('what is read is asked with its query and parsed', async () => {
  const asked = answerWith(() => json({ n: 1, more: true }));
  expect(
    await apiGet(schema, '/x', { server: 'http://localhost:1', query: { a: 'ä', b: 0, c: null, d: undefined, e: '' } }),
  ).toEqual({ n: 1 });
  expect(asked.mock.calls[0]?.[0]).toBe('http://localhost:1/x?a=%C3%A4&b=0');
});

test('what is written goes as JSON, a file as it is', async () => {
  const asked = answerWith(() => json({ n: 1 }));
  await apiSend(schema, 'PUT', '/x', { body: { a: 1 } });
  await apiUpload(schema, '/x', 'bytes', { headers: { 'content-encoding': 'gzip' } });
  const types = asked.mock.calls.map(([, init]) => [init.method, init.body, new Headers(init.headers).get('content-type')]);
  expect(types).toEqual([
    ['PUT', '{"a":1}', 'application/json'],
    ['POST', 'bytes', 'application/octet-stream'],
  ]);
});

describe('what is not 2xx is an ApiError', () => {
  test('with the problem of the answer', async () => {
    const problem = {
      type: 'urn:debrief:problem:not_found',
      title: 'Not found',
      status: 404,
      detail: 'Gone',
      code: 'not_found',
      issues: [],
      request_id: 'r',
    };
    answerWith(() => json(problem, 404));
    expect(await problemOf(apiGet(schema, '/x'))).toEqual(problem);
  });

  test.each([
    [502, 'unavailable'],
    [500, 'internal'],
  ])('of a stranger who answers %i', async (status, code) => {
    answerWith(() => new Response('<html>', { status }));
    expect(await problemOf(apiGet(schema, '/x'))).toMatchObject({ status, code });
  });

  test('where nobody answers', async () => {
    answerWith(() => Promise.reject(new TypeError('fetch failed')));
    expect(await problemOf(apiGet(schema, '/x', { server: 'http://localhost:1' }))).toMatchObject({
      status: 0,
      code: 'unavailable',
    });
  });

  test('but an answer of another shape is a fault', async () => {
    answerWith(() => json({ n: 'one' }));
    await expect(apiGet(schema, '/x')).rejects.toThrow(z.ZodError);
  });
});
